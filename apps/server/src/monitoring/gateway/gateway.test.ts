import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect as connectSocket, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls } from 'node:tls'
import { crcModbus, encodePacket, formatCrc, PacketDecoder, type PacketInput } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { replayPackets } from './replay-packets.ts'
import { unpackRaw } from './raw-packets.ts'
import { startGateway, type Gateway } from './start-gateway.ts'
import '../tables.ts'
import './tables.ts'
import { oneOutlet } from './testing/one-outlet.ts'

const mn = 'A110000000000000000001'
let database: TestDatabase
let gateway: Gateway
const sockets: Socket[] = []

beforeAll(async () => {
  database = await testDatabase()
  await oneOutlet(database.db, mn)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query(
    'truncate observations, observation_revisions, quarantine, raw_packets, assessment_dirty',
  )
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await gateway.stop()
})

const upload = (change: Partial<PacketInput> & { time?: string; cod?: string } = {}): Uint8Array => {
  const { time = '20210305080000', cod = '35.5', ...rest } = change
  return encodePacket({
    qn: '20210305080001000',
    st: '32',
    cn: '2061',
    pw: '123456',
    mn,
    flag: 5,
    area: [
      [{ name: 'DataTime', text: time }],
      [
        { name: 'w01018-Avg', text: cod },
        { name: 'w01018-Flag', text: 'N' },
      ],
      [
        { name: 'w21003-Avg', text: '1.2' },
        { name: 'w21003-Flag', text: 'D' },
      ],
    ],
    ...rest,
  })
}

/** A connection that gathers the commands it is answered with. */
const open = async () => {
  const socket = connectSocket(gateway.port, '127.0.0.1')
  sockets.push(socket)
  const decoder = new PacketDecoder()
  const answers: string[] = []
  socket.on('data', (chunk) => {
    for (const event of decoder.push(chunk)) if (event.kind === 'packet') answers.push(event.packet.cn ?? '')
  })
  await new Promise((resolve) => socket.once('connect', resolve))
  return { socket, answers }
}
const rows = async () =>
  (await sql`select resolution, at, values, flags from observations order by at`.execute(database.db)).rows
const count = async (table: string) =>
  Number((await database.pool.query<{ n: number }>(`select count(*) as n from ${table}`)).rows[0]?.n)

describe('a packet is a row', () => {
  test('it is answered, and then it is there: the hour at its end, the fault flag kept', async () => {
    const { socket, answers } = await open()
    socket.write(upload())
    await until(() => answers.length > 0)
    expect(answers).toEqual(['9014'])
    expect(await rows()).toEqual([
      { resolution: 'h', at: new Date('2021-03-05T01:00:00Z'), values: [35.5, 1.2], flags: '.D' },
    ])
    await until(async () => (await count('assessment_dirty')) === 1)
    expect((await sql`select day from assessment_dirty`.execute(database.db)).rows).toEqual([
      { day: '2021-03-05' },
    ])
  })

  test('cut anywhere, sent twice, late and out of order: each hour once', async () => {
    const { socket, answers } = await open()
    const stream = Buffer.concat([
      upload({ time: '20210305090000' }),
      upload(),
      Buffer.from('garbage'),
      upload(),
    ])
    for (let i = 0; i < stream.length; i += 7) {
      socket.write(stream.subarray(i, i + 7))
      if (i % 70 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await until(() => answers.length === 3)
    expect(await rows()).toHaveLength(2)
    expect(await count('observation_revisions')).toBe(0)
    expect(gateway.counts.rejectedBytes).toBe(7)
  })

  test('a corrected value keeps its former one', async () => {
    const { socket, answers } = await open()
    socket.write(upload())
    await until(() => answers.length === 1)
    socket.write(upload({ cod: '36' }))
    await until(() => answers.length === 2)
    expect(await rows()).toMatchObject([{ values: [36, 1.2] }])
    expect((await sql`select values from observation_revisions`.execute(database.db)).rows).toEqual([
      { values: [35.5, 1.2] },
    ])
  })

  test('what came is kept as it came', async () => {
    const { socket, answers } = await open()
    const bytes = upload()
    socket.write(bytes)
    await until(() => answers.length > 0)
    const raw = await database.db.selectFrom('raw_packets').selectAll().executeTakeFirstOrThrow()
    expect(raw.mns).toEqual([mn])
    const [packet] = await unpackRaw(raw.body)
    expect(Buffer.from(packet?.raw ?? []).toString()).toBe(Buffer.from(bytes).toString().trimEnd())
  })
})

describe('who may not send is not answered, and is listed', () => {
  test.each([
    ['an unknown MN', upload({ mn: 'B2' }), 'unknown-mn'],
    ['a wrong password', upload({ pw: '000000' }), 'wrong-password'],
    ['no time', upload({ time: 'noon' }), 'no-time'],
    ['a clock that was lost', upload({ time: '19700101080000' }), 'no-time'],
    ['a clock far ahead', upload({ time: '20990101080000' }), 'no-time'],
  ])('%s', async (_name, bytes, reason) => {
    const { socket, answers } = await open()
    socket.write(bytes)
    await until(async () => (await count('quarantine')) === 1)
    expect((await sql`select reason, packets from quarantine`.execute(database.db)).rows).toEqual([
      { reason, packets: 1 },
    ])
    expect(await count('observations')).toBe(0)
    // a record without its time is kept and listed; the device has done its duty
    expect(answers).toEqual(reason === 'no-time' ? ['9014'] : [])
  })

  test('the CRC of MODBUS is taken only where the device may use it', async () => {
    const text = Buffer.from(upload()).toString('latin1').trimEnd()
    const segment = text.slice(6, -4)
    const modbus = `${text.slice(0, -4)}${formatCrc(crcModbus(Buffer.from(segment, 'latin1')))}\r\n`
    const first = await open()
    first.socket.write(modbus)
    await until(() => gateway.counts.rejectedRanges === 1)
    expect(await count('observations')).toBe(0)
    await sql`update devices set accept_modbus_crc = true`.execute(database.db)
    await gateway.stop()
    gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
    const second = await open()
    second.socket.write(modbus)
    await until(() => second.answers.length === 1)
    await sql`update devices set accept_modbus_crc = false`.execute(database.db)
  })
})

test('while the database is away nothing is answered, and nothing is lost', async () => {
  await sql`alter table observations rename to observations_away`.execute(database.db)
  const { socket, answers } = await open()
  socket.write(upload())
  await until(() => gateway.counts.retries > 0)
  expect(answers).toEqual([])
  await sql`alter table observations_away rename to observations`.execute(database.db)
  await until(() => answers.length === 1)
  expect(await rows()).toHaveLength(1)
})

test('a packet that the database cannot hold is set apart; those beside it are stored', async () => {
  await sql`alter table observations add constraint trial check (values[1] <> 666)`.execute(database.db)
  const { socket, answers } = await open()
  socket.write(
    Buffer.concat([
      upload({ time: '20210305080000' }),
      upload({ time: '20210305090000', cod: '666' }),
      upload({ time: '20210305100000' }),
    ]),
  )
  await until(() => answers.length === 3)
  expect(await rows()).toHaveLength(2)
  expect((await sql`select reason from quarantine`.execute(database.db)).rows).toEqual([
    { reason: 'unstorable' },
  ])
  await sql`alter table observations drop constraint trial`.execute(database.db)
})

test('a device accepted later may send, and what it sent before can be replayed', async () => {
  const { socket } = await open()
  socket.write(upload({ mn: 'C3' }))
  await until(async () => (await count('quarantine')) === 1)
  await sql`insert into devices (mn, site_id, password, registered_by) values ('C3', 1, '123456', 'test')`.execute(
    database.db,
  )
  const times = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) }
  expect(await replayPackets(database.db, { ...times, dryRun: true })).toMatchObject({
    packets: 1,
    rows: 1,
    written: 0,
  })
  expect(await count('observations')).toBe(0)
  expect(await replayPackets(database.db, { ...times, mn: 'C3', dryRun: false })).toMatchObject({
    written: 1,
  })
  await replayPackets(database.db, { ...times, dryRun: false })
  expect(await count('observations')).toBe(1)
  expect(await count('observation_revisions')).toBe(0)
})

test('a sender that is too quick is slowed down, not cut off', async () => {
  await gateway.stop()
  const connection = { packetsPerSecond: 20, burst: 5 }
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined, connection })
  const { socket, answers } = await open()
  const packets = Array.from({ length: 30 }, (_, i) =>
    upload({ time: `2021030508${String(i).padStart(2, '0')}00`, cn: '2051' }),
  )
  socket.write(Buffer.concat(packets))
  await until(() => answers.length === 30)
  expect(gateway.counts.limited).toBeGreaterThan(0)
})

test('a silent connection is closed; half a packet does not hold what follows', async () => {
  await gateway.stop()
  const connection = { idleMs: 3000, unfinishedMs: 100 }
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined, connection })
  const { socket, answers } = await open()
  socket.write(upload().subarray(0, 50))
  await new Promise((resolve) => setTimeout(resolve, 250))
  socket.write(upload())
  await until(() => answers.length === 1)
  await until(() => gateway.counts.connections === 0)
})

const tool = 'openssl'
const openssl = spawnSync(tool, ['version']).status === 0
test.skipIf(!openssl)('the same over TLS (needs openssl for a certificate)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const how = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost']
  spawnSync(tool, [...how, '-keyout', key, '-out', cert])
  const pems = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') }
  await gateway.stop()
  gateway = await startGateway(database.db, {
    host: '127.0.0.1',
    port: 0,
    tls: { port: 0, ...pems },
    log: () => undefined,
  })
  const socket = connectTls({
    port: gateway.tlsPort ?? 0,
    host: '127.0.0.1',
    ca: pems.cert,
    checkServerIdentity: () => undefined,
  })
  sockets.push(socket)
  socket.write(upload())
  await until(async () => (await count('observations')) === 1)
  await rm(folder, { recursive: true })
})

test('a heartbeat is answered and stores nothing', async () => {
  const { socket, answers } = await open()
  socket.write(upload({ cn: '9015', area: [] }))
  await until(() => answers.length === 1)
  expect(await count('observations')).toBe(0)
})
