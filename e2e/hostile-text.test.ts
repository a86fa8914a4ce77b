import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoLogin, demoPassword } from '../apps/server/src/identity/people/demo-accounts.ts'
import { openBrowser, type OpenPage, type TestBrowser } from './browser.ts'

/** What a document, a table, a packet or a file name may hold: markup, handlers, an address that is script, a turned direction, a formula. */
const markup =
  '"\'><img src=x onerror="window.ran=1;alert(1)"><script>window.ran=2;alert(2)</script><svg onload="window.ran=3"></svg><a href="javascript:window.ran=4" id="planted">点</a>'
const hostile = `${markup}\u202Egnp.exe\u2066 =HYPERLINK("http://evil.example","x")`

/** Texts that people read have Chinese in them or spaces between words; codes, dates and addresses stay as they are. */
const isText = (text: string) => /\p{Script=Han}|[A-Za-z] [A-Za-z]/u.test(text)

function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return isText(value) ? `${value}${hostile}` : value
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, poisoned(inner)]))
}

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

interface Watched {
  readonly open: OpenPage
  readonly dialogs: string[]
}

/** A page on which every text that the server gives is hostile, signed in, with ears for whatever runs or is blocked. */
async function watched(role: Parameters<typeof demoLogin>[0]): Promise<Watched> {
  const open = await browser.open({ width: 1400 })
  const { page } = open
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await page.addInitScript(`
    window.blocked = []
    addEventListener('securitypolicyviolation', (event) => window.blocked.push(event.violatedDirective + ' ' + event.blockedURI))`)
  await page.goto('/')
  const signedIn = await page.evaluate(
    `fetch('/api/v1/session', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify(${JSON.stringify({ login: demoLogin(role), password: demoPassword })}) }).then((reply) => reply.status)`,
  )
  expect(signedIn).toBe(200)
  const poison = async (route: Route) => {
    if (route.request().url().includes('/events')) return route.continue()
    const reply = await route.fetch()
    const isJson = reply.headers()['content-type']?.includes('json') === true
    return route.fulfill(
      isJson ? { response: reply, json: poisoned(await reply.json()) } : { response: reply },
    )
  }
  // a page that is left asks no further
  await page.route('**/api/v1/**', (route) => poison(route).catch(() => undefined))
  return { open, dialogs }
}

/** What stands in the document that a text must never become. */
const planted = `[...document.querySelectorAll('img[src="x"], script:not([src]), [onerror], [onload], [onclick], [onmouseover], a[href^="javascript:" i], #planted')]
  .map((element) => element.outerHTML.slice(0, 200))`

async function expectHarmless({ open: { page, errors }, dialogs }: Watched, where: string): Promise<void> {
  expect({
    where,
    planted: await page.evaluate(planted),
    ran: await page.evaluate('window.ran ?? null'),
    blocked: await page.evaluate('window.blocked'),
    dialogs,
    errors,
  }).toEqual({ where, planted: [], ran: null, blocked: [], dialogs: [], errors: [] })
}

/** Moves over every chart, map and table of the page, so that what appears under the pointer appears. */
async function pointAtEverything(page: OpenPage['page']): Promise<void> {
  const boxes = await page
    .locator('canvas, svg[role="img"], .ol-viewport, .ant-table-row td, .ant-tag, .chart svg')
    .all()
  for (const box of boxes.slice(0, 24)) {
    const place = await box.boundingBox().catch(() => null)
    if (!place || place.width < 8 || place.y < 0 || place.y > 880) continue
    for (const share of place.width > 200 ? [0.2, 0.5, 0.8] : [0.5]) {
      await page.mouse.move(place.x + place.width * share, place.y + place.height * 0.5)
    }
  }
}

const pages: readonly { readonly path: string; readonly role: Parameters<typeof demoLogin>[0] }[] = [
  ...['/', '/?view=map', '/plan', '/review', '/tasks', '/duties', '/imports'].map(
    (path) => ({ path, role: 'campaign-office' }) as const,
  ),
  ...['sources', 'alarms', 'quality', 'quarantine', 'commands', 'upstream', 'inspector'].map(
    (tab) => ({ path: `/telemetry?tab=${tab}`, role: 'monitoring-engineer' }) as const,
  ),
  ...['/monitoring', '/monitoring?kind=water-section', '/registers', '/account'].map(
    (path) => ({ path, role: 'monitoring-engineer' }) as const,
  ),
  ...['people', 'units', 'roles'].map(
    (tab) => ({ path: `/admin?tab=${tab}`, role: 'administrator' }) as const,
  ),
  { path: '/admin?tab=publications', role: 'campaign-office' },
  { path: '/admin?tab=audit', role: 'auditor' },
]

/** Pages that a fresh demo has nothing to show on, or only numbers. */
const mayBeEmpty = new Set(['/review', '/telemetry?tab=quarantine', '/telemetry?tab=commands'])

describe('where every text of the server is hostile, nothing runs, and the page shows it as text', () => {
  test.each(pages)('$path', async ({ path, role }) => {
    const seen = await watched(role)
    const { open } = seen
    await open.goto(path)
    await pointAtEverything(open.page)
    if (!mayBeEmpty.has(path)) await open.page.getByText('<img src=x').first().waitFor({ state: 'attached' })
    await expectHarmless(seen, path)
    expect(await open.page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
      0,
    )
    await open.close()
  })
})

test('a promise opened from the board, with its curve and history', async () => {
  const seen = await watched('campaign-office')
  const { open } = seen
  await open.goto('/')
  const ids = await open.page.evaluate<string[]>(
    `fetch('/api/v1/campaigns').then((r) => r.json()).then(([c]) => fetch('/api/v1/campaigns/' + c.id + '/board'))
      .then((r) => r.json()).then((board) => board.rows.map((row) => row.targetId))`,
  )
  expect(ids.length).toBeGreaterThan(3)
  for (const id of ids.slice(0, 4)) {
    await open.goto(`/targets/${id}`)
    await pointAtEverything(open.page)
    await expectHarmless(seen, id)
  }
  await open.close()
})

test('an enterprise of a register opened with its file', async () => {
  const seen = await watched('campaign-office')
  const { open } = seen
  const { page } = open
  await open.goto('/registers')
  await page.locator('.ant-table-row td').first().waitFor()
  await page.locator('.ant-table-row').first().getByRole('button').first().click()
  await page.getByTestId('entity').waitFor()
  await pointAtEverything(page)
  await expectHarmless(seen, 'entity')
  expect(await page.getByTestId('entity').textContent()).toContain('<img src=x')
  await open.close()
})

test('a document, its file name and a pasted packet that are hostile in truth', async () => {
  const seen = await watched('campaign-office')
  const { open } = seen
  const { page } = open
  await open.goto('/review')
  const text = [
    `某市2020年污染防治攻坚方案${markup}`,
    '',
    '一、工作目标',
    `全市PM2.5平均浓度不超过31微克/立方米${markup},空气优良天数比率达到84.5%以上。`,
    '',
    '二、重点任务',
    `(一)推进扬尘管控${hostile}。6月底前完成120个工地扬尘在线监测设备安装。`,
  ].join('\n')
  await page.locator('input[type="file"][accept*=".docx"]').setInputFiles({
    name: `<img src=x onerror=alert(5)>\u202Etxt.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(text),
  })
  await page.waitForURL((url) => url.searchParams.has('review'))
  await page.getByTestId('review-items').waitFor()
  await pointAtEverything(page)
  await expectHarmless(seen, 'desk')
  await open.goto('/telemetry?tab=inspector')
  await page
    .getByRole('textbox')
    .first()
    .fill(`##0136ST=32;CN=2011;PW=${markup};MN=${markup};CP=&&a01001-Rtd=${markup}&&FFFF`)
  await expectHarmless(seen, 'packet')
  await open.goto(`/registers?text=${encodeURIComponent(markup)}&kind=${encodeURIComponent(markup)}`)
  await expectHarmless(seen, 'address')
  await open.close()
})
