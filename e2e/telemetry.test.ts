import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, signIn, type Language, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const tabs = [
  'sources',
  'alarms',
  'quality',
  'quarantine',
  'commands',
  'upstream',
  'platforms',
  'inspector',
] as const
const languages = ['zh', 'en'] as const satisfies readonly Language[]

describe('online monitoring opens each of its tabs without an error in the console', () => {
  test.each(languages.flatMap((language) => tabs.map((tab) => ({ language, tab }))))(
    '$tab in $language',
    async ({ language, tab }) => {
      const { page, errors, goto, screenshot, close } = await browser.open({ language })
      await goto(`/telemetry?tab=${tab}`)
      await page.getByRole('tab', { selected: true }).waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      await screenshot(`telemetry-${tab}`)
      expect(errors).toEqual([])
      await close()
    },
  )
})

test('a data logger opens with its curve and its limits', async () => {
  const { page, errors, goto, screenshot, close } = await browser.open({ language: 'en', width: 1400 })
  await goto('/telemetry')
  await page.getByText('Online', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Simulated Waste water 1' }).click()
  await page.getByText('w01018 ≤ 50').waitFor()
  await page.getByRole('img').first().waitFor()
  await screenshot('telemetry-logger')
  expect(errors).toEqual([])
  await close()
})

test('a pasted packet is explained: its command, its right CRC, each measurement with name and unit', async () => {
  const { page, goto, close } = await browser.open({ language: 'en' })
  await goto('/telemetry?tab=inspector')
  const packet =
    '##0136ST=32;CN=2011;PW=123456;MN=88888880000001;CP=&&DataTime=20040516021000;B01-Rtd=100;101-Rtd=1.1,101-Flag=R;102-Rtd=2.2,102-Flag=N&&FFFF'
  await page.getByRole('textbox', { name: 'Paste an HJ 212 packet' }).fill(packet)
  await page.getByText('Something is wrong with the packet').waitFor()
  await page.getByText('2011 Realtime data').waitFor()
  await page.getByText('says FFFF, should be').waitFor()
  expect(await page.getByRole('cell', { name: '2.2' }).count()).toBe(1)
  await close()
})

test('packets pasted from a log are told apart, and what is odd about them in words', async () => {
  const { page, errors, goto, screenshot, close } = await browser.open()
  await goto('/telemetry?tab=inspector')
  const good =
    '##0109QN=20260301080000123;ST=32;CN=2021;PW=123456;MN=A1234567890123;Flag=5;CP=&&DataTime=20260301080000;SB1-RS=0&&'
  await page
    .getByRole('textbox', { name: '粘贴一条 HJ 212 报文' })
    .fill(`08:00:01 收到 ${good}0000\n08:00:02 收到 ${good}0000`)
  await page.getByText('第 2 条,共 2 条').waitFor()
  await page.getByText('报文有误: 校验码错误').first().waitFor()
  await page.getByText('1号治理设施').first().waitFor()
  expect(await page.getByText('关闭').count()).toBe(2)
  await screenshot('telemetry-inspector-two')
  expect(errors).toEqual([])
  await close()
})

describe('other platforms', () => {
  test.each([
    ['zh', '上传映射文件', '园区平台接口(JSON)', '映射来源'],
    ['en', 'Upload a mapping file', 'Park platform by its interface (JSON)', 'Mapping from'],
  ] as const)('are listed, and a mapping is brought in %s', async (language, bring, known, origin) => {
    const { page, errors, goto, screenshot, close } = await browser.open({ language, width: 1400 })
    await goto('/telemetry?tab=platforms')
    await page.getByText(known).waitFor()
    expect(await page.getByRole('button', { name: bring }).count()).toBe(0)
    await signIn(page, 'monitoring-engineer')
    await page.getByRole('button', { name: bring }).waitFor()
    const mapping = (factor: string) => ({
      name: 'mapping.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(`platform: e2e-${language}
title: { zh: 测试平台${language}, en: Test platform ${language} }
format: json
firm: { code: code, name: name }
outlet: { code: outlet }
time: { at: time, zone: CST, label: start }
resolution: hour
values: [{ at: cod, factor: ${factor} }]
`),
    })
    const input = page.locator('input[type=file]')
    await input.setInputFiles(mapping('w99999'))
    await page.getByText('w99999').waitFor()
    await input.setInputFiles(mapping('w01018'))
    await page.getByText(language === 'zh' ? '测试平台zh' : 'Test platform en').waitFor()
    expect(await page.getByRole('columnheader', { name: origin }).count()).toBe(1)
    await screenshot('telemetry-platform-brought')
    // the refusal of the first file is an answer of the server that browsers note as an error
    expect(errors.filter((error) => !error.includes('400'))).toEqual([])
    await close()
  })
})

describe('an upper platform', () => {
  test.each([
    ['zh', ['添加上级平台', '保存', '停用', '启用', '修改', '删除']],
    ['en', ['Add an upper platform', 'Save', 'Disable', 'Enable', 'Edit', 'Remove']],
  ] as const)('is added, switched off and on, changed and removed in %s', async (language, words) => {
    const [add, save, disable, enable, edit, remove] = words
    const { page, goto, screenshot, close } = await browser.open({ language, width: 1500 })
    await goto('/telemetry?tab=upstream')
    expect(await page.getByRole('button', { name: add }).count()).toBe(0)
    await signIn(page, 'monitoring-engineer')
    await page.getByRole('button', { name: add }).click()
    const form = page.getByTestId('upstream-form')
    await form.locator('#name').fill(`e2e ${language}`)
    await form.locator('#host').fill('127.0.0.1')
    await form.locator('#port').fill('1')
    await screenshot('telemetry-upstream-form')
    await form.getByRole('button', { name: save }).click()
    await form.waitFor({ state: 'detached' })
    const row = page.getByRole('row', { name: `e2e ${language}` })
    await row.getByRole('button', { name: disable, exact: true }).click()
    await row.getByRole('button', { name: enable, exact: true }).click()
    await row.getByRole('button', { name: disable, exact: true }).waitFor()
    await row.getByRole('button', { name: edit }).click()
    await form.locator('#port').fill('2')
    await form.getByRole('button', { name: save }).click()
    await page.getByText('127.0.0.1:2').waitFor()
    await row.getByRole('button', { name: remove }).click()
    await page.getByRole('tooltip').getByRole('button', { name: remove }).waitFor()
    await screenshot('telemetry-upstream-remove')
    await page.getByRole('tooltip').getByRole('button', { name: remove }).click()
    await row.waitFor({ state: 'detached' })
    await close()
  })

  test('is not for county staff to set up', async () => {
    const { page, goto, close } = await browser.open({ language: 'en' })
    await goto('/telemetry?tab=upstream')
    await signIn(page, 'county-staff')
    await page.getByText('No upper platform is set up').waitFor()
    expect(await page.getByRole('button', { name: 'Add an upper platform' }).count()).toBe(0)
    await close()
  })
})
