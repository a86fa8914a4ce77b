import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntityDetail, EntityFile, EntityList, GapRow } from '../packages/contract/src/index.ts'
import { openBrowser, settled, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage
beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
})
afterAll(() => browser.close())

const day = '2021-09-30'
const ask = async <T>(path: string): Promise<T> =>
  (await (await open.page.request.get(`/api/v1/${path}`)).json()) as T
const rows = () => open.page.getByTestId('entities').locator('tbody tr.ant-table-row')
const shownTotal = () => open.page.locator('.ant-pagination-total-text').textContent()

test('a register shows what the API counts, and is narrowed by state and by search', async () => {
  await open.goto('/registers?kind=voc-tank')
  const all = await ask<EntityList>(`entities?kind=voc-tank&at=${day}&limit=1`)
  expect(await shownTotal()).toContain(String(all.total))
  await open.screenshot('registers')
  const treated = await ask<EntityList>(`entities?kind=voc-tank&at=${day}&state=treated&limit=1`)
  expect(treated.total).toBeGreaterThan(0)
  await open.goto('/registers?kind=voc-tank&state=treated')
  expect(await shownTotal()).toContain(String(treated.total))
  await open.page
    .getByRole('searchbox')
    .first()
    .fill(treated.rows[0]?.key ?? '')
  await open.page.waitForURL((url) => url.searchParams.has('q'))
  await open.page.getByRole('button', { name: treated.rows[0]?.key ?? '' }).waitFor()
  await expect.poll(() => rows().count()).toBe(1)
})

test('an entity tells its duties with the facts that decided', async () => {
  const { rows: late } = await ask<EntityList>(`entities?kind=catering-shop&at=${day}&status=open&limit=1`)
  const { id, key } = late[0]!
  const detail = await ask<EntityDetail>(`entities/${id}?at=${day}`)
  const bound = detail.obligations.find((o) => o.bound === 'yes')!
  await open.goto(`/registers?kind=catering-shop&q=${key}`)
  await rows().first().getByRole('button', { name: key }).click()
  const file = open.page.getByTestId('entity')
  await file.getByText(bound.title.zh, { exact: true }).waitFor()
  const [fact] = Object.keys(bound.cited)
  const column = detail.kind.columns.find((c) => c.fact === fact)!
  const text = await file.locator('.duty').first().textContent()
  expect(text).toContain(`依据的事实: ${column.title.zh} `)
  expect(text).not.toContain(column.fact)
  await open.screenshot('entity')
})

test('the file of a cluster holds its firms with their duties, and leads to each', async () => {
  const { rows: clusters } = await ask<EntityList>('entities?kind=cluster&limit=1')
  const { id, key } = clusters[0]!
  const { related } = await ask<EntityDetail>(`entities/${id}?at=${day}`)
  await open.goto(`/registers?kind=cluster&entity=${id}`)
  const group = open.page.getByTestId('entity').locator('.ant-collapse-header').first()
  expect(await group.textContent()).toContain(`(${related.length})`)
  await group.click()
  await open.screenshot('cluster-file')
  await open.page.getByTestId('entity').locator('.ant-collapse-item td button').first().click()
  await open.page.waitForURL((url) => url.searchParams.get('entity') !== id)
  expect(related.map((r) => r.id)).toContain(new URL(open.page.url()).searchParams.get('entity'))
  expect(key).not.toBe('')
})

test('a park has a file of its own: its firms, devices and open items, as the API has them, to take along', async () => {
  const { rows: parks } = await ask<EntityList>(`entities?kind=park&at=${day}&limit=1`)
  const file = await ask<EntityFile>(`entities/${parks[0]!.id}/file?at=${day}`)
  expect(file.places.length).toBeGreaterThan(0)
  await open.goto(`/registers/${parks[0]!.id}`)
  const page = open.page.getByTestId('entity-file')
  await page.getByTestId('entity-map').locator('canvas').first().waitFor()
  const shown = (table: string) => page.getByTestId(table).locator('tbody tr.ant-table-row').count()
  expect(await shown('file-open')).toBe(file.openItems.length)
  expect(await shown('file-devices')).toBe(file.devices.length)
  expect(await shown('file-history')).toBe(file.detail.versions.length)
  await open.screenshot('park-file')
  const [download] = await Promise.all([
    open.page.waitForEvent('download'),
    page.getByTestId('export').click(),
  ])
  expect(download.suggestedFilename()).toBe(`${parks[0]!.key}.xlsx`)
})

test('the map shows the register, the batches their hashes and what changed between two days', async () => {
  await open.goto('/registers?kind=fuel-station&view=map')
  await open.page.getByTestId('entity-map').locator('canvas').first().waitFor()
  await open.screenshot('register-map')
  await open.goto('/registers?view=lists')
  await open.page.getByTestId('batches').getByText('voc-tank-treatment').waitFor()
  await open.page.getByTestId('list-difference').waitFor()
  await open.screenshot('register-lists')
})

test('a rule edited tells at once who would come in', async () => {
  await open.goto('/duties?rule=catering-monitor')
  const editor = open.page.getByTestId('rule-editor')
  const preview = open.page.getByTestId('rule-preview')
  await preview.getByText('新增受约束: 没有').waitFor()
  const threshold = editor.getByRole('spinbutton').first()
  await threshold.fill('20')
  await threshold.press('Tab')
  await preview.getByText(/新增受约束: \d+/).waitFor()
  const shown = await preview.textContent()
  expect(shown).toMatch(/CY\d+.*面积 [\d.]+ m2/)
  expect(shown).toContain('不再受约束: 没有')
  await open.screenshot('rule-preview')
})

test('gaps by county are those of the API', async () => {
  const gaps = await ask<GapRow[]>(`gaps?at=${day}&byRegion=true`)
  const one = gaps.find((g) => g.rule === 'gas-boiler-nox' && g.regionId === '320602')!
  await open.goto('/duties?byRegion=true&q=S040')
  const row = open.page
    .getByTestId('gaps')
    .locator('tr.ant-table-row')
    .filter({ hasText: one.title.zh })
    .filter({ hasText: '崇川区' })
  const cells = await row.locator('td').allTextContents()
  expect(cells.slice(1, 4)).toEqual([one.population, one.bound, one.fulfilled].map(String))
  await open.screenshot('gaps')
})

test('no error was written to the console so far', () => {
  expect(open.errors).toEqual([])
})

test('a wrong condition is told at its place, and the last answer stays', async () => {
  await open.goto('/duties?rule=catering-monitor')
  const editor = open.page.getByTestId('rule-editor')
  const preview = open.page.getByTestId('rule-preview')
  await preview.getByText('新增受约束: 没有').waitFor()
  const shown = await preview.textContent()
  await editor.getByTestId('rule-condition').fill('facts.areaM2 >=')
  await editor.getByText(/第 1 行第 16 字/).waitFor()
  await editor.getByText('上一次判定的结果').waitFor()
  expect(await preview.textContent()).toBe(shown)
  await open.screenshot('rule-preview-mistake')
})

test('a bad table is refused and its rows are listed; mended, it is taken in', async () => {
  await open.goto('/registers?kind=fuel-station')
  await signIn(open.page, 'campaign-office')
  await settled(open.page)
  const send = (type: string) =>
    open.page.locator('input[type="file"]').setInputFiles({
      name: 'stations.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `编号,名称,类型,行政区代码\nJYX1,一号站,station,320602\nJYX2,二号站,${type},320602\n`,
      ),
    })
  await send('spaceport')
  await open.page.getByRole('cell', { name: 'spaceport' }).waitFor()
  await open.screenshot('register-refused')
  expect((await ask<EntityList>('entities?kind=fuel-station&text=JYX')).total).toBe(0)
  await send('depot')
  await open.page.getByText(/新增 2/).waitFor()
  expect((await ask<EntityList>('entities?kind=fuel-station&text=JYX')).total).toBe(2)
})

test('a place is drawn on the map; edges that cross are refused before anything is sent', async () => {
  const { rows: parks } = await ask<EntityList>(`entities?kind=park&at=${day}&limit=1`)
  await open.goto(`/registers/${parks[0]!.id}`)
  await open.page.getByRole('button', { name: '修改' }).click()
  const field = open.page.getByTestId('place-field')
  const text = field.getByRole('textbox')
  const ring = (...corners: number[][]) =>
    JSON.stringify({ type: 'Polygon', coordinates: [[...corners, corners[0]]] })
  await text.fill(ring([120.8, 32], [120.9, 32.1], [120.9, 32], [120.8, 32.1]))
  await field.getByText('边相互交叉').waitFor()
  await open.page.getByRole('button', { name: '保存' }).click()
  await open.page.getByText('边相互交叉').nth(1).waitFor()
  const square = ring([120.8, 32], [120.9, 32], [120.9, 32.1], [120.8, 32.1])
  await text.fill(square)
  await open.screenshot('place-drawn')
  await open.page.getByRole('button', { name: '保存' }).click()
  await open.page.getByText('已保存').waitFor()
  const { detail } = await ask<EntityFile>(`entities/${parks[0]!.id}/file?at=${day}`)
  expect(JSON.stringify(detail.entity.geometry)).toBe(square)
})
