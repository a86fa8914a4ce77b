import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoLogin, demoPassword } from '../apps/server/src/identity/people/demo-accounts.ts'
import { openBrowser, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())

async function signedIn(role: Parameters<typeof signIn>[1]): Promise<OpenPage> {
  const open = await browser.open()
  await open.goto('/')
  await signIn(open.page, role)
  return open
}

test('an administrator adds a person and sees the first password once; the auditor finds it in the trail', async () => {
  const admin = await signedIn('administrator')
  await admin.goto('/admin?tab=people')
  const { page } = admin
  await page.getByRole('button', { name: '新增人员' }).click()
  const form = page.locator('.ant-drawer')
  const login = `qian.qi.${Date.now() % 100_000}`
  await form.locator('#login').fill(login)
  await form.locator('#name').fill('钱七')
  await form.getByLabel('单位', { exact: true }).click()
  await page.keyboard.type('演示责任部门')
  await page.keyboard.press('Enter')
  await form.getByLabel('角色', { exact: true }).click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await form.getByRole('button', { name: '保存' }).click()
  await page.getByText('只显示这一次,请当面').waitFor()
  await page.getByRole('button', { name: '知道了' }).click()
  await page.getByRole('cell', { name: login, exact: true }).waitFor()
  await admin.screenshot('administration')
  expect(admin.errors).toEqual([])
  await admin.close()

  const auditor = await signedIn('auditor')
  await auditor.goto('/admin')
  const row = auditor.page.getByRole('row').filter({ hasText: 'people' }).filter({ hasText: '新增' }).first()
  await row.waitFor()
  expect(await row.textContent()).toContain('demo-administrator')
  await row.locator('.ant-table-row-expand-icon').click()
  await auditor.page.getByText(`"login": "${login}"`).waitFor()
  await auditor.screenshot('audit')
  expect(auditor.errors).toEqual([])
  await auditor.close()
})

test('one’s own account: a token is shown once and can be revoked; nobody else is offered administration', async () => {
  const staff = await signedIn('county-staff')
  await staff.goto('/account')
  const { page } = staff
  await page.getByLabel('用途').fill('夜间取数')
  await page.getByRole('button', { name: '生成令牌' }).click()
  await page.getByText(/^qlt_[A-Za-z0-9_-]{43}$/).waitFor()
  await page.getByRole('button', { name: '吊销' }).first().click()
  await page.getByText('已吊销').first().waitFor()
  expect(await page.getByRole('link', { name: '系统管理' }).count()).toBe(0)
  await staff.screenshot('account')
  expect(staff.errors).toEqual([])
  await staff.close()
})

/** What an authenticator shows for a secret now (RFC 6238). */
function codeOf(secret: string): string {
  const bits = secret
    .split('')
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const at = (digest.at(-1) ?? 0) & 15
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('recovery codes are shown once, sign in where the phone is lost, and are made anew with the password', async () => {
  const staff = await signedIn('inspector')
  await staff.goto('/account')
  const { page } = staff
  const shown = page.getByTestId('recovery-codes')
  const codesShown = async () => ((await shown.locator('pre').textContent()) ?? '').trim().split('\n')
  await page.getByRole('button', { name: '启用第二因素' }).click()
  const secret = (await page.locator('code').first().textContent())?.trim() ?? ''
  const form = page.locator('form').filter({ hasText: '应用显示的 6 位验证码' })
  await form.locator('#password').fill(demoPassword)
  await form.locator('#code').fill('12345')
  await form.locator('button[type="submit"]').click()
  await form.getByText('应用显示的 6 位验证码').nth(1).waitFor()
  await form.locator('#code').fill(codeOf(secret))
  await form.locator('button[type="submit"]').click()
  await shown.waitFor()
  const codes = await codesShown()
  expect(new Set(codes).size).toBe(10)
  await staff.screenshot('recovery-codes')
  await page.getByRole('button', { name: '已妥善保存' }).click()
  await page.getByText('还有 10 个恢复码可用').waitFor()
  await staff.goto('/account')
  expect(await page.locator('body').textContent()).not.toContain(codes[0])

  const lost = await browser.open({ language: 'en' })
  await lost.goto('/')
  await lost.page.getByTestId('sign-in-button').click()
  const door = lost.page.getByTestId('sign-in')
  await door.locator('#login').fill(demoLogin('inspector'))
  await door.locator('#password').fill(demoPassword)
  await door.locator('#code').fill(codes[0] ?? '')
  await door.locator('button[type="submit"]').click()
  await lost.page.getByTestId('person').waitFor()
  await lost.goto('/account')
  await lost.page.getByText('Recovery codes left: 9').waitFor()
  await lost.screenshot('recovery-account')
  await lost.page.getByTestId('new-codes').locator('input').fill(demoPassword)
  await lost.page.getByRole('button', { name: 'Make new recovery codes' }).click()
  await lost.page.getByTestId('recovery-codes').waitFor()
  await lost.page.getByRole('button', { name: 'I have kept them' }).click()
  await lost.page.getByText('Recovery codes left: 10').waitFor()
  const removal = lost.page.locator('form').filter({ has: lost.page.getByRole('button', { name: 'Remove' }) })
  await removal.locator('input').fill(demoPassword)
  await removal.getByRole('button', { name: 'Remove' }).click()
  await lost.page.getByRole('button', { name: 'Set up a second factor' }).waitFor()
  expect(lost.errors).toEqual([])
  await lost.close()
  await staff.close()
})

test('a page says so at once when its session was ended elsewhere', async () => {
  const staff = await signedIn('legal-reviewer')
  await staff.goto('/account')
  const elsewhere = await signedIn('legal-reviewer')
  await elsewhere.goto('/account')
  await elsewhere.page.getByRole('button', { name: '结束', exact: true }).first().click()
  // the demo lets visitors read: whoever is signed out sees the door again
  await staff.page
    .getByTestId('sign-in')
    .or(staff.page.getByTestId('sign-in-button'))
    .first()
    .waitFor({ timeout: 60_000 })
  await elsewhere.close()
  await staff.close()
})

test('the auditor sees that the trail was checked, and with what result', async () => {
  const auditor = await signedIn('auditor')
  await auditor.goto('/admin?tab=audit')
  await auditor.page.getByTestId('audit-check').getByText('全部完好').waitFor({ timeout: 60_000 })
  await auditor.page.getByText('历次校验').click()
  await auditor.page.getByText('定时').first().waitFor()
  expect(auditor.errors).toEqual([])
  await auditor.close()
})
