import type { ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isReading, type RouteOf } from '../identity/http/route-rights.ts'
import { startSession } from '../identity/sessions/sessions.ts'
import { makeWorld, type Actor } from '../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'

let it: TestApplication
let actors: readonly Actor[]
beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
  await it.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => it?.close())

async function cookiesOf(name: string): Promise<{ qinglan: string }> {
  const { personId, unitId } = actors.find((actor) => actor.name === name)!.principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { token } = await startSession(it.database.db, { personId: personId!, unitId: unitId!, ...session })
  return { qinglan: token }
}

const api = () =>
  it.app.identity.routes.filter(({ url }) => !url.endsWith('/events') && !url.includes('/docs'))
const who = ['campaign-office C', 'monitoring-engineer C', 'administrator C', 'auditor C', 'enterprise eP']

describe('the guard', () => {
  test('an address written otherwise is the same address', async () => {
    const ways = [
      '/%61pi/v1/import-mappings',
      '/api/%76%31/import-mappings',
      '/%61%70%69/v1/openapi.json',
      '/api/v1/people/',
    ]
    for (const url of ways) expect((await it.app.inject(url)).statusCode, url).not.toBe(200)
    for (const url of ['/%61pi/v1/session', '/api/v1/session']) {
      const reply = await it.app.inject({
        url,
        headers: { origin: 'https://evil.example' },
        method: 'DELETE',
      })
      expect(reply.statusCode, url).toBe(403)
      expect((await it.app.inject(url)).headers, url).toHaveProperty('x-ratelimit-limit')
    }
  })

  test('a form of another site is refused, with or without a cookie that it could not have', async () => {
    const cookies = await cookiesOf('campaign-office C')
    for (const type of [
      'application/x-www-form-urlencoded',
      'text/plain',
      'multipart/form-data; boundary=x',
    ]) {
      const reply = await it.app.inject({
        method: 'POST',
        url: '/api/v1/campaigns',
        cookies,
        headers: { 'content-type': type, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        payload: '{"id":"x"}',
      })
      expect(reply.statusCode, type).toBe(403)
    }
    const signIn = await it.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      headers: { origin: 'https://evil.example' },
      payload: { login: 'x', password: 'x' },
    })
    expect(signIn.statusCode, 'nor is a visitor signed in as someone else').toBe(403)
  })

  test('a session that the browser brings is never taken over by signing in', async () => {
    const brought = `qls_${'a'.repeat(43)}`
    const reply = await it.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      cookies: { qinglan: brought },
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { login: 'nobody', password: 'x' },
    })
    expect(reply.statusCode).toBe(401)
    const after = await it.app.inject({ url: '/api/v1/session', cookies: { qinglan: brought } })
    expect(after.json()).toMatchObject({ signedIn: false })
  })
})

const oddIds = [
  "'; drop table sites; --",
  '%',
  '_',
  '..%2F..%2F..%2Fetc%2Fpasswd',
  '%00',
  '%FF',
  'NaN',
  '1e999',
  '99999999999999999999',
  '-1',
  '%E2%80%AE%0D%0ASet-Cookie:a=b',
  'a'.repeat(290),
]

async function odd(
  route: RouteOf,
  cookies: { qinglan: string },
  id: string,
  payload?: string,
): Promise<string[]> {
  const url = route.url.replace(/:[a-z]+/gi, id)
  const reply = await it.app.inject({
    method: route.method as 'GET',
    url,
    cookies,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(payload === undefined ? {} : { payload }),
  })
  const split = Object.values(reply.headers).some((value) => /[\r\n]/.test(String(value)))
  return reply.statusCode >= 500 || split || reply.headers['set-cookie'] !== undefined
    ? [`${route.method} ${route.url} ${id.slice(0, 40)} ${payload?.slice(0, 40) ?? ''}: ${reply.statusCode}`]
    : []
}

test('no odd id makes a reading route fail, split a header or set a cookie', async () => {
  const failed: string[] = []
  for (const name of who) {
    const cookies = await cookiesOf(name)
    for (const route of api().filter(({ method }) => method === 'GET')) {
      for (const id of route.url.includes(':') || name === who[0] ? oddIds : ['%00'])
        failed.push(...(await odd(route, cookies, id)))
    }
  }
  expect([...new Set(failed)]).toEqual([])
}, 240_000)

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const oddBodies = [
  '',
  'null',
  '[]',
  '"x"',
  '{}',
  '{"__proto__":{"rights":["administer"]}}',
  '{"constructor":{"prototype":{"rights":["administer"]}}}',
  '{"name":"\\u0000","login":"a\\u0000b","facts":{"a":"\\u0000"}}',
  `{"facts":${deep(20_000)}}`,
  `{"geometry":${deep(20_000)},"kind":"tank","facts":{},"effectiveOn":"2026-01-01"}`,
  `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
  '{"a":1e999,"value":1e999}',
  `{"name":"${'x'.repeat(100_000)}"}`,
]

test('no odd body makes a changing route fail', async () => {
  const failed: string[] = []
  const id = '00000000-0000-4000-8000-0000000000a1'
  for (const name of who) {
    const cookies = await cookiesOf(name)
    for (const route of api().filter(({ method, url }) => !isReading(method) && !url.endsWith('/session'))) {
      for (const body of oddBodies) failed.push(...(await odd(route, cookies, id, body)))
    }
  }
  expect([...new Set(failed)]).toEqual([])
  expect(({} as { rights?: unknown }).rights).toBeUndefined()
}, 240_000)

test('what a body says beyond its form goes nowhere', async () => {
  const cookies = await cookiesOf('administrator C')
  const reply = await it.app.inject({
    method: 'POST',
    url: '/api/v1/people',
    cookies,
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: {
      login: 'extra',
      name: 'x',
      demo: true,
      active: false,
      id: '00000000-0000-4000-8000-00000000aaaa',
      memberships: [{ unitId: 'unit-A', role: 'county-staff', personId: actors[0]!.principal.personId }],
    },
  })
  expect(reply.json()).toMatchObject({ person: { demo: false, active: true, login: 'extra' } })
  expect(reply.json<{ person: { id: string } }>().person.id).not.toContain('aaaa')
})

describe('files', () => {
  const upload = async (url: string, name: string, bytes: Uint8Array, actor = 'campaign-office C') => {
    const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
    return it.app.inject({
      method: 'POST',
      url: `/api/v1${url}`,
      cookies: await cookiesOf(actor),
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
    })
  }
  const zeros = Buffer.alloc(300 * 1024 ** 2)
  const utf8 = (text: string) => Buffer.from(text)

  /** A ZIP archive whose directory says what it likes of the unpacked sizes. */
  function zip(entries: Readonly<Record<string, Buffer>>, saysBytes?: number): Buffer {
    const parts: Buffer[] = []
    const directory: Buffer[] = []
    let at = 0
    for (const [name, bytes] of Object.entries(entries)) {
      const packed = deflateRawSync(bytes)
      const head = Buffer.alloc(26)
      head.writeUInt16LE(20, 0)
      head.writeUInt16LE(8, 4)
      head.writeUInt32LE(crc32(bytes), 10)
      head.writeUInt32LE(packed.length, 14)
      head.writeUInt32LE(saysBytes ?? bytes.length, 18)
      head.writeUInt16LE(name.length, 22)
      const place = Buffer.alloc(14)
      place.writeUInt32LE(at, 10)
      directory.push(utf8('PK\u0001\u0002'), Buffer.from([20, 0]), head, place, utf8(name))
      const local = [utf8('PK\u0003\u0004'), head, utf8(name), packed]
      parts.push(...local)
      at += local.reduce((sum, { length }) => sum + length, 0)
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(Object.keys(entries).length, 8)
    end.writeUInt16LE(Object.keys(entries).length, 10)
    end.writeUInt32LE(Buffer.concat(directory).length, 12)
    end.writeUInt32LE(at, 16)
    return Buffer.concat([...parts, ...directory, end])
  }
  const workbook = (sheet: Buffer, saysBytes?: number) =>
    zip(
      {
        '[Content_Types].xml': utf8('<Types/>'),
        'xl/workbook.xml': utf8(
          '<workbook xmlns:r="x"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        ),
        'xl/_rels/workbook.xml.rels': utf8(
          '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
        'xl/worksheets/sheet1.xml': sheet,
      },
      saysBytes,
    )
  const taken = async (name: string, bytes: Buffer, url = '/kinds/mark-kind/import') =>
    (await upload(url, name, bytes)).statusCode

  test('a file that unpacks to hundreds of megabytes is refused, also where its directory lies', async () => {
    expect(await taken('plan.docx', zip({ 'word/document.xml': zeros }), '/plans/read')).toBe(400)
    expect(await taken('plan.docx', zip({ 'word/document.xml': zeros }, 5), '/plans/read')).toBe(400)
    expect(await taken('table.xlsx', workbook(zeros))).toBe(413)
    expect(await taken('table.xlsx', workbook(zeros, 100))).toBe(400)
  }, 120_000)

  test('damaged tables are refused with a reason', async () => {
    const whole = workbook(utf8('<worksheet><sheetData/></worksheet>'))
    for (const length of [4, 30, whole.length - 30, whole.length - 1])
      expect(await taken('table.xlsx', whole.subarray(0, length)), `${length}`).toBe(400)
    for (const text of ['"a', 'a,b\n"c"d,e', '\u0000', '\uFEFF'])
      expect(await taken('table.csv', utf8(text)), text).toBe(400)
  })

  test('a form that is cut, or holds what no database holds, is refused in words', async () => {
    const cookies = await cookiesOf('campaign-office C')
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' }
    const part = (name: string, text: string) =>
      `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`
    const file = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n'
    const forms = [file, '', '--x--\r\n', part('mode', 'a\u0000b') + file + '--x--\r\n']
    for (const url of ['/imports', '/plans/read', '/reviews', '/kinds/mark-kind/import']) {
      for (const payload of forms) {
        const reply = await it.app.inject({ method: 'POST', url: `/api/v1${url}`, cookies, headers, payload })
        expect([reply.statusCode, reply.json()], `${url} ${payload}`).toEqual([
          400,
          {
            error: expect.objectContaining({ message: expect.objectContaining({ zh: expect.any(String) }) }),
          },
        ])
      }
    }
  })

  test('measurements with a NUL character are refused by their line', async () => {
    const csv = utf8('time,站点,PM2.5\n2026-01-01 00:00,a\u0000b,12\n')
    const reply = await upload('/imports', 'a.csv', csv, 'monitoring-engineer C')
    expect([reply.statusCode, reply.body]).toEqual([400, expect.stringContaining('第 2 行附近含空字符')])
  })

  test('the name of a file is a name: no path is opened, no reply is split', async () => {
    const names = [
      '../../../../etc/passwd',
      '..\\\\..\\\\windows.docx',
      'a%0d%0aSet-Cookie: a=b.txt',
      '=cmd|calc.txt',
      '<img src=x>.txt',
    ]
    for (const name of names) {
      const reply = await upload(
        '/plans/read',
        name,
        Buffer.from('到2026年,PM2.5浓度降到30微克/立方米以下。'),
      )
      expect(reply.statusCode, name).toBeLessThan(500)
      expect(reply.body, name).not.toContain('root:')
      expect(reply.headers['set-cookie'], name).toBeUndefined()
    }
  })

  test('a body larger than its route takes is refused while it comes', async () => {
    const cookies = await cookiesOf('administrator C')
    const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const payload = `{"name":"${'x'.repeat(3 * 1024 ** 2)}"}`
    const reply = await it.app.inject({ method: 'POST', url: '/api/v1/people', cookies, headers, payload })
    expect(reply.statusCode).toBe(413)
  })
})

test('a sender that trickles its request is let go', async () => {
  const { port } = it.app.server.address() as AddressInfo
  expect(it.app.server.headersTimeout).toBeGreaterThan(0)
  expect(it.app.server.requestTimeout).toBeGreaterThan(0)
  const { qinglan } = await cookiesOf('administrator C')
  const closed = (socket: Socket) =>
    new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => undefined))
  const socket = connect(port, '127.0.0.1')
  socket.resume()
  socket.write(
    `POST /api/v1/people HTTP/1.1\r\nhost: x\r\ncookie: qinglan=${qinglan}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
  )
  const trickle = setInterval(() => socket.write(' '), 1000)
  try {
    await closed(socket)
  } finally {
    clearInterval(trickle)
    socket.destroy()
  }
}, 120_000)

test('a sender that has gone before it is heard is no fault of the server', async () => {
  const { port } = it.app.server.address() as AddressInfo
  const reply = new Promise<ServerResponse>((resolve) =>
    it.app.server.prependOnceListener('request', (request, response) => {
      request.socket.destroy()
      response.once('close', () => resolve(response))
    }),
  )
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write('GET /api/v1/session HTTP/1.1\r\nhost: x\r\n\r\n')
  expect((await reply).statusCode).toBe(499)
})
