import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { importWorld, wide } from './testing/import-world.ts'

const world = importWorld()
const { take, stored } = world

describe('import again', () => {
  test('changes nothing', async () => {
    await take(wide)
    const before = await sql`select * from observations order by site_id, at`.execute(world.db)
    expect(await take(wide)).toMatchObject({ status: 'done', inserted: 0, changed: 0, unchanged: 3 })
    expect((await sql`select * from observations order by site_id, at`.execute(world.db)).rows).toEqual(
      before.rows,
    )
    expect((await sql`select * from observation_revisions`.execute(world.db)).rows).toEqual([])
  })

  test('a changed value keeps its former one, with the time of the change', async () => {
    await take(wide)
    const result = await take(wide.replace('35,60', '33,60'))
    expect(result).toMatchObject({ inserted: 0, changed: 1, unchanged: 2 })
    const { rows } = await sql<{
      values: number[]
      replaced_at: Date
    }>`select * from observation_revisions`.execute(world.db)
    expect(rows).toMatchObject([{ values: [35, 60, null, null, 0.8] }])
    expect(rows[0]!.replaced_at.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect((await stored())[0]).toBe('A1 h 2021-03-04T23:00 33,60,null,null,0.8')
  })

  test('a file with fewer pollutants leaves the others; a named absence replaces a number', async () => {
    await take(wide)
    expect(await take('site,time,PM2.5\nA1,2021-03-05 07:00,35\n')).toMatchObject({
      changed: 0,
      unchanged: 1,
    })
    expect(await take('site,time,O3_8h\nA1,2021-03-05 07:00,99\n')).toMatchObject({ changed: 1 })
    expect(await take('site,time,pollutant,value,flag\nA1,2021-03-05 07:00,PM10,,X\n')).toMatchObject({
      changed: 1,
    })
    expect((await stored())[0]).toBe('A1 h 2021-03-04T23:00 35,null,null,null,0.8,null,99 .X--.-.')
  })

  test('real values replace simulated ones whole; simulated ones never touch real ones', async () => {
    await take('site,time,PM2.5,CO\nA1,2021-03-05 07:00,1,1\nA1,2021-03-05 08:00,2,1\n', { simulated: true })
    const real = 'site,time,PM2.5,CO\nA1,2021-03-05 07:00,35,\nA1,2021-03-05 08:00,2,1\n'
    expect(await take(real)).toMatchObject({ changed: 2 })
    expect(await stored()).toEqual(['A1 h 2021-03-04T23:00 35', 'A1 h 2021-03-05T00:00 2,null,null,null,1'])
    const again = await take('site,time,PM2.5,CO\nA1,2021-03-05 07:00,1,1\n', { simulated: true })
    expect(again).toMatchObject({ inserted: 0, changed: 0, unchanged: 1 })
    const { rows } = await sql<{ n: number }>`select count(*) as n from observations where simulated`.execute(
      world.db,
    )
    expect(rows[0]?.n).toBe(0)
  })

  test('new hours beside known ones are inserted', async () => {
    await take(wide)
    const more = `${wide}A1,2021-03-05 09:00,40,50,1\n`
    expect(await take(more)).toMatchObject({ inserted: 1, changed: 0, unchanged: 3 })
  })
})

describe('files larger than a batch', () => {
  const rows = (values: (hour: number) => string) =>
    Array.from(
      { length: 60 },
      (_, hour) => `A1,2021-03-0${1 + Math.floor(hour / 24)} ${hour % 24}:00,${values(hour)}`,
    )

  test('a wide file is written batch by batch, also over what is there', async () => {
    const csv = `site,time,PM2.5\n${rows((hour) => String(hour)).join('\n')}\n`
    expect(await take(csv, { batchSize: 7 })).toMatchObject({ inserted: 60, unchanged: 0 })
    expect(await take(csv, { batchSize: 7 })).toMatchObject({ inserted: 0, unchanged: 60 })
    expect(await take(csv.replace(':00,59', ':00,58'), { batchSize: 7 })).toMatchObject({
      changed: 1,
      unchanged: 59,
    })
  })

  test('a long file whose pollutants stand far apart still makes one observation per hour', async () => {
    const part = (pollutant: string) => rows((hour) => `${pollutant},${hour + 1}`).join('\n')
    const csv = `site,time,pollutant,value\n${part('PM2.5')}\n${part('CO')}\n${part('O3')}\n`
    expect(await take(csv, { batchSize: 2 })).toMatchObject({
      status: 'done',
      rows: 180,
      accepted: 180,
      inserted: 60,
      changed: 0,
    })
    expect((await stored())[0]).toBe('A1 h 2021-02-28T16:00 1,null,null,null,1,1')
    expect(await stored()).toHaveLength(60)
    expect(await take(csv, { batchSize: 2 })).toMatchObject({ inserted: 0, changed: 0 })
  })

  test('a contradiction between far rows of a long file is found too', async () => {
    const part = rows((hour) => `CO,${hour + 1}`).join('\n')
    const csv = `site,time,pollutant,value\n${part}\nA1,2021-03-01 0:00,CO,99\n`
    const result = await take(csv, { batchSize: 2, mode: 'skip-and-report' })
    expect(result).toMatchObject({
      status: 'done',
      rows: 61,
      accepted: 60,
      rejected: 1,
      inserted: 60,
      changed: 0,
    })
    expect(result.problems).toMatchObject([
      { line: 62, reason: { en: 'the same site and time as an earlier line, with another value' } },
    ])
    expect((await stored())[0]).toBe('A1 h 2021-02-28T16:00 null,null,null,null,1')
    expect(await take(csv, { batchSize: 2 })).toMatchObject({ status: 'refused' })
  })
})
