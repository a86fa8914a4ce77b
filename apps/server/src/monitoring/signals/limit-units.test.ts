import type { SiteLimit } from '@qinglan/contract'
import { dayStart } from '@qinglan/periods'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { ObservationStore } from '../gateway/observation-store.ts'
import { monthQuality } from '../quality/month-quality.ts'
import { qualityXlsx } from '../quality/quality-xlsx.ts'
import { yearCompliance } from '../quality/year-compliance.ts'
import { sayUnit } from '../units/device-units.ts'
import { bundledRules, type SignalRules } from './compile-rules.ts'
import { lookAtArrivals } from './signal-worker.ts'
import { listLimits, saveLimits } from './site-limits.ts'
import '../tables.ts'

const hourMs = 3_600_000
const from = dayStart('2026-03-01')
const gas = 'a21026'
const dust = 'a34001'

let database: TestDatabase
let rules: SignalRules
let site: number
beforeAll(async () => {
  database = await testDatabase()
  rules = await bundledRules()
})
afterAll(() => database.close())
beforeEach(async () => {
  await sql`truncate sites, observations, observation_revisions cascade`.execute(database.db)
  const { rows } = await sql<{ id: number }>`
    insert into sites (code, kind, name_zh, name_en) values ('P1', 'source-outlet', 'P1', 'P1') returning id`.execute(
    database.db,
  )
  site = rows[0]?.id ?? 0
})

const limitOf = (factor: string, high: number | null, unit?: string | null): SiteLimit => ({
  factor,
  low: null,
  high,
  rangeLow: null,
  rangeHigh: null,
  source: '',
  ...(unit === undefined ? {} : { unit }),
})
const save = (...limits: SiteLimit[]) => saveLimits(database.db, String(site), limits)

/** Hours of a device from an instant on, as it sends them; `unit` is what stands in the layout. */
async function send(
  factor: string,
  values: readonly number[],
  { unit = 'mg/m³', statistic = 'Avg', start = from } = {},
): Promise<void> {
  const rows = values.map((value, i) => ({
    siteId: site,
    resolution: 'h' as const,
    epochMs: start + (i + 1) * hourMs,
    channels: [{ factor, statistic, unit }],
    layout: `hj212:${factor}-${statistic} ${unit}`,
    values: [value],
    flags: null,
  }))
  await database.db.transaction().execute((trx) => new ObservationStore().write(trx, rows))
  while ((await database.db.transaction().execute((trx) => lookAtArrivals(trx, rules))) > 0);
}

async function exceeded() {
  const { rows } = await sql<{ value: number; high: number }>`
    select value, high from exceedances where site_id = ${site} order by at`.execute(database.db)
  return rows.map(({ value, high }) => [value, high])
}

const sends = (factor: string, unit: string) => sayUnit(database.db, site, factor, unit, 'engineer')

describe('an hour mean against a limit with its unit', () => {
  test('0.5 mg/m³ is 500 µg/m³: the boundary keeps it, 500.1 is over', async () => {
    await sends(gas, 'µg/m³')
    await save(limitOf(gas, 0.5, 'mg/m³'))
    await send(gas, [499.9, 500, 500.1, 0.6])
    expect(await exceeded()).toEqual([[500.1, 500]])
    const { rows } = await sql<{
      detail: object
    }>`select detail from alarms where rule = 'over-limit'`.execute(database.db)
    expect(rows).toMatchObject([{ detail: { high: 500, unit: 'µg/m³' } }])
  })

  test('the other way, 500 µg/m³ against mg/m³', async () => {
    await save(limitOf(gas, 500, 'ug/m3'))
    await send(gas, [0.5, 0.5001])
    expect(await exceeded()).toEqual([[0.5001, 0.5]])
  })

  test('a limit whose thousandfold is no round number in binary', async () => {
    await sends(gas, 'µg/m³')
    await save(limitOf(gas, 0.07, 'mg/m³'))
    await send(gas, [70, 70.01])
    expect(await exceeded()).toEqual([[70.01, 70]])
  })

  test('a lower limit, and the degrees of twice and three times', async () => {
    await sends(gas, 'µg/m³')
    await save({ ...limitOf(gas, 0.5, 'mg/m³'), low: 0.1 })
    await send(gas, [99.9, 100, 999, 1000, 1500])
    expect((await exceeded()).map(([value]) => value)).toEqual([99.9, 999, 1000, 1500])
    const { rows } = await sql<{ severity: number }>`select severity from alarms order by began_at`.execute(
      database.db,
    )
    expect(rows.at(-1)).toEqual({ severity: 3 })
  })

  test('a channel that names a unit of its own is brought into that of the site', async () => {
    await save(limitOf(gas, 0.5, 'mg/m³'))
    await send(gas, [500, 500.1], { unit: 'µg/m³' })
    expect(await exceeded()).toEqual([[0.5001, 0.5]])
  })

  test('a converted mean of flue gas likewise', async () => {
    await sends(gas, 'µg/m³')
    await save(limitOf(gas, 0.5, 'mg/m³'))
    await send(gas, [500, 501], { statistic: 'ZsAvg' })
    expect(await exceeded()).toEqual([[501, 500]])
  })
})

describe('a limit without a unit judges the numbers as they come', () => {
  test.each([
    ['in the unit of the table', gas, undefined],
    ['in another unit', gas, 'µg/m³'],
    ['in a unit that is in doubt', dust, undefined],
  ])('%s', async (_, factor, unit) => {
    if (unit !== undefined) await sends(factor, unit)
    await save(limitOf(factor, 0.5))
    await send(factor, [0.5, 0.51])
    expect(await exceeded()).toEqual([[0.51, 0.5]])
    const { rows } = await sql<{ detail: object }>`select detail from alarms`.execute(database.db)
    expect(rows[0]?.detail).not.toHaveProperty('unit')
  })
})

describe('while the unit of the factor is in doubt', () => {
  test('the limit judges nothing and says so; once the unit is said it counts', async () => {
    const saved = await save(limitOf(dust, 0.5, 'mg/m³'))
    expect(saved).toMatchObject([{ unit: 'mg/m³', high: 0.5, inDoubt: true, asSent: null, asShown: null }])
    await send(dust, [0.4, 5, 5000], { unit: 'ng/m³' })
    expect(await exceeded()).toEqual([])
    await sends(dust, 'µg/m³')
    expect(await listLimits(database.db, String(site))).toMatchObject([
      {
        inDoubt: false,
        asSent: { unit: 'µg/m³', low: null, high: 500 },
        asShown: { factor: 'TSP', high: 500 },
      },
    ])
    await send(dust, [500, 501], { unit: 'ng/m³', start: from + 24 * hourMs })
    expect((await exceeded()).at(-1)).toEqual([501, 500])
  })

  test('the quality of the month says that limit and range do not count', async () => {
    await save({ ...limitOf(dust, 0.5, 'mg/m³'), rangeHigh: 10 })
    await send(dust, [600, 20_000], { unit: 'ng/m³' })
    const now = from + 2 * hourMs
    const before = await monthQuality(database.db, '2026-03', now)
    expect(before).toMatchObject([
      { factor: dust, limitInDoubt: true, outOfRangeHours: 0, exceededHours: 0, validHours: 2 },
    ])
    expect((await qualityXlsx(before, 'zh')).length).toBeGreaterThan(0)
    await sends(dust, 'µg/m³')
    expect(await monthQuality(database.db, '2026-03', now)).toMatchObject([
      { limitInDoubt: false, outOfRangeHours: 1, exceededHours: 1, validHours: 1 },
    ])
  })

  test('no day of the year is compliant', async () => {
    await save(limitOf(dust, 0.5, 'mg/m³'))
    await send(dust, Array<number>(24).fill(400), { unit: 'ng/m³' })
    const year = async () => (await yearCompliance(database.db, 2026, from + 24 * hourMs))[0]
    expect(await year()).toMatchObject({ inDoubt: [dust], compliantDays: 0, validDays: 0, share: null })
    await sends(dust, 'µg/m³')
    expect(await year()).toMatchObject({ inDoubt: [], compliantDays: 1, share: 1 })
  })
})

test('days of a year are held against a limit in its unit', async () => {
  await sends(gas, 'µg/m³')
  await save(limitOf(gas, 0.5, 'mg/m³'))
  await send(gas, [...Array<number>(24).fill(500), ...Array<number>(24).fill(500.1)])
  const [row] = await yearCompliance(database.db, 2026, from + 48 * hourMs)
  expect(row).toMatchObject({
    compliantDays: 1,
    exceededDays: [{ day: '2026-03-02', factor: gas, high: 500, unit: 'µg/m³' }],
  })
})

describe('a unit is refused at entry where it cannot be one of the factor', () => {
  test.each([
    [gas, 'ppb'],
    [gas, 'mg/L'],
    ['w01018', 'mg/m³'],
    ['w01001', 'mg/L'],
    ['SB1', 'mg/m³'],
  ])('%s in %s', async (factor, unit) => {
    await save(limitOf(factor, 1))
    await expect(save(limitOf(factor, 2, unit))).rejects.toMatchObject({
      code: 'bad-input',
      bilingual: { en: expect.stringContaining(unit) },
    })
    expect(await listLimits(database.db, String(site))).toMatchObject([{ high: 1 }])
  })

  test('what was read may be saved again', async () => {
    const saved = await save(limitOf(gas, 0.5, 'MG/m3'), limitOf('w01018', 50))
    expect(saved).toMatchObject([
      { unit: 'mg/m³', asSent: { unit: 'mg/m³', high: 0.5 }, asShown: { factor: 'SO2', high: 500 } },
      { unit: null, asSent: { unit: 'mg/L', high: 50 }, asShown: { factor: 'COD', high: 50 } },
    ])
    expect(await save(...saved)).toEqual(saved)
  })
})
