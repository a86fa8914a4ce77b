import { sql } from 'kysely'
import { TOTP, Secret } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureFirstAdministrator } from '../people/first-administrator.ts'
import { testApplication, type TestApplication } from '../testing/test-application.ts'

let it: TestApplication
let admin: { login: string; password: string }
const next = 'Kolibri-4711-x'

const cookieOf = (reply: { cookies: readonly { name: string; value: string }[] }) =>
  reply.cookies[0]?.value ?? ''
const signIn = (password: string, code?: string, login = 'admin') =>
  it.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { login, password, ...(code ? { code } : {}) },
  })
const as = (token: string, method: 'GET' | 'PUT' | 'POST' | 'DELETE', url: string, payload?: object) =>
  it.app.inject({
    method,
    url: `/api/v1${url}`,
    cookies: { qinglan: token },
    headers: { 'sec-fetch-site': 'same-origin' },
    ...(payload ? { payload } : {}),
  })

beforeAll(async () => {
  it = await testApplication({ secondFactorRoles: ['administrator'] })
  admin = (await ensureFirstAdministrator(it.database.db))!
})
afterAll(() => it.close())
beforeEach(async () => {
  await sql`delete from login_throttle`.execute(it.database.db)
})

test('without signing in nothing of the API answers, and the reply says so', async () => {
  const reply = await it.app.inject('/api/v1/people')
  expect(reply.statusCode).toBe(401)
  expect(reply.json()).toMatchObject({ error: { code: 'not-signed-in' } })
  expect((await it.app.inject('/api/v1/session')).json()).toMatchObject({
    signedIn: false,
    person: null,
    rights: [],
  })
})

test('the first administrator must change the password, then take a second factor, then may work', async () => {
  const first = await signIn(admin.password)
  expect(first.statusCode).toBe(200)
  expect(first.json()).toMatchObject({ signedIn: true, duty: 'change-password', rights: ['self'] })
  expect(first.cookies[0]).toMatchObject({ name: 'qinglan', httpOnly: true, sameSite: 'Strict', path: '/' })
  const token = cookieOf(first)
  expect((await as(token, 'GET', '/people')).json()).toMatchObject({
    error: { details: { duty: 'change-password' } },
  })

  const weak = await as(token, 'PUT', '/profile/password', { current: admin.password, next: 'short' })
  expect(weak.statusCode).toBe(400)
  expect((await as(token, 'PUT', '/profile/password', { current: admin.password, next })).statusCode).toBe(
    204,
  )
  expect((await as(token, 'GET', '/people')).json()).toMatchObject({
    error: { details: { duty: 'enrol-second-factor' } },
  })

  const offer = await as(token, 'POST', '/profile/second-factor')
  const { secret } = offer.json<{ secret: string }>()
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  expect(
    (await as(token, 'PUT', '/profile/second-factor', { password: next, code: totp.generate() })).statusCode,
  ).toBe(200)
  expect((await as(token, 'GET', '/people')).statusCode).toBe(200)

  const asked = await signIn(next)
  expect(asked.statusCode).toBe(401)
  expect(asked.json()).toMatchObject({ error: { details: { secondFactor: true } } })
  expect((await signIn(next, totp.generate())).statusCode, 'a code is taken once').toBe(401)
  const later = totp.generate({ timestamp: Date.now() + 30_000 })
  expect((await signIn(next, later)).statusCode).toBe(200)
  const stored = await sql<{ totp_secret: string }>`select totp_secret from credentials`.execute(
    it.database.db,
  )
  expect(stored.rows[0]?.totp_secret).not.toContain(secret)
})

test('failures slow down and then lock a name, known or not; the right password does not open a lock', async () => {
  for (const login of ['admin', 'nobody-of-this-name']) {
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) {
      statuses.push((await signIn('wrong', undefined, login)).statusCode)
      await sql`update login_throttle set blocked_until = least(blocked_until, now()) where failures < 5`.execute(
        it.database.db,
      )
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  }
  const locked = await signIn(next)
  expect(locked.statusCode).toBe(429)
  expect(
    locked.json<{ error: { details: { retryAfterSeconds: number } } }>().error.details.retryAfterSeconds,
  ).toBeGreaterThan(800)
})

test('guesses made at once are counted one by one', async () => {
  const replies = await Promise.all(Array.from({ length: 12 }, () => signIn('wrong')))
  expect(replies.filter((reply) => reply.statusCode === 401).length).toBeLessThanOrEqual(3)
})

test('a right password without its code does not wipe earlier failures', async () => {
  await signIn('wrong')
  await signIn('wrong')
  await signIn(next)
  const { rows } = await sql<{ failures: number }>`select failures from login_throttle`.execute(
    it.database.db,
  )
  expect(rows).toEqual([{ failures: 2 }])
})

test('a session ends when it is revoked, idle, or too old', async () => {
  await sql`update credentials set totp_confirmed_at = null, totp_secret = null`.execute(it.database.db)
  const ages = [
    ['last_seen_at', '31 minutes'],
    ['expires_at', '13 hours'],
  ] as const
  for (const [column, age] of ages) {
    const token = cookieOf(await signIn(next))
    expect((await as(token, 'GET', '/sessions')).statusCode).toBe(200)
    await sql`update sessions set ${sql.ref(column)} = ${sql.ref(column)} - ${age}::interval`.execute(
      it.database.db,
    )
    it.app.identity.sessions.forget()
    expect((await as(token, 'GET', '/sessions')).statusCode, column).toBe(401)
  }
  const one = cookieOf(await signIn(next))
  const two = cookieOf(await signIn(next))
  const rows = (await as(one, 'GET', '/sessions')).json<{ id: string; current: boolean }[]>()
  const other = rows.find((row) => !row.current)
  expect((await as(one, 'DELETE', `/sessions/${other?.id}`)).statusCode).toBe(204)
  expect((await as(two, 'GET', '/sessions')).statusCode).toBe(401)
  expect((await as(one, 'DELETE', '/session')).statusCode).toBe(204)
  expect((await as(one, 'GET', '/sessions')).statusCode).toBe(401)
})

test('a request from another site is refused even with the cookie', async () => {
  const token = cookieOf(await signIn(next))
  const from = (headers: Record<string, string>) =>
    it.app.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      cookies: { qinglan: token },
      headers: { host: 'q.example', ...headers },
    })
  expect((await from({ origin: 'https://evil.example' })).statusCode).toBe(403)
  expect((await from({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
  expect((await from({ origin: 'null' })).statusCode).toBe(403)
  expect((await from({})).statusCode).toBe(403)
  expect((await from({ origin: 'https://q.example' })).statusCode).toBe(204)
})

test('every reply forbids inline script, framing and sniffing', async () => {
  const { headers } = await it.app.inject('/api/v1/session')
  expect(headers['content-security-policy']).toContain("script-src 'self'")
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/)
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  })
})

test('signing in, failing and signing out are in the audit trail', async () => {
  const { rows } = await sql<{
    action: string
  }>`select distinct action from audit_entries where action not in ('insert', 'update', 'delete')
    order by action`.execute(it.database.db)
  const actions = rows.map((row) => row.action)
  expect(actions).toEqual(
    expect.arrayContaining([
      'read',
      'second-factor-failed',
      'session-revoked',
      'sign-in',
      'sign-in-failed',
      'sign-out',
    ]),
  )
  const secrets =
    await sql`select 1 from audit_entries where before::text || after::text like '%argon2id%'`.execute(
      it.database.db,
    )
  expect(secrets.rows).toEqual([])
})
