import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, signIn, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const csv = (...rows: string[]) => ({
  name: '三月.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['统一社会信用代码,单位名称,排放口编号,数据时间,监测因子,监测值,单位,数据标识', ...rows, ''].join('\n'),
  ),
})
const json = (text: string) => ({
  name: 'march.json',
  mimeType: 'application/json',
  buffer: Buffer.from(text),
})

const words = {
  zh: {
    handIn: '交送文件 园区平台导出表(CSV)',
    handInJson: '交送文件 园区平台接口(JSON)',
    send: '送出',
    clean: '全部入库,没有问题',
    another: '再送一份',
    line: '第 3 行',
    record: '第 1 条 第 4 行',
    reason: '时间无法识别,这条记录未入库',
    whole: '整份',
    noJson: '文件不是完好的 JSON:第 2 行第 1 列;整份没有入库',
    tooLarge: '文件超过 32 MB,请分成几份',
    done: '完成',
  },
  en: {
    handIn: 'Hand in a file Park platform by its exports (CSV)',
    handInJson: 'Hand in a file Park platform by its interface (JSON)',
    send: 'Send',
    clean: 'All of it was taken in',
    another: 'Another file',
    line: 'Line 3',
    record: 'Record 1 Line 4',
    reason: 'The time cannot be read; the record was not taken in',
    whole: 'All of it',
    noJson: 'the file is no intact JSON: line 2, column 1; nothing was taken in',
    tooLarge: 'The file is larger than 32 MB; split it',
    done: 'Done',
  },
} as const

describe('a file of another platform is handed in', () => {
  test.each([
    ['zh', 1280],
    ['en', 390],
  ] as const)('in %s at a width of %i: stored, the same, faults by line', async (language, width) => {
    const say = words[language]
    const { page, errors, goto, screenshot, close } = await browser.open({ language, width: 1280 })
    await goto('/telemetry?tab=platforms')
    expect(await page.getByRole('button', { name: say.handIn }).count()).toBe(0)
    await signIn(page, 'monitoring-engineer')
    await page.setViewportSize({ width, height: 900 })
    await page.getByRole('button', { name: say.handIn }).click()
    const dialog = page.getByRole('dialog')
    const file = dialog.locator('input[type=file]')
    const send = dialog.getByRole('button', { name: say.send, exact: true })
    const figure = (name: string) => dialog.getByTestId(`platform-${name}`).locator('dd').textContent()

    const row = (at: string, value: string) => `E2E-${language},甲厂,1,${at},氨氮,${value},mg/L,正常`
    await file.setInputFiles(csv(row('2026-03-01 09:00', '1.5')))
    await dialog.getByText('三月.csv').waitFor()
    await screenshot(`telemetry-platform-file-chosen-${width}`)
    await send.click()
    await dialog.getByText(say.clean).waitFor()
    expect([await figure('added'), await figure('same'), await figure('problems')]).toEqual(['1', '0', '0'])

    await dialog.getByRole('button', { name: say.another }).click()
    const long = '很长的一段没有空格也不是时间的文字'.repeat(6)
    await file.setInputFiles(
      csv(
        row('2026-03-01 09:00', '1.5'),
        row(long, '2'),
        row('2026-03-01 10:00', '2').replace('甲厂', '乙厂'),
      ),
    )
    await send.click()
    await dialog.getByText(say.reason).waitFor()
    expect(await dialog.getByRole('row', { name: say.line }).count()).toBe(1)
    expect(await dialog.getByRole('row', { name: say.whole }).count()).toBeGreaterThan(0)
    expect([await figure('added'), await figure('same'), await figure('changed')]).toEqual(['1', '1', '0'])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await screenshot(`telemetry-platform-file-faults-${width}`)
    await dialog.getByRole('button', { name: say.done }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(errors).toEqual([])

    await page.getByRole('button', { name: say.handInJson }).click()
    const record = {
      enterprise: { creditCode: `E2EJ-${language}`, name: '丙厂' },
      outletNo: '1',
      monitorTime: '?',
    }
    await file.setInputFiles(json(JSON.stringify({ data: { list: [record] } }, null, 2)))
    await send.click()
    await dialog.getByRole('row', { name: say.record }).waitFor()
    await screenshot(`telemetry-platform-file-json-${width}`)
    await dialog.getByRole('button', { name: say.another }).click()
    await file.setInputFiles(json('{\n!}'))
    await send.click()
    await dialog.getByText(say.noJson).waitFor()
    await expect.poll(() => send.isEnabled()).toBe(true)
    await screenshot(`telemetry-platform-file-refused-${width}`)
    await file.setInputFiles({ ...json(''), buffer: Buffer.alloc(32 * 1024 ** 2 + 1, ' ') })
    await dialog.getByText(say.tooLarge).waitFor()
    expect(await send.isDisabled()).toBe(true)
    await close()
  })

  test('tells how far it is while it runs', async () => {
    const { page, goto, close, screenshot } = await browser.open({ language: 'zh' })
    await goto('/telemetry?tab=platforms')
    await signIn(page, 'monitoring-engineer')
    const asked = Promise.withResolvers<void>()
    await page.route('**/platforms/park-table/file', async (route) => {
      await asked.promise
      await route.continue()
    })
    await page.getByRole('button', { name: words.zh.handIn }).click()
    const dialog = page.getByRole('dialog')
    await dialog
      .locator('input[type=file]')
      .setInputFiles(csv('E2E-run,甲厂,1,2026-03-01 09:00,氨氮,1,mg/L,正常'))
    await dialog.getByRole('button', { name: words.zh.send, exact: true }).click()
    await dialog
      .getByRole('status')
      .getByText(/正在(上传|读取)/)
      .waitFor()
    await screenshot('telemetry-platform-file-running')
    asked.resolve()
    await dialog.getByText(words.zh.clean).waitFor()
    await close()
  })

  test('not by county staff', async () => {
    const { page, goto, close } = await browser.open({ language: 'zh' })
    await goto('/telemetry?tab=platforms')
    await signIn(page, 'county-staff')
    await page.getByText('园区平台接口(JSON)').waitFor()
    expect(await page.getByRole('button', { name: /交送文件/ }).count()).toBe(0)
    await close()
  })
})
