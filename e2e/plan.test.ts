import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
})
afterAll(() => browser.close())

const plan = [
  '某市2020年深入打好污染防治攻坚战工作方案',
  '',
  '一、工作目标',
  '全市PM2.5平均浓度不超过31微克/立方米,空气优良天数比率达到84.5%以上。',
  '',
  '二、重点任务',
  '(一)推进扬尘管控。一是6月底前完成120个工地扬尘在线监测设备安装。二是县区主干道机扫率达92%以上。',
  '',
].join('\n')

test('the plan of the campaign lists its targets with their places', async () => {
  await open.goto('/plan')
  const cards = open.page.getByTestId('plan-cards').locator('li')
  expect(await cards.count()).toBeGreaterThan(0)
  await cards.first().getByRole('link').click()
  await open.page.waitForURL(/\/targets\//)
})

test('a plan file is read and shown: document left, promises right, pointing at one shows the other', async () => {
  await open.goto('/plan')
  await signIn(open.page, 'campaign-office')
  await open.page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from(plan) })
  const text = open.page.getByTestId('plan-text')
  await text.waitFor()
  const marks = text.locator('mark')
  expect(await marks.count()).toBeGreaterThanOrEqual(3)

  const mark = marks.filter({ hasText: '84.5' }).first()
  const id = (await mark.getAttribute('data-targets'))?.split(' ')[0]
  const card = open.page.locator(`[data-card="${id}"]`)
  await mark.hover()
  await open.page.locator(`[data-card="${id}"].plan-card-active`).waitFor()
  await open.screenshot('plan-hover-text')

  const other = marks.filter({ hasText: '31' }).first()
  const otherId = (await other.getAttribute('data-targets'))?.split(' ')[0]
  await open.page.locator(`[data-card="${otherId}"]`).hover()
  expect(await other.getAttribute('class')).toContain('mark-active')
  expect(await card.getAttribute('class')).not.toContain('plan-card-active')
  await open.screenshot('plan-hover-card')
  expect(open.errors).toEqual([])
})

test('a campaign is made of the reading; its plan page holds the text, tied to its targets', async () => {
  const { page } = open
  const id = `e2e-${Date.now()}`
  await page.getByTestId('import-as').click()
  const form = page.getByTestId('import-campaign')
  await form.locator('#id').fill(id)
  await form.locator('#nameEn').fill('End to end 2020')
  await form.locator('#regionId').click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await form.locator('button[type="submit"]').click()
  await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('campaign') === id)
  await page.getByRole('heading', { name: '某市2020年' }).waitFor()
  await page.locator('tbody tr.ant-table-row').nth(2).waitFor()

  await page.getByRole('link', { name: '计划文本' }).click()
  const mark = page.getByTestId('plan-text').locator('mark').filter({ hasText: '84.5' }).first()
  const target = (await mark.getAttribute('data-targets'))?.split(' ')[0] ?? ''
  await page.locator(`[data-card="${target}"]`).hover()
  await page.locator('mark.mark-active').filter({ hasText: '84.5' }).first().waitFor()
  await page.locator(`[data-card="${target}"]`).getByRole('link').click()
  await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/targets/${target}`)
  await page.getByText('空气优良天数比率达到84.5%以上').first().waitFor()
  await page.getByRole('link', { name: '在计划中查看' }).click()
  await page.locator('mark.mark-active').filter({ hasText: '84.5' }).first().waitFor()
  await open.screenshot('plan-campaign')
  expect(open.errors).toEqual([])
})
