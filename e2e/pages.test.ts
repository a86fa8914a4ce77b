import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, settled, type Language, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

const pages = [
  { name: 'board', path: '/' },
  { name: 'tasks', path: '/tasks' },
  { name: 'plan', path: '/plan' },
  { name: 'monitoring-air', path: '/monitoring?kind=air-station' },
  { name: 'monitoring-water', path: '/monitoring?kind=water-section' },
  { name: 'imports', path: '/imports' },
] as const

const languages = ['zh', 'en'] as const satisfies readonly Language[]

const cases = languages.flatMap((language) => pages.map((page) => ({ ...page, language })))

describe('every page opens in both languages without an error in the console', () => {
  test.each(cases)('$name in $language', async ({ name, path, language }) => {
    const { page, errors, goto, screenshot, close } = await browser.open({ language })
    await goto(path)
    expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
    expect(
      await page
        .getByRole('alert')
        .filter({ hasText: /could not be fetched|没有取到数据/ })
        .count(),
    ).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await screenshot(name)
    expect(errors).toEqual([])
    await close()
  })

  test.each([1920, 800])('the board at a width of %d', async (width) => {
    const { page, errors, goto, screenshot, close } = await browser.open({ width })
    await goto('/')
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await screenshot('board')
    expect(errors).toEqual([])
    await close()
  })
})

describe('the frame', () => {
  test('the language is one click away, stands in the address and is remembered', async () => {
    const { page, goto, close } = await browser.open()
    await goto('/tasks')
    await page.getByTestId('language').getByText('English').click()
    await page.getByRole('heading', { name: 'Tasks' }).waitFor()
    expect(new URL(page.url()).searchParams.get('lang')).toBe('en')
    await page.goto('/tasks')
    await page.getByRole('heading', { name: 'Tasks' }).waitFor()
    await close()
  })

  test('the pages can be reached by keyboard', async () => {
    const { page, goto, close } = await browser.open()
    await goto('/')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.getByRole('link', { name: '监测地图' }).focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('map').waitFor()
    await close()
  })

  test('a refused request shows the words of the server and its id', async () => {
    const { page, close } = await browser.open()
    await page.goto('/targets/nowhere/X99')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toMatch(/请求编号: [0-9a-f-]{36}/)
    await close()
  })

  test('an address that is no page says so', async () => {
    const { page, close } = await browser.open()
    await page.goto('/no/such/page')
    await page.getByText('没有这个页面').waitFor()
    await page.getByRole('link', { name: '去目标看板' }).click()
    await settled(page)
    await close()
  })

  test('simulated data are marked on every page that rests on them', async () => {
    const { page, goto, close } = await browser.open()
    for (const { path } of pages.slice(0, 5)) {
      await goto(path)
      await page.locator('.simulated-banner').waitFor()
    }
    await close()
  })
})
