import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, signIn, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const words = {
  zh: {
    logger: '模拟废水排口1',
    edit: '修改限值',
    add: '添加因子',
    save: '保存',
    factor: '因子编码',
    high: '上限',
    unit: '单位',
    heldAgainst: 'a21026 ≤ 500 µg/m³ · 按来数为 ≤ 0.5 mg/m³',
    inDoubt: 'a34001 ≤ 0.5 mg/m³ · 单位待确认,不判定',
    remove: '删除',
  },
  en: {
    logger: 'Simulated Waste water 1',
    edit: 'Change the limits',
    add: 'Add a factor',
    save: 'Save',
    factor: 'Factor code',
    high: 'Upper limit',
    unit: 'Unit',
    heldAgainst: 'a21026 ≤ 500 µg/m³ · as sent ≤ 0.5 mg/m³',
    inDoubt: 'a34001 ≤ 0.5 mg/m³ · unit in doubt, not judged',
    remove: 'Remove',
  },
} as const

describe('limits of a site in the unit of the permit', () => {
  test.each([
    ['zh', 1400],
    ['en', 390],
  ] as const)('in %s at a width of %i', async (language, width) => {
    const say = words[language]
    const { page, errors, goto, screenshot, close } = await browser.open({ language, width: 1400 })
    await goto('/telemetry')
    await page.getByRole('button', { name: say.logger, exact: true }).click()
    await page.getByText('w01018 ≤ 50').waitFor()
    expect(await page.getByRole('button', { name: say.edit }).count()).toBe(0)
    await goto('/telemetry')
    await signIn(page, 'monitoring-engineer')
    await page.getByRole('button', { name: say.logger, exact: true }).click()
    await page.setViewportSize({ width, height: 900 })
    await page.getByRole('button', { name: say.edit }).click()
    const form = page.getByTestId('limit-form')
    const rows = form.getByTestId('limit-row')

    const fill = async (factor: string, high: string, unit: string) => {
      await form.getByRole('button', { name: say.add }).click()
      const row = rows.last()
      await row.getByLabel(say.factor).fill(factor)
      await row.getByLabel(say.high, { exact: true }).fill(high)
      await row.getByLabel(say.unit, { exact: true }).click()
      const dropdown = page.locator('.ant-select-dropdown:visible')
      await dropdown.getByTitle(unit, { exact: true }).click()
      await dropdown.waitFor({ state: 'hidden' })
    }
    await fill('a21026', '500', 'µg/m³')
    await fill('a34001', '0.5', 'mg/m³')
    await screenshot(`telemetry-limits-form-${width}`)
    await form.getByRole('button', { name: say.save }).click()
    const tags = page.getByTestId('site-limits')
    await tags.getByText(say.heldAgainst).waitFor()
    await tags.getByText(say.inDoubt).waitFor()
    expect(await tags.getByText('w01018 ≤ 50').count()).toBe(1)
    await form.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await screenshot(`telemetry-limits-${width}`)
    expect(errors).toEqual([])

    // as it was for whoever comes next
    await page.getByRole('button', { name: say.edit }).click()
    await rows.nth(1).waitFor()
    while ((await rows.count()) > 1) await rows.first().getByRole('button', { name: say.remove }).click()
    await rows.first().getByLabel(say.factor).waitFor()
    await form.getByRole('button', { name: say.save }).click()
    await form.waitFor({ state: 'detached' })
    await close()
  })
})
