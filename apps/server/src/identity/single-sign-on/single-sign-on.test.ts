import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import { sql } from 'kysely'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApplication, type TestApplication } from '../testing/test-application.ts'

const publicUrl = new URL('http://127.0.0.1:8640')
const callback = new URL('/api/v1/session/single-sign-on/callback', publicUrl)

let server: Server
let it: TestApplication

/** A real provider on this machine, whose sign-in page accepts whatever name is typed. */
beforeAll(async () => {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const provider = new Provider(issuer.origin, {
    clients: [
      { client_id: 'qinglan', client_secret: 'a secret between two', redirect_uris: [callback.href] },
    ],
    cookies: { keys: ['one', 'two'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  })
  server.on('request', (request, response) => void provider.callback()(request, response))
  it = await testApplication({
    publicUrl,
    secondFactorRoles: ['county-staff'],
    singleSignOn: { issuer, clientId: 'qinglan', clientSecret: 'a secret between two', claim: 'sub' },
  })
  await sql`insert into regions (id, kind, name_zh, name_en) values ('990000', 'county', '县', 'county')`.execute(
    it.database.db,
  )
  await sql`insert into units (id, region_id, kind, name_zh, name_en) values ('u', '990000', 'bureau', '局', 'b')`.execute(
    it.database.db,
  )
  await sql`with p as (insert into people (login, name, single_sign_on) values ('li.si', '李四', 'city-4711') returning id)
    insert into memberships (person_id, unit_id, role) select id, 'u', 'county-staff' from p`.execute(
    it.database.db,
  )
})
afterAll(async () => {
  await it?.close()
  server?.close()
})

/** Walks through the provider's pages as a browser would, to the address that leads back. */
async function walk(start: string, name: string): Promise<URL> {
  const jar = new Map<string, string>()
  const go = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
    const reply = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    })
    for (const line of reply.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return reply
  }
  let url = start
  let reply = await go(url)
  for (let step = 0; step < 12; step++) {
    const location = reply.headers.get('location')
    if (location) {
      url = new URL(location, url).href
      if (url.startsWith(callback.href)) return new URL(url)
      reply = await go(url)
      continue
    }
    const prompt = /name="prompt" value="([a-z]+)"/.exec(await reply.text())?.[1]
    if (!prompt) throw new Error(`no way on from ${url} (${reply.status})`)
    reply = await go(
      url,
      new URLSearchParams(prompt === 'login' ? { prompt, login: name, password: 'x' } : { prompt }),
    )
  }
  throw new Error('the provider never led back')
}

async function begin(): Promise<{ location: string; journey: string }> {
  const reply = await it.app.inject('/api/v1/session/single-sign-on')
  expect(reply.statusCode).toBe(302)
  const cookie = reply.cookies.find((c) => c.name === 'qinglan_journey')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  return { location: reply.headers.location ?? '', journey: cookie?.value ?? '' }
}

const comeBack = (back: URL, journey: string) =>
  it.app.inject({ url: `${back.pathname}${back.search}`, cookies: { qinglan_journey: journey } })

test('a person whom the provider names is signed in, and the provider answers for the second factor', async () => {
  const { location, journey } = await begin()
  const back = await walk(location, 'city-4711')
  const reply = await comeBack(back, journey)
  expect(reply.statusCode, reply.body).toBe(302)
  expect(reply.headers.location).toBe('/')
  const session = reply.cookies.find((cookie) => cookie.name === 'qinglan')
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  const me = await it.app.inject({ url: '/api/v1/session', cookies: { qinglan: session?.value ?? '' } })
  expect(me.json()).toMatchObject({
    signedIn: true,
    person: { login: 'li.si' },
    duty: null,
    singleSignOn: true,
  })
})

test('someone without an account here is refused, and no account is made', async () => {
  const { location, journey } = await begin()
  const reply = await comeBack(await walk(location, 'stranger'), journey)
  expect(reply.statusCode).toBe(403)
  expect((await sql`select 1 from people`.execute(it.database.db)).rows).toHaveLength(1)
})

test('an answer that belongs to another journey, was altered, or comes without its cookie is refused', async () => {
  const one = await begin()
  const two = await begin()
  const back = await walk(one.location, 'city-4711')
  expect((await comeBack(back, two.journey)).statusCode).toBe(401)
  const altered = new URL(back)
  altered.searchParams.set('code', 'guessed')
  expect((await comeBack(altered, one.journey)).statusCode).toBe(401)
  expect((await it.app.inject(`${back.pathname}${back.search}`)).statusCode).toBe(401)
  expect((await comeBack(back, `${one.journey.slice(0, -4)}AAAA`)).statusCode).toBe(401)
})
