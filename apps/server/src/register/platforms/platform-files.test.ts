import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { longestDelivery, type PlatformIntake } from '@qinglan/contract'
import { sql } from 'kysely'
import { startSession } from '../../identity/sessions/sessions.ts'
import { makeWorld } from '../../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../../identity/testing/test-application.ts'
import { saveKind } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveEntity } from '../entities/save-entity.ts'

const t = (text: string) => ({ zh: text, en: text })
const enterprise: KindDefinition = {
  kind: 'enterprise',
  title: t('企业'),
  rows: ['S142'],
  key: 'code',
  geometry: 'none',
  facts: {
    code: { type: 'string', title: t('编码') },
    name: { type: 'string', title: { zh: '名称', en: 'Name' } },
    industry: { type: 'string', title: t('行业') },
  },
}

let it: TestApplication
const cookies = new Map<string, string>()

async function cookieOf(personId: string, unitId: string): Promise<string> {
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  return (await startSession(it.database.db, { personId, unitId, ...session })).token
}

beforeAll(async () => {
  it = await testApplication()
  const { db } = it.database
  for (const { name, principal } of await makeWorld(db))
    cookies.set(name, await cookieOf(principal.personId ?? '', principal.unitId ?? ''))
  const { rows } = await sql<{
    id: string
  }>`insert into people (login, name) values ('all', 'all') returning id`.execute(db)
  const personId = rows[0]?.id ?? ''
  await sql`insert into memberships (person_id, unit_id, role) values (${personId}, 'qinglan', 'monitoring-engineer')`.execute(
    db,
  )
  await sql`insert into credentials (person_id) values (${personId})`.execute(db)
  cookies.set('engineer of all', await cookieOf(personId, 'qinglan'))
  await sql`select setval(pg_get_serial_sequence('sites', 'id'), 100)`.execute(db)
  await sql`select setval(pg_get_serial_sequence('layouts', 'id'), 100)`.execute(db)
  await saveKind(db, enterprise)
  await saveEntity(
    db,
    enterprise,
    { facts: { code: 'OLD', name: '旧名' }, effectiveOn: '2026-01-01' },
    'test',
  )
})
afterAll(() => it?.close())

async function handIn(platform: string, file: string | Uint8Array, who = 'engineer of all') {
  const head =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\ncontent-type: text/plain\r\n\r\n'
  const reply = await it.app.inject({
    method: 'POST',
    url: `/api/v1/platforms/${platform}/file`,
    cookies: { qinglan: cookies.get(who) ?? '' },
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x' },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(file), Buffer.from('\r\n--x--\r\n')]),
  })
  return {
    status: reply.statusCode,
    body: reply.json<PlatformIntake & { error: { message: { zh: string } } }>(),
  }
}

const heading = '统一社会信用代码,单位名称,行业,排放口编号,排放口名称,数据时间,监测因子,监测值,单位,数据标识'
const row = (value: string, { firm = 'F', time = '2026-03-01 09:00', factor = '化学需氧量' } = {}) =>
  `${firm},甲厂,C26,1,总排口,${time},${factor},${value},mg/L,正常`
const table = (...rows: string[]) => [heading, ...rows, ''].join('\n')

/** A text in GBK: the two bytes of each character are those that decode to it. */
function inGbk(text: string): Buffer {
  const decoder = new TextDecoder('gbk')
  const bytes = new Map<string, Buffer>()
  for (let high = 0x81; high < 0xff; high += 1) {
    for (let low = 0x40; low < 0xff; low += 1) {
      const pair = Buffer.from([high, low])
      bytes.set(decoder.decode(pair), pair)
    }
  }
  return Buffer.concat(Array.from(text, (char) => bytes.get(char) ?? Buffer.from(char)))
}

describe('a table of another platform', () => {
  test('is taken in as a file; what came again is the same, what differs replaces the former', async () => {
    const first = await handIn('park-table', table(row('30'), row('31', { time: '2026-03-01 10:00' })))
    expect(first).toMatchObject({
      status: 200,
      body: { records: 2, observations: 2, added: 2, changed: 2, firms: 1, firmsChanged: 1, problems: [] },
    })
    const again = await handIn('park-table', table(row('30'), row('40', { time: '2026-03-01 10:00' })))
    expect(again.body).toMatchObject({ observations: 2, added: 0, changed: 1, firmsChanged: 0 })
  })

  test('tells each fault by its line in both languages, and keeps the rest', async () => {
    const file = [
      heading,
      row('坏'),
      '',
      `"F","甲\n厂",C26,1,口,2026-03-02 09:00,氨氮,2,斤,正常`,
      row('5', { time: '昨天' }),
      row('7', { time: '2026-03-03 09:00' }),
    ]
    const { body } = await handIn('park-table', file.join('\r\n'))
    expect(body).toMatchObject({ records: 4, added: 1, changed: 1 })
    expect(body.problems.map(({ line, record, what }) => [line, record, what])).toEqual([
      [2, 1, 'no-number'],
      [4, 2, 'unknown-factor'],
      [6, 3, 'no-time'],
    ])
    expect(body.problems[0]?.reason).toEqual({
      zh: '不是数值,该值未入库',
      en: 'Not a number; the value was not taken in',
    })
  })

  test('may be in the encoding of a Chinese spreadsheet', async () => {
    const file = inGbk(table(row('2', { factor: '氨氮', time: '2026-03-04 09:00' })))
    expect((await handIn('park-table', file)).body).toMatchObject({ added: 1, problems: [] })
  })

  test('says what the register says otherwise, and the register stands', async () => {
    const { body } = await handIn('park-table', table(row('1', { firm: 'OLD' })))
    expect(body.problems).toEqual([
      {
        record: 0,
        line: null,
        what: 'differs:name',
        value: 'OLD 甲厂',
        reason: { zh: '名称与名录不同,名录为“旧名”,未改动', en: 'Name: the register says “旧名” and stands' },
      },
    ])
  })

  test('is refused as a whole without the columns by which rows are told apart; another column is missed aloud', async () => {
    const wrong = await handIn('park-table', '时间,值\n2026-03-01,1\n')
    expect(wrong).toMatchObject({
      status: 400,
      body: { error: { message: { zh: expect.stringContaining('统一社会信用代码、排放口编号、数据时间') } } },
    })
    const without = table(row('1', { time: '2026-03-05 09:00' })).replaceAll(/,数据标识|,正常/g, '')
    expect((await handIn('park-table', without)).body).toMatchObject({
      added: 1,
      problems: [{ record: 0, line: 1, what: 'no-column', value: '数据标识' }],
    })
  })

  test('more faults than are listed are counted', async () => {
    const { body } = await handIn('park-table', table(...Array.from({ length: 1003 }, () => row('坏'))))
    expect(body.problems).toHaveLength(1001)
    expect(body.problems.at(-1)).toMatchObject({ what: 'more', value: '3' })
  })
})

describe('a document of another platform', () => {
  const document = (cod: unknown) => ({
    data: {
      list: [
        {
          enterprise: { creditCode: 'J', name: '乙厂' },
          outletNo: '1',
          monitorTime: '2026-03-01 08:00',
          cod,
        },
      ],
    },
  })

  test('is taken in as a file, with or without a byte order mark', async () => {
    const { body } = await handIn('park-json', `\uFEFF${JSON.stringify(document(30))}`)
    expect(body).toMatchObject({ records: 1, added: 1, firmsChanged: 1 })
    expect((await handIn('park-json', JSON.stringify(document('多'), null, 2))).body.problems).toMatchObject([
      { record: 1, line: 4, what: 'no-number' },
    ])
  })

  test.each([
    ['a comma too many', '{\n  "data": {,}\n}', '第 2 行第 12 列'],
    ['cut off', '{\n  "data": {', '第 2 行'],
    ['empty', ' \n', '文件是空的'],
    ['no list', '{}', '没有记录列表 data.list'],
  ])('%s is refused with the reason', async (_, file, reason) => {
    const { status, body } = await handIn('park-json', file)
    expect([status, body.error.message.zh]).toEqual([400, expect.stringContaining(reason)])
  })
})

test('no larger than a delivery may be', async () => {
  const { status } = await handIn('park-table', Buffer.alloc(longestDelivery + 1, 'x'))
  expect(status).toBe(413)
})

test('of an engineer of one county only their own sites are written, and no firm is entered', async () => {
  const { body } = await handIn('park-table', table(row('9', { firm: 'NEW' })), 'monitoring-engineer C')
  expect(body).toMatchObject({ observations: 0, added: 0, firmsChanged: 0 })
  expect(body.problems.map(({ what }) => what)).toEqual(['firms-not-yours', 'site-not-yours'])
})

test('who may not import is refused', async () => {
  expect((await handIn('park-table', table(row('1')), 'enterprise eP')).status).toBe(403)
})
