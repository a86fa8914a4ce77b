import { readFile } from 'node:fs/promises'
import type { Review, ReviewItem } from '@qinglan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ledgerRows, ledgerXlsx } from '../apps/server/src/campaign/review/ledger-xlsx.ts'
import { readWorkbook } from '../apps/server/src/workbook/read-workbook.ts'
import { openBrowser, settled, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
})
afterAll(() => browser.close())

const plan = (pm: number, more = '') =>
  Buffer.from(
    [
      '某市2020年污染防治攻坚工作方案',
      '',
      '一、工作目标',
      `全市PM2.5平均浓度不超过${pm}微克/立方米,空气优良天数比率达到84.5%以上。`,
      '',
      '二、重点任务',
      `(一)推进扬尘管控。一是6月底前完成120个工地扬尘在线监测设备安装。二是加强扬尘巡查,推进道路保洁。${more}`,
      '',
    ].join('\n'),
  )

async function openPlan(name: string, buffer: Buffer): Promise<string> {
  await open.page
    .locator('input[type="file"][accept*=".docx"]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer })
  await open.page.waitForURL((url) => url.searchParams.has('review'))
  await open.page.getByTestId('review-items').waitFor()
  return new URL(open.page.url()).searchParams.get('review') ?? ''
}

const items = () => open.page.getByTestId('review-items').locator('li')
const current = () => open.page.locator('[data-card][aria-current="true"]')
const withState = (state: string) => open.page.locator(`[data-card][data-state="${state}"]`)
const id = `review-${Date.now()}`

test('a plan lies on the desk and is settled from the keyboard', async () => {
  const { page } = open
  await open.goto('/review')
  await signIn(page, 'campaign-office')
  await openPlan('plan.txt', plan(31))
  const all = await items().count()
  expect(all).toBeGreaterThanOrEqual(4)
  await page.getByTestId('desk-help').getByText('撤销').waitFor()

  const first = await current().getAttribute('data-card')
  await page.keyboard.press('a')
  await page.locator(`[data-card="${first}"][data-state="accepted"]`).waitFor()
  expect(await current().getAttribute('data-card')).not.toBe(first)
  await page.keyboard.press('r')
  await withState('rejected').waitFor()
  await withState('rejected').getByRole('button').click()
  await page.keyboard.press('r')
  await page.locator('[data-reason-of]:focus').waitFor()
  await page.keyboard.type('重复 raj')
  await page.keyboard.press('Enter')
  await page.locator('[data-reason-of][value="重复 raj"]').waitFor()
  await open.screenshot('review-rejected')
  await page.keyboard.press('u')
  await page.locator('[data-reason-of][value=""]').waitFor()
  await page.keyboard.press('u')
  await withState('rejected').waitFor({ state: 'detached' })
  await open.screenshot('review-desk')

  const good = page.locator('[data-card]').filter({ hasText: '84.5%' })
  await good.getByRole('button').click()
  expect(await page.locator('mark.mark-active').first().textContent()).toContain('84.5')
  await page.keyboard.press('b')
  await page.getByTestId('bind-item').waitFor()
  await page.keyboard.type('优良天数')
  await page.locator('.ant-select-item-option').filter({ hasText: 'air.good-day-ratio' }).first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByTestId('bind-item').getByText('HJ 633').waitFor()
  await page.getByRole('dialog').locator('button.ant-btn-primary').click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })

  await page.keyboard.press('e')
  const form = page.getByTestId('edit-item')
  await form.locator('#value').fill('85')
  await form.locator('#deadline').fill('2020-12-31')
  await form.locator('button[type="submit"]').click()
  await page.locator('[data-card][data-state="edited"]').filter({ hasText: '85%' }).waitFor()

  await items().last().getByRole('button').click()
  await page.keyboard.press('s')
  await page.getByRole('dialog').locator('.ant-modal-footer button.ant-btn-primary').click()
  await expect.poll(() => items().count()).toBe(all + 1)
  await page.keyboard.press('u')
  await expect.poll(() => items().count()).toBe(all)
  expect(open.errors).toEqual([])
})

test('the ledger goes out, is edited and comes back; a faulty row is named', async () => {
  const { page } = open
  const href = (await page.getByTestId('ledger-xlsx').getAttribute('href')) ?? ''
  const reply = await page.request.get(href)
  expect(reply.status()).toBe(200)
  const rows = ledgerRows(await readWorkbook(new Uint8Array(await reply.body())))
  const code = rows.find(({ cells }) => cells['指标值'] === '≥85%')?.cells['编号']
  const review = new URL(page.url()).searchParams.get('review')
  const { title, items } = (await (await page.request.get(`/api/v1/reviews/${review}`)).json()) as Review
  const upload = async (change: Partial<ReviewItem>) => {
    const bytes = await ledgerXlsx(
      title,
      items
        .filter(({ id }) => rows.some(({ cells }) => cells['编号'] === id))
        .map((item) => (item.id === code ? { ...item, ...change } : item)),
    )
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    await page
      .locator('input[type="file"][accept=".xlsx"]')
      .setInputFiles({ name: 'ledger.xlsx', mimeType, buffer: Buffer.from(bytes) })
    const result = page.getByTestId('ledger-result')
    await result.waitFor()
    const said = await result.textContent()
    await page.keyboard.press('Escape')
    await result.waitFor({ state: 'hidden' })
    return said
  }
  expect(await upload({ value: null, delegatedTo: '省' })).toContain('按下达数')
  expect(await upload({ value: 86 })).toContain('修改 1 条')
  await page.locator('[data-card]').filter({ hasText: '86%' }).waitFor()
  expect(open.errors).toEqual([])
})

test('what was accepted becomes a campaign', async () => {
  const { page } = open
  await page.getByTestId('make-campaign').click()
  const form = page.getByTestId('campaign-form')
  await form.locator('#id').fill(id)
  await form.locator('#nameEn').fill('Reviewed 2020')
  await form.locator('button[type="submit"]').click()
  await page.getByRole('link', { name: '打开目标看板' }).click()
  await page.waitForURL((url) => url.searchParams.get('campaign') === id)
  await page.locator('tbody tr.ant-table-row').filter({ hasText: '86' }).waitFor()
  expect(open.errors).toEqual([])
})

test('filters leave what waits or is in doubt; the rest without doubts is taken at once and given back', async () => {
  const { page } = open
  await open.goto('/review')
  await openPlan('again.txt', plan(32))
  const all = await items().count()
  await page.keyboard.press('g')
  const taken = page.locator('[data-card][data-state="accepted"]')
  await taken.first().waitFor()
  const settledItems = await taken.count()
  await page.keyboard.press('f')
  await expect.poll(() => items().count()).toBe(all - settledItems)
  await page.keyboard.press('u')
  await expect.poll(() => items().count()).toBe(all)
  expect(open.errors).toEqual([])
})

test('a PDF lies on the desk like any document, on a phone in one column', async () => {
  const pdf = await readFile(
    new URL('../apps/server/src/campaign/plan/document/cases/office.pdf', import.meta.url),
  )
  const phone = await browser.open({ width: 390, language: 'en' })
  await phone.goto('/review')
  const session = await open.page.context().cookies()
  await phone.page.context().addCookies(session)
  await phone.goto('/review')
  await phone.page
    .locator('input[type="file"][accept*=".pdf"]')
    .setInputFiles({ name: 'office.pdf', mimeType: 'application/pdf', buffer: pdf })
  await phone.page.getByRole('heading', { name: '云溪市2022年污染防治工作方案' }).waitFor()
  const [text, list] = [phone.page.getByTestId('plan-text'), phone.page.getByTestId('review-items')]
  await list.locator('li').first().waitFor()
  const [above, below] = [await text.boundingBox(), await list.boundingBox()]
  expect(above!.y).toBeLessThan(below!.y)
  expect(below!.x + below!.width).toBeLessThanOrEqual(390)
  await phone.page
    .getByTestId('desk-help')
    .getByRole('button', { name: 'Accept', exact: false })
    .first()
    .click()
  await phone.page.locator('[data-card][data-state="accepted"]').first().waitFor()
  await phone.screenshot('review-phone')
  expect(phone.errors).toEqual([])
  await phone.close()
})

test('a revised plan is laid beside the first', async () => {
  const { page } = open
  await open.goto('/review')
  await openPlan('revised.txt', plan(30, '三是建成污水管网45公里。'))
  await page.locator('.page-actions .ant-select').click()
  await page.getByText('(plan.txt,').last().click()
  const difference = page.getByTestId('difference')
  await difference.locator('[data-change="changed"]').filter({ hasText: '30' }).first().waitFor()
  await difference.locator('[data-change="added"]').filter({ hasText: '45' }).first().waitFor()
  await settled(page)
  await open.screenshot('review-difference')
  expect(open.errors).toEqual([])
})

test('a revised plan updates its campaign item by item, and each target tells its history', async () => {
  const { page } = open
  const followed = `${id}-followed`
  await open.goto('/review')
  await openPlan('first.txt', plan(31, '三是完成造林3100亩。'))
  await page.keyboard.press('g')
  await withState('accepted').first().waitFor()
  await page.locator('[data-card]').filter({ hasText: '3100' }).first().getByRole('button').click()
  await page.keyboard.press('a')
  await page.getByTestId('make-campaign').click()
  const form = page.getByTestId('campaign-form')
  await form.locator('#id').fill(followed)
  await form.locator('#nameZh').fill(followed)
  await form.locator('#nameEn').fill(followed)
  await form.locator('button[type="submit"]').click()
  await page.getByRole('link', { name: '打开目标看板' }).waitFor()

  await open.goto('/review')
  const review = await openPlan('second.txt', plan(29.5, '三是建成污水管网45公里。'))
  await page.locator('.page-actions .ant-select').click()
  await page.keyboard.type(followed)
  await page.locator('.ant-select-item-option').filter({ hasText: followed }).first().click()
  const [bar, difference] = [page.getByTestId('revision-bar'), page.getByTestId('difference')]
  await bar.waitFor()
  const changed = difference.locator('[data-change="changed"]').filter({ hasText: '29.5' }).first()
  const gone = difference.locator('[data-change="removed"]').filter({ hasText: '3100' }).first()
  const code = await changed.locator('[lang="zh-CN"] .muted').first().textContent()
  const goneCode = await gone.locator('[lang="zh-CN"] .muted').first().textContent()
  await gone.getByText('终止', { exact: true }).click()
  await gone.getByRole('textbox').fill('')
  await bar.getByText('还没有写理由').waitFor()
  expect(await page.getByTestId('revise').isDisabled()).toBe(true)
  await gone.getByRole('textbox').fill('并入绿化专项')
  await open.screenshot('revision-choices')

  // somebody else works at the same desk: the whole revision is refused and compared anew
  const step = { do: 'edit', item: await changed.locator('[lang="zh-CN"] .muted').last().textContent() }
  const other = await page.request.post(`/api/v1/reviews/${review}/steps`, {
    data: { step: { ...step, fields: { value: 29 } } },
    headers: { origin: new URL(page.url()).origin },
  })
  expect(other.status(), await other.text()).toBe(200)
  await page.getByTestId('revise').click()
  await page.getByText('未作任何更新').waitFor()
  open.errors.length = 0 // the refusal stands in the console
  await page.getByRole('button', { name: '重新比较' }).click()
  await difference.locator('[data-change="changed"]').filter({ hasText: '≤ 29 ' }).first().waitFor()
  await page.getByTestId('revise').click()
  await page.getByTestId('revised').waitFor()
  await open.screenshot('revision-done')

  await open.goto(`/targets/${followed}/${code}`)
  const history = page.getByTestId('history')
  await history.locator('[data-did="taken"]').waitFor()
  expect(await history.textContent()).toMatch(/31.*29.*second\.txt|second\.txt.*31.*29/s)
  await page.getByTestId('target-state').waitFor()
  await open.screenshot('revision-history')
  await open.goto(`/targets/${followed}/${goneCode}`)
  await page.getByTestId('closed').getByText('并入绿化专项').waitFor()
  await open.screenshot('revision-closed')
  await open.goto(`/plan?campaign=${followed}`)
  const revisions = page.getByTestId('revisions')
  await revisions.getByText('second.txt').click()
  await revisions.locator('[data-did="dropped"]').filter({ hasText: '并入绿化专项' }).first().waitFor()
  await revisions.scrollIntoViewIfNeeded()
  await open.screenshot('revision-list')
  expect(open.errors).toEqual([])

  const phone = await browser.open({ width: 390, language: 'en' })
  await phone.page.context().addCookies(await page.context().cookies())
  await phone.goto(`/review?review=${review}&against=campaign:${followed}`)
  await phone.page.getByTestId('difference').waitFor()
  await phone.screenshot('revision-phone')
  await phone.goto(`/targets/${followed}/${code}`)
  await phone.page.getByTestId('history').scrollIntoViewIfNeeded()
  await phone.screenshot('revision-history-phone')
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(phone.errors).toEqual([])
  await phone.close()
})
