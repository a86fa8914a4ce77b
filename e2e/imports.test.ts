import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Site } from '../packages/contract/src/index.ts'
import { openBrowser, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage
let code: string

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
  await open.goto('/imports')
  await signIn(open.page, 'campaign-office')
  const sites = (await (await open.page.request.get('/api/v1/sites?kind=air-station')).json()) as Site[]
  code = sites[0]?.code ?? ''
})
afterAll(() => browser.close())

/** Hours of a day that no demo data reach. */
const good = () =>
  [
    'site_code,time,pollutant,value',
    ...Array.from(
      { length: 24 },
      (_, hour) => `${code},2022-03-05 ${String(hour).padStart(2, '0')}:00,PM2.5,${20 + hour}`,
    ),
  ].join('\n')

const bad = () =>
  [
    good(),
    `${code},2022-03-06 01:00,PM2.5,abc`,
    `${code},2022-13-06 02:00,PM2.5,30`,
    `no-such-site,2022-03-06 03:00,PM2.5,30`,
  ].join('\n')

async function send(name: string, text: string, mode: '整个文件不收' | '跳过并报告'): Promise<void> {
  const { page } = open
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByText(mode, { exact: true }).first().click()
  await page.getByTestId('start-import').click()
  await page.getByText(`导入结果 · ${name}`).waitFor()
}

const count = async (name: string) =>
  Number(/\d+/.exec((await open.page.getByTestId(`import-${name}`).textContent()) ?? '')?.[0])

describe('a file of measurements', () => {
  test('is taken in; a second time it changes nothing', async () => {
    await send('good.csv', good(), '整个文件不收')
    expect([await count('rows'), await count('accepted'), await count('rejected')]).toEqual([24, 24, 0])
    const inserted = await count('inserted')
    expect(inserted).toBeGreaterThan(0)
    await open.goto('/imports')
    await send('good-again.csv', good(), '整个文件不收')
    expect([await count('inserted'), await count('changed')]).toEqual([0, 0])
    expect(await count('unchanged')).toBe(inserted)
  })

  test('with bad rows is refused as a whole, each bad row told by line, column, value and reason', async () => {
    await open.goto('/imports')
    await send('bad.csv', bad(), '整个文件不收')
    expect(await open.page.getByTestId('import-status').textContent()).toContain('未接收')
    const problems = open.page.getByRole('table').filter({ hasText: 'abc' }).first()
    const row = await problems.getByRole('row').filter({ hasText: 'abc' }).textContent()
    expect(row).toMatch(/^26/)
    expect(row).toContain('value')
    await open.screenshot('import-refused')
  })

  test('with bad rows is taken in without them when so chosen, and the problems can be exported', async () => {
    await open.goto('/imports')
    await send('bad-skipped.csv', bad(), '跳过并报告')
    expect(await count('rejected')).toBeGreaterThanOrEqual(2)
    expect(await count('accepted')).toBe((await count('rows')) - (await count('rejected')))
    const [download] = await Promise.all([
      open.page.waitForEvent('download'),
      open.page.getByTestId('export-problems').click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain('abc')
    await open.screenshot('import-skipped')
    expect(await open.page.getByRole('button', { name: 'bad-skipped.csv' }).count()).toBe(1)
  })

  test('no error was written to the console', () => {
    expect(open.errors).toEqual([])
  })
})
