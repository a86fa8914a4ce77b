import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseSegment } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { startGateway, type Gateway } from './start-gateway.ts'
import { frame, openDevice, type DeviceSocket } from './testing/device-socket.ts'
import '../tables.ts'
import './tables.ts'

interface Case {
  readonly id: string
  readonly packet: string
  readonly direction: string
  readonly valid: boolean
}

/** What became of a packet: answers, rows with their values by channel, and why it was refused. */
interface Outcome {
  readonly answers: readonly string[]
  readonly rows: readonly object[]
  readonly refused: readonly string[]
}

const packets = JSON.parse(
  await readFile(new URL('../../../../../packages/hj212/src/cases/packets.json', import.meta.url), 'utf8'),
) as Case[]
const uploads = packets.filter(({ valid, direction }) => valid && direction === 'up')
const golden = fileURLToPath(new URL('cases/wire-breadth.json', import.meta.url))
const expected = JSON.parse(await readFile(golden, 'utf8').catch(() => '{}')) as Record<string, Outcome>

let database: TestDatabase
let gateway: Gateway
let device: DeviceSocket

const headOf = (packet: string) => parseSegment(Buffer.from(packet.slice(6).trimEnd().slice(0, -4)))

async function register(mns: ReadonlyMap<string, string | null>): Promise<void> {
  for (const [mn, password] of mns) {
    await sql`with site as (insert into sites (code, kind, name_zh, name_en) values (${mn}, 'source-outlet', ${mn}, ${mn}) returning id)
      insert into devices (mn, site_id, password, check_password, registered_by)
      select ${mn}, id, ${password ?? '-'}, ${password !== null && password !== ''}, 'test' from site`.execute(
      database.db,
    )
  }
}

beforeAll(async () => {
  database = await testDatabase()
  const heads = uploads.map(({ packet }) => headOf(packet))
  await register(new Map(heads.map(({ mn, pw }) => [mn ?? '', pw])))
  await register(new Map([['T2005', '123456']]))
  await sql`update devices set check_password = false where mn = '88888880000001' or mn = 'LD130133000015'`.execute(
    database.db,
  )
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterAll(async () => {
  device?.socket.destroy()
  await gateway?.stop()
  await database?.close()
})
beforeEach(async () => {
  device?.socket.destroy()
  await database.pool.query('delete from observations; delete from quarantine; delete from raw_packets')
  device = await openDevice(gateway.port)
})

const kept = async () =>
  Number(
    (await sql<{ n: number }>`select coalesce(sum(packets), 0) as n from raw_packets`.execute(database.db))
      .rows[0]?.n,
  )

/** Sends packets and waits until all are kept: then they are rows, refused, or nothing more. */
async function send(...bytes: readonly Uint8Array[]): Promise<Outcome> {
  device.socket.write(Buffer.concat(bytes))
  await until(async () => (await kept()) === bytes.length)
  const { rows } = await sql<{ row: object }>`
    select jsonb_build_object('resolution', resolution, 'at', at at time zone 'Asia/Shanghai', 'flags', flags, 'values',
      (select jsonb_object_agg((c.channel ->> 'factor') || '-' || (c.channel ->> 'statistic'), o.values[c.i])
        from jsonb_array_elements(l.channels) with ordinality as c (channel, i))) as row
    from observations o join layouts l on l.id = o.layout_id order by at, l.key`.execute(database.db)
  const refused = await database.db.selectFrom('quarantine').select('reason').orderBy('reason').execute()
  const wanted = [...device.answers]
  return { answers: wanted, rows: rows.map(({ row }) => row), refused: refused.map(({ reason }) => reason) }
}

const found: Record<string, Outcome> = {}

test.each(uploads)('an upload from the field or a standard, $id', async ({ id, packet }) => {
  const outcome = await send(Buffer.from(packet))
  found[id] = outcome
  if (process.env['REGEN']) return
  // the answer follows the commit
  await until(() => device.answers.length >= (expected[id]?.answers.length ?? 0))
  expect({ ...outcome, answers: device.answers }).toEqual(expected[id])
})

test.runIf(process.env['REGEN'])('written anew', () =>
  writeFile(golden, `${JSON.stringify(found, null, 1)}\n`),
)

describe('what devices do beside the standard', () => {
  const head = 'ST=32;CN=2011;PW=123456;MN=T2005;'
  const row = (at: string, values: object, change: object = {}) => ({
    resolution: 's',
    at,
    flags: null,
    values,
    ...change,
  })

  test('2005 without QN and Flag: stored, and no answer is owed', async () => {
    const bytes = frame(`${head}CP=&&DataTime=20160824003817;011-Rtd=231.0,011-Flag=N;B01-Rtd=36.91&&`)
    expect(await send(bytes)).toEqual({
      answers: [],
      rows: [row('2016-08-24T00:38:17', { '011-Rtd': 231, 'B01-Rtd': 36.91 })],
      refused: [],
    })
  })

  test('a logger that is not registered yet is listed, without the password it tried', async () => {
    const packet = frame('ST=31;CN=2011;PW=sesame;MN=NEW001;CP=&&DataTime=20160824003817;01-Rtd=3&&')
    expect(await send(packet)).toEqual({ answers: [], rows: [], refused: ['unknown-mn'] })
    const { sample } = await database.db.selectFrom('quarantine').select('sample').executeTakeFirstOrThrow()
    expect(sample.toString()).toContain('MN=NEW001')
    expect(sample.toString()).not.toContain('sesame')
  })

  test('text in GB 18030 beside values: the values are stored, the text is kept as it came', async () => {
    const name = Buffer.from([0xc7, 0xe5, 0xcf, 0xb4, 0xb9, 0xdc, 0xc2, 0xb7]).toString('latin1')
    const bytes = frame(
      `QN=20210305080001000;${head}Flag=5;CP=&&DataTime=20210305080000;w01018-Rtd=35.5;Place=${name}&&`,
    )
    const outcome = await send(bytes)
    expect(outcome.rows).toEqual([row('2021-03-05T08:00:00', { 'w01018-Rtd': 35.5 })])
    await until(() => device.answers.length === 1)
  })

  test('the parts of one record each become a row; one without DataTime is of the time of the first', async () => {
    const parts = [
      'Flag=7;PNUM=3;PNO=1;CP=&&DataTime=20210305080000;w01018-Rtd=35.5&&',
      'Flag=7;PNUM=3;PNO=2;CP=&&w21003-Rtd=1.2&&',
      'Flag=7;PNUM=3;PNO=3;CP=&&DataTime=20210305080000;w21011-Rtd=0.3&&',
    ]
    const at = '2021-03-05T08:00:00'
    expect(
      await send(...parts.map((part, i) => frame(`QN=2021030508000100${i};${head}${part}`))),
    ).toMatchObject({
      rows: [row(at, { 'w01018-Rtd': 35.5 }), row(at, { 'w21003-Rtd': 1.2 }), row(at, { 'w21011-Rtd': 0.3 })],
      refused: [],
    })
    await until(() => device.answers.length === 3)
  })

  test('a part whose record nobody knows the time of is listed', async () => {
    const bytes = frame(`QN=20210305080001000;${head}Flag=7;PNUM=2;PNO=2;CP=&&w21003-Rtd=1.2&&`)
    expect(await send(bytes)).toMatchObject({ rows: [], refused: ['no-time'] })
  })

  test('means without extremes, marks in small letters, values that are none: a row with its reasons', async () => {
    const bytes = frame(
      `QN=20210305080001000;${head.replace('2011', '2051')}Flag=4;CP=&&DataTime=20210305080000;w01018-Avg=35.5,w01018-Flag=n;w21003-Avg=,w21003-Flag=d;w21011-Avg=-;w01001-Avg=7.1,w01001-Flag=M&&`,
    )
    const values = { 'w01001-Avg': 7.1, 'w01018-Avg': 35.5, 'w21003-Avg': null, 'w21011-Avg': null }
    expect(await send(bytes)).toEqual({
      answers: [],
      rows: [row('2021-03-05T08:00:00', values, { resolution: 'i', flags: 'M.D-' })],
      refused: [],
    })
  })

  test('an interval or an alarm time is told, answered as it asks, and makes no row', async () => {
    const interval = frame(`QN=20210305080001000;${head.replace('2011', '1061')}Flag=4;CP=&&RtdInterval=30&&`)
    const boot = frame(
      `QN=20210305080002000;${head.replace('2011', '2081')}Flag=5;CP=&&DataTime=20210305080000;RestartTime=20210305075900&&`,
    )
    expect(await send(interval, boot)).toMatchObject({ rows: [], refused: [] })
    await until(() => device.answers.length === 1)
  })

  test('a field that no answer can repeat ends no connection', async () => {
    const odd = frame(`QN=2021&0305;${head}Flag=5;CP=&&DataTime=20210305080000;w01018-Rtd=1&&`)
    const next = frame(`QN=20210305080001000;${head}Flag=5;CP=&&DataTime=20210305080100;w01018-Rtd=2&&`)
    expect(await send(odd, next)).toMatchObject({
      rows: [row('2021-03-05T08:01:00', { 'w01018-Rtd': 2 })],
      refused: ['unstorable'],
    })
    await until(() => device.answers.length === 1)
  })

  test.each([
    ['1970', '19700101080000', ['no-time']],
    ['year 9999', '99991231235959', ['no-time']],
    ['no such day', '20210231080000', ['no-time']],
  ])('a time that cannot be, %s, is listed with its reason', async (_name, time, refused) => {
    const bytes = frame(`QN=20210305080001000;${head}Flag=5;CP=&&DataTime=${time};w01018-Rtd=2&&`)
    expect(await send(bytes)).toMatchObject({ rows: [], refused })
  })

  test('a year that has no partition gets one', async () => {
    const bytes = frame(`QN=20080305080001000;${head}Flag=5;CP=&&DataTime=20080305080000;w01018-Rtd=2&&`)
    expect(await send(bytes)).toMatchObject({
      rows: [row('2008-03-05T08:00:00', { 'w01018-Rtd': 2 })],
      refused: [],
    })
  })
})
