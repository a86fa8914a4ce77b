import { afterAll, beforeAll, expect, test } from 'vitest'
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
