import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Board, BoardRow } from '../packages/contract/src/index.ts'
import { openBrowser, settled, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage
let rows: readonly BoardRow[]

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
  await open.goto('/')
  const campaigns = (await (await open.page.request.get('/api/v1/campaigns')).json()) as { id: string }[]
  const reply = await open.page.request.get(`/api/v1/campaigns/${campaigns[0]?.id}/board`)
  rows = ((await reply.json()) as Board).rows
})
afterAll(() => browser.close())

// a running server may have seen this test before
const once = Date.now() % 1_000_000
// thousands are set apart
const shownOnce = once.toLocaleString('en-US', { useGrouping: once >= 10_000 })
const note = `端到端测试报送 ${once}`
const evidence = `测试文〔2021〕${once}号`

// of a count, which has no upper bound that the figure could meet
const byHand = () =>
  rows.find((row) => row.indicator === null && row.comparator === 'complete_count>=' && row.restates === null)

test('a measured target shows its curve, provenance and clause', async () => {
  const measured = rows.find((row) => row.indicator !== null && row.current !== null)
  expect(measured).toBeDefined()
  await open.goto(`/targets/${measured?.targetId}`)
  await open.page.locator('.chart canvas').first().waitFor()
  expect(await open.page.getByText('数据来源与依据').count()).toBe(1)
  await open.screenshot('target-measured')
  expect(open.errors).toEqual([])
})

test('a visitor is told to sign in before reporting', async () => {
  await open.goto(`/targets/${byHand()?.targetId}`)
  await open.page.getByTestId('add-report').click()
  await open.page.getByText('登录后可进行此操作').waitFor()
})

test('a report by hand appears on the page and, without reloading, on a board open elsewhere', async () => {
  const target = byHand()
  expect(target).toBeDefined()
  const other = await browser.open()
  await other.goto(`/?q=${target?.code}`)
  const row = other.page
    .locator('tbody tr.ant-table-row')
    .filter({ hasText: target?.code ?? '' })
    .first()
  const before = await row.textContent()

  await open.goto(`/targets/${target?.targetId}`)
  await signIn(open.page, 'campaign-office')
  await open.page.getByTestId('add-report').click()
  const form = open.page.getByTestId('report-form')
  await form.locator('#value').fill(String(once))
  await form.locator('#note').fill(note)
  await form.locator('#evidence').fill(evidence)
  await form.locator('#evidence').press('Enter')
  await form.locator('button[type="submit"]').click()
  await open.page.getByRole('cell', { name: note }).waitFor()
  expect(await open.page.getByText(evidence).count()).toBe(1)
  await open.screenshot('target-reported')

  await row.filter({ hasText: shownOnce }).waitFor()
  expect(await row.textContent()).not.toBe(before)
  expect(other.errors).toEqual([])
  await other.close()
})

test('a delegated target is awaited until its number is entered', async () => {
  const awaited = rows.find((row) => row.state === 'not-assessable' && row.value === null)
  expect(awaited).toBeDefined()
  await open.goto(`/targets/${awaited?.targetId}`)
  expect(await open.page.getByTestId('target-state').textContent()).toContain('待下达')
  await open.screenshot('target-delegated')
  const form = open.page.locator('.delegated form')
  await form.locator('#value').fill('35')
  await form.locator('#source').fill('测试文〔2021〕2号')
  await form.locator('button[type="submit"]').click()
  await form.waitFor({ state: 'detached' })
  await settled(open.page)
  expect(await open.page.getByTestId('target-state').textContent()).not.toContain('待下达')
})

test('a task is reported on from the list', async () => {
  await open.goto('/tasks')
  await open.page
    .getByRole('button', { name: /^报送 / })
    .first()
    .click()
  const form = open.page.getByTestId('task-report')
  await form.locator('#percent').fill('100')
  await form.locator('#note').fill(note)
  const done = Number(/\d+/.exec((await open.page.getByTestId('count-done').textContent()) ?? '')?.[0])
  await form.locator('button[type="submit"]').click()
  await form.waitFor({ state: 'detached' })
  await open.page
    .getByTestId('count-done')
    .getByText(String(done + 1), { exact: true })
    .waitFor()
  expect(open.errors).toEqual([])
})
