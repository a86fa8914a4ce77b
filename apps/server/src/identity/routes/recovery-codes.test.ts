import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureFirstAdministrator } from '../people/first-administrator.ts'
import { testApplication, type TestApplication } from '../testing/test-application.ts'

const password = 'Kolibri-4711-x'
let it: TestApplication
let token: string
let codes: string[]

const send = (method: 'POST' | 'PUT' | 'DELETE' | 'GET', url: string, payload?: object) =>
  it.app.inject({
    method,
    url: `/api/v1${url}`,
    cookies: { qinglan: token },
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })
const signIn = (given: object) =>
  it.app.inject({ method: 'POST', url: '/api/v1/session', payload: { login: 'admin', password, ...given } })

beforeAll(async () => {
  it = await testApplication()
  const first = (await ensureFirstAdministrator(it.database.db))!
  token = (await signIn({ password: first.password })).cookies[0]?.value ?? ''
  expect(
    (await send('PUT', '/profile/password', { current: first.password, next: password })).statusCode,
  ).toBe(204)
  expect(
    (await send('POST', '/profile/recovery-codes', { password })).statusCode,
    'nothing to stand in for',
  ).toBe(400)
  const { secret } = (await send('POST', '/profile/second-factor')).json<{ secret: string }>()
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const confirmed = await send('PUT', '/profile/second-factor', { password, code })
  codes = confirmed.json<{ codes: string[] }>().codes
})
afterAll(() => it?.close())
beforeEach(async () => {
  await sql`delete from login_throttle`.execute(it.database.db)
})

test('with the second factor come ten different codes, of which only hashes are kept', async () => {
  expect(new Set(codes).size).toBe(10)
  for (const code of codes) expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/)
  expect((await send('GET', '/session')).json()).toMatchObject({
    person: { secondFactor: true, recoveryCodes: 10 },
  })
  const { rows } = await sql<{ text: string }>`
    select coalesce(string_agg(r::text, ' '), '') || (select coalesce(string_agg(a::text, ' '), '') from audit_entries a) as text
    from recovery_codes r`.execute(it.database.db)
  for (const code of codes) {
    expect(rows[0]?.text).not.toContain(code)
    expect(rows[0]?.text).not.toContain(code.replaceAll('-', ''))
    expect(rows[0]?.text).not.toContain(Buffer.from(code).toString('hex'))
  }
})

test('a code signs in once, however it is typed, and never for long as a password', async () => {
  const typed = codes[0]!.toUpperCase().replaceAll('-', ' ')
  expect((await signIn({ code: typed, password: 'wrong' })).statusCode, 'the password comes first').toBe(401)
  expect((await signIn({ code: typed })).json()).toMatchObject({
    signedIn: true,
    person: { recoveryCodes: 9 },
  })
  expect((await signIn({ code: codes[0]! })).statusCode, 'a second time').toBe(401)
  expect((await signIn({ code: codes[1]!.replaceAll('-', '') })).statusCode).toBe(200)
})

test('the same code at the same moment signs in once', async () => {
  const tries = await Promise.all([1, 2, 3].map(() => signIn({ code: codes[2]! })))
  expect(tries.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
})

test('guessing codes locks the account', async () => {
  for (let i = 0; i < 5; i++) {
    await sql`update login_throttle set blocked_until = now()`.execute(it.database.db)
    expect((await signIn({ code: 'aaaa-bbbb-cccc-dddd' })).statusCode).toBe(401)
  }
  expect((await signIn({ code: codes[3]! })).statusCode).toBe(429)
})

test('new codes take the password, and end the former ones', async () => {
  expect((await send('POST', '/profile/recovery-codes', { password: 'wrong' })).statusCode).toBe(403)
  const made = await send('POST', '/profile/recovery-codes', { password })
  const next = made.json<{ codes: string[] }>().codes
  expect(next).toHaveLength(10)
  expect((await signIn({ code: codes[4]! })).statusCode).toBe(401)
  expect((await signIn({ code: next[4]! })).statusCode).toBe(200)
  codes = next
})

test('whoever guesses the password at an open screen is locked out, and the right one does not open the lock', async () => {
  for (let i = 0; i < 5; i++) {
    await sql`update login_throttle set blocked_until = now()`.execute(it.database.db)
    expect((await send('POST', '/profile/recovery-codes', { password: `wrong ${i}` })).statusCode).toBe(403)
  }
  expect((await send('DELETE', '/profile/second-factor', { password })).statusCode).toBe(429)
})

test('codes go with the second factor; making and using them is in the trail', async () => {
  expect((await send('DELETE', '/profile/second-factor', { password })).statusCode).toBe(204)
  expect((await sql`select 1 from recovery_codes`.execute(it.database.db)).rows).toEqual([])
  const { rows } = await sql<{ action: string; n: number }>`
    select action, count(*)::int as n from audit_entries where action like 'recovery%' group by action order by action`.execute(
    it.database.db,
  )
  expect(rows).toEqual([
    { action: 'recovery-code-used', n: 4 },
    { action: 'recovery-codes-made', n: 1 },
  ])
})
