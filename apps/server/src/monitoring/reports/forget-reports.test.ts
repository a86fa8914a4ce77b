import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readGatewaySettings } from '../../config.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { forgetOldReports } from './forget-reports.ts'
import { oneOutlet } from '../gateway/testing/one-outlet.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await oneOutlet(database.db, 'L1')
})
afterAll(() => database.close())

/** What came so many days ago, told of any time. */
const keep = (item: string, count: number, days: number, at: string) =>
  sql`
    insert into device_reports (mn, site_id, at, cn, subject, item, value, received_at)
    select 'L1', 1, ${at}, '3020', 'w01018', ${item}, n::text, now() - make_interval(secs => ${days * 86_400})
    from generate_series(1, ${count}) as n`.execute(database.db)

test('what came longer ago than the setting goes, in pieces, whatever time it names', async () => {
  await keep('old', 25, 30.1, '2099-01-01')
  await keep('kept', 3, 29.9, '2004-01-01')
  expect(await forgetOldReports(database.db, 30, 10)).toBe(25)
  const { rows } = await sql`select item, count(*) from device_reports group by item`.execute(database.db)
  expect(rows).toEqual([{ item: 'kept', count: 3 }])
  expect(await forgetOldReports(database.db, 30, 10)).toBe(0)
})

test('a whole last piece is no reason to stop before it', async () => {
  await keep('old', 20, 31, '2026-01-01')
  expect(await forgetOldReports(database.db, 30, 10)).toBe(20)
})

test('how long it is kept is a setting of its own', () => {
  const port = { QINGLAN_GATEWAY_PORT: '0' }
  expect(readGatewaySettings(port)).toMatchObject({ rawDays: 400, reportDays: 400 })
  expect(readGatewaySettings({ ...port, QINGLAN_GATEWAY_REPORT_DAYS: '1100' })).toMatchObject({
    rawDays: 400,
    reportDays: 1100,
  })
  for (const wrong of ['-1', 'a year', '0', '1e9']) {
    expect(() => readGatewaySettings({ ...port, QINGLAN_GATEWAY_REPORT_DAYS: wrong })).toThrow('REPORT_DAYS')
  }
})
