import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { demoLogin, demoPassword } from '../apps/server/src/identity/people/demo-accounts.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const screenshots = `${root}artifacts/screenshots`

const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Language = 'zh' | 'en'

/** A page of the application, and what went wrong on it. */
export interface OpenPage {
  readonly page: Page
  /** Errors that the page wrote to the console or threw. */
  readonly errors: string[]
  readonly goto: (path: string) => Promise<void>
  readonly screenshot: (name: string) => Promise<void>
  readonly close: () => Promise<void>
}

export interface TestBrowser {
  readonly open: (options?: { language?: Language; width?: number }) => Promise<OpenPage>
  readonly close: () => Promise<void>
}

/** Starts the Chromium that `scripts/find-chromium.mjs` found; in a container root may not use its sandbox. */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = readFileSync(`${root}node_modules/.qinglan-chromium`, 'utf8')
  const args = process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet
  const browser: Browser = await chromium.launch({ executablePath, args })
  mkdirSync(screenshots, { recursive: true })
  return {
    open: (options = {}) => openPage(browser, options),
    close: () => browser.close(),
  }
}

async function openPage(
  browser: Browser,
  { language = 'zh', width = 1280 }: { language?: Language; width?: number },
): Promise<OpenPage> {
  const context = await browser.newContext({
    baseURL: inject('baseUrl'),
    viewport: { width, height: 900 },
    timezoneId: 'America/New_York', // nothing shown may depend on the zone of the reader's machine
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  return {
    page,
    errors,
    goto: async (path) => {
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)
      await settled(page)
    },
    screenshot: async (name) => {
      await page.screenshot({ path: `${screenshots}/${name}-${language}-${width}.png` })
    },
    close: () => context.close(),
  }
}

/** The page has its title and nothing is being fetched for the first time. */
export async function settled(page: Page): Promise<void> {
  await page.locator('#content h1').first().waitFor()
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
}

/** Signs in through the form, as one of the accounts of the demo. */
export async function signIn(page: Page, role: Parameters<typeof demoLogin>[0]): Promise<void> {
  await page.getByTestId('sign-in-button').click()
  const form = page.getByTestId('sign-in')
  await form.locator('#login').fill(demoLogin(role))
  await form.locator('#password').fill(demoPassword)
  await form.locator('button[type="submit"]').click()
  await page.getByTestId('person').waitFor()
  await form.waitFor({ state: 'detached' })
}
