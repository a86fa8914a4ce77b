import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Board } from '../packages/contract/src/index.ts'
import { openBrowser, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage
let board: Board

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
  await open.goto('/')
  board = await fetchBoard()
})
afterAll(() => browser.close())

async function fetchBoard(at?: string): Promise<Board> {
  const campaigns = (await (await open.page.request.get('/api/v1/campaigns')).json()) as { id: string }[]
  const query = at === undefined ? '' : `?at=${at}`
  return (await (
    await open.page.request.get(`/api/v1/campaigns/${campaigns[0]?.id}/board${query}`)
  ).json()) as Board
}

const shown = async () => Number(/\d+/.exec((await open.page.getByTestId('shown').textContent()) ?? '')?.[0])
const titles = () => open.page.locator('tbody tr.ant-table-row .subject').allTextContents()
const standing = () => board.rows.filter(({ restates }) => restates === null)

test('the verdict and the counts are those of the API', async () => {
  const danger = (board.counts['missed'] ?? 0) + (board.counts['at-risk'] ?? 0)
  expect(await open.page.getByTestId('verdict').textContent()).toContain(
    danger > 0 ? String(danger) : '没有处于危险',
  )
  for (const [state, count] of Object.entries(board.counts)) {
    expect(await open.page.getByTestId(`count-${state}`).textContent()).toContain(String(count))
  }
  expect(await shown()).toBe(standing().length)
})

test('a count filters the table, and again to take it back', async () => {
  const state = standing()[0]?.state ?? 'no-data'
  const tile = open.page.getByTestId(`count-${state}`)
  await tile.click()
  await open.page.waitForURL((url) => url.searchParams.get('state') === state)
  expect(await shown()).toBe(standing().filter((row) => row.state === state).length)
  expect(await tile.getAttribute('aria-pressed')).toBe('true')
  await tile.click()
  await open.page.waitForURL((url) => !url.searchParams.has('state'))
})

test('search finds by code', async () => {
  const code = standing().at(-1)?.code ?? ''
  await open.page.getByRole('searchbox').first().fill(code)
  await open.page.waitForURL((url) => url.searchParams.has('q'))
  const tags = await open.page.locator('tbody tr.ant-table-row .tags').allTextContents()
  expect(tags.some((text) => text.includes(code))).toBe(true)
  expect(await shown()).toBeLessThan(standing().length)
  await open.page.getByRole('searchbox').first().fill('')
  await open.page.waitForURL((url) => !url.searchParams.has('q'))
})

test('a column sorts in both directions', async () => {
  const header = open.page.getByRole('columnheader', { name: '目标' }).first()
  await header.click()
  const up = await titles()
  await header.click()
  const down = await titles()
  expect(up.length).toBeGreaterThan(1)
  expect(up).not.toEqual(down)
  const collator = new Intl.Collator('zh-CN', { numeric: true })
  expect(collator.compare(up[0] ?? '', down[0] ?? '')).toBeLessThan(0)
  await header.click()
})

test('the export downloads a workbook of the day that is shown', async () => {
  const [download] = await Promise.all([
    open.page.waitForEvent('download'),
    open.page.getByTestId('export').click(),
  ])
  expect(download.suggestedFilename()).toMatch(new RegExp(`${board.at}.*\\.xlsx$`))
  const head = await readFile(await download.path())
  expect(head.subarray(0, 2).toString('latin1')).toBe('PK')
})

test('another day in the address shows how things stood then', async () => {
  const at = `${board.campaign.year}-04-30`
  const then = await fetchBoard(at)
  await open.goto(`/?at=${at}`)
  await open.page.getByText(`截至日期 ${at}`).waitFor()
  expect(then.at).toBe(at)
  for (const [state, count] of Object.entries(then.counts)) {
    expect(await open.page.getByTestId(`count-${state}`).textContent()).toContain(String(count))
  }
  await open.goto('/')
})

test('no error was written to the console', () => {
  expect(open.errors).toEqual([])
})

test('in English what is left of a share of days is counted in days, and units are English', async () => {
  const english = await browser.open({ language: 'en' })
  await english.goto('/?q=good days')
  await english.page.locator('.forecast').first().waitFor()
  expect(await english.page.locator('.forecast').first().textContent()).toMatch(/^Left -?\d+ days?/)
  await english.screenshot('board-days')
  await english.goto('/')
  expect(await english.page.locator('tbody').first().textContent()).not.toMatch(/\bperiods\b|微克|立方米/)
  await english.screenshot('board-units')
  expect(english.errors).toEqual([])
  await english.close()
})
