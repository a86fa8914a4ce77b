import { addDays, dayStart } from '@qinglan/periods'
import { writeTimestamp } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startGateway, type Gateway } from '../monitoring/gateway/start-gateway.ts'
import { frame, openDevice } from '../monitoring/gateway/testing/device-socket.ts'
import { deviceUnits, sayUnit } from '../monitoring/units/device-units.ts'
import { assessAnew } from '../monitoring/units/assess-anew.ts'
import { lookForUnitDoubts } from '../monitoring/units/unit-doubts.ts'
import { until } from '../testing/until.ts'
import { assessDirty } from './assess-dirty.ts'
import { assessmentWorld } from './testing/assessment-world.ts'

const world = assessmentWorld()
const { ask } = world
const mn = 'AIR0000000000000000000001'
let gateway: Gateway

beforeEach(async () => {
  await sql`insert into devices (mn, site_id, password, registered_by) select ${mn}, id, '123456', 'test' from sites where code = 'A1'`.execute(
    world.db,
  )
  gateway = await startGateway(world.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterEach(() => gateway.stop())

type OfDay = (day: number) => Readonly<Record<string, number>>

/** Sends the hours of January's days as a station's logger does, and assesses them once they are stored. */
async function send(days: number, valuesOf: OfDay): Promise<void> {
  const { socket, answers } = await openDevice(gateway.port)
  for (let hour = 0; hour < days * 24; hour++) {
    const time = writeTimestamp(dayStart('2026-01-01') + hour * 3_600_000)
    const values = Object.entries(valuesOf(Math.floor(hour / 24) + 1))
    const area = values.map(([code, value]) => `${code}-Avg=${value},${code}-Flag=N`).join(';')
    socket.write(
      frame(`QN=${time}000;ST=22;CN=2061;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${time};${area}&&`),
    )
  }
  await until(() => answers.length === days * 24)
  socket.destroy()
  await until(async () => (await sql`select 1 from assessment_dirty`.execute(world.db)).rows.length >= days)
  await assess()
}

const assess = async () => {
  while ((await assessDirty(world.db)) > 0);
}

/** The mean of the city from January's days, at the end of one of them. */
const meanOf = async (factor: string, days: number) =>
  (await ask(`air.${factor}.annual-mean`, addDays('2026-01-01', days - 1))).value

const siteId = async () =>
  (await world.db.selectFrom('sites').select('id').where('code', '=', 'A1').executeTakeFirstOrThrow()).id
const unitOf = async (factor: string) =>
  (await deviceUnits(world.db, await siteId())).find((unit) => unit.factor === factor)

async function say(factor: string, unit: string | null): Promise<void> {
  await sayUnit(world.db, await siteId(), factor, unit, 'engineer')
  await assessAnew(world.db, [await siteId()])
  await assess()
}

test('hours of an air station over HJ 212 feed the month of the city, in the units that stations send', async () => {
  await send(31, (day) => ({ a34004: day, a34002: 2 * day, a21026: 8, a21004: 30, a21005: 0.8, a05024: 60 }))
  expect(await meanOf('pm25', 31)).toBe(16)
  expect(await meanOf('pm10', 31)).toBe(32)
  expect(await meanOf('so2', 31)).toBe(8)
  expect(await meanOf('no2', 31)).toBe(30)
  expect((await ask('air.co-p95', '2026-01-31')).value).toBe(0.8)
  expect(await lookForUnitDoubts(world.db)).toBe(0)
  expect(await unitOf('a34004')).toMatchObject({
    unit: 'µg/m³',
    tableUnit: 'ng/m³',
    origin: 'ambient',
    likely: 'µg/m³',
  })
  expect(await unitOf('a21005')).toMatchObject({ unit: 'mg/m³', origin: 'table', likely: 'mg/m³' })
})

test('dust a thousandfold too little counts nowhere until an engineer says its unit, and then all of it', async () => {
  await send(3, () => ({ a34004: 0.035, a21026: 8 }))
  expect(await lookForUnitDoubts(world.db)).toBe(1)
  await assess()
  expect(await meanOf('pm25', 3)).toBeNull()
  expect(await meanOf('so2', 3)).toBe(8)
  expect(await unitOf('a34004')).toMatchObject({
    unit: null,
    origin: 'doubt',
    median: 0.035,
    likely: 'mg/m³',
  })
  await say('a34004', 'mg/m³')
  expect(await meanOf('pm25', 3)).toBe(35)
  expect(await unitOf('a34004')).toMatchObject({ unit: 'mg/m³', origin: 'said', saidBy: 'engineer' })
  expect(await lookForUnitDoubts(world.db)).toBe(0)
  await say('a34004', null)
  expect(await lookForUnitDoubts(world.db)).toBe(1)
})

test('ambient gas that says what the table prints is taken in that unit, and the page says why', async () => {
  await send(2, () => ({ a34004: 35, a21026: 0.008 }))
  expect(await lookForUnitDoubts(world.db)).toBe(1)
  await assess()
  expect(await meanOf('so2', 2)).toBe(8)
  expect(await unitOf('a21026')).toMatchObject({ unit: 'mg/m³', origin: 'values', saidBy: null })
})

test('zeros and a few values raise no doubt', async () => {
  await send(2, (day) => ({ a34004: day === 1 ? 35 : 0, a34002: 0 }))
  expect(await lookForUnitDoubts(world.db)).toBe(0)
  expect(await meanOf('pm10', 2)).toBe(0)
})

test('dust of an outlet is in doubt from its first hours, other factors are what the table says', async () => {
  await sql`update sites set kind = 'source-outlet' where code = 'A1'`.execute(world.db)
  await send(1, () => ({ a34001: 12, a21026: 8 }))
  expect(await lookForUnitDoubts(world.db)).toBe(1)
  expect(await unitOf('a34001')).toMatchObject({ unit: null, origin: 'doubt' })
  expect(await unitOf('a21026')).toMatchObject({ unit: 'mg/m³', origin: 'table' })
  expect(await lookForUnitDoubts(world.db)).toBe(0)
})
