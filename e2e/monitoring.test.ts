import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AqiCalendar, CampaignSummary, SectionRow, Site } from '../packages/contract/src/index.ts'
import { openBrowser, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
let open: OpenPage
let campaign: CampaignSummary

const ask = async <T>(path: string): Promise<T> =>
  (await (await open.page.request.get(`/api/v1/${path}`)).json()) as T

beforeAll(async () => {
  browser = await openBrowser()
  open = await browser.open()
  const [first] = await ask<CampaignSummary[]>('campaigns')
  if (!first) throw new Error('the demo has no campaign')
  campaign = first
})
afterAll(() => browser.close())

test('a site chosen from the list shows its latest values and curve', async () => {
  const stations = (await ask<Site[]>(`sites?kind=air-station&at=${campaign.defaultAt}`)).filter(
    ({ latest }) => latest !== null,
  )
  const station = stations[1]
  await open.goto('/monitoring?kind=air-station')
  await open.page.getByLabel('选择点位').click()
  await open.page.getByLabel('选择点位').fill(station?.name.zh ?? '')
  await open.page
    .locator('.ant-select-item-option')
    .getByText(station?.name.zh ?? '', { exact: true })
    .click()
  await open.page.waitForURL((url) => url.searchParams.get('site')?.replaceAll('"', '') === station?.id)
  expect(await open.page.locator('.grade').first().textContent()).toBe(station?.latest?.label.zh)
  await open.page.locator('.site-panel .chart canvas').first().waitFor()
})

test('a click on the map chooses the site under it', async () => {
  await open.goto('/monitoring?kind=air-station')
  const map = open.page.getByTestId('map')
  await map.locator('canvas').first().waitFor()
  const box = await map.boundingBox()
  if (!box) throw new Error('the map has no place')
  // the pointer becomes a hand over a site: searched on a grid, for nothing else says where the sites were drawn
  for (let y = 40; y < box.height - 20; y += 12) {
    for (let x = 40; x < box.width - 20; x += 12) {
      await open.page.mouse.move(box.x + x, box.y + y)
      if (await map.evaluate((element) => element.style.cursor === 'pointer')) {
        await open.page.mouse.click(box.x + x, box.y + y)
        await open.page.waitForURL((url) => url.searchParams.has('site'))
        await open.screenshot('monitoring-chosen')
        return
      }
    }
  }
  throw new Error('no site was found on the map')
})

test('the AQI calendar counts the good days that the API counts to the day asked', async () => {
  const { regionId, year, defaultAt } = campaign
  const calendar = await ask<AqiCalendar>(`regions/${regionId}/aqi-calendar?year=${year}&at=${defaultAt}`)
  await open.goto(`/monitoring?kind=air-station&calendar=region:${regionId}`)
  const sum = await open.page.getByTestId('calendar-sum').textContent()
  expect(sum).toContain(`优良 ${calendar.goodDays} 天`)
  expect(sum).toContain(`有效 ${calendar.validDays} 天`)
})

test('the sections stand in a table, the worst of the year first', async () => {
  const sections = await ask<SectionRow[]>(`sections?at=${campaign.defaultAt}`)
  await open.goto('/monitoring?kind=water-section')
  const rows = open.page.getByRole('table', { name: '断面水质' }).locator('tbody tr.ant-table-row')
  await rows.first().waitFor()
  const order = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ']
  const worst = order.findLast((name) => sections.some(({ yearToDate }) => yearToDate?.class === name))
  expect(await rows.first().textContent()).toContain(`${worst}类`)
  expect(open.errors).toEqual([])
})
