import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, type Language, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const tabs = ['sources', 'alarms', 'quality', 'quarantine', 'commands', 'upstream', 'inspector'] as const
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
