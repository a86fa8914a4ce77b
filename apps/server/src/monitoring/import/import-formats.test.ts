import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { importWorld, wide } from './testing/import-world.ts'

const world = importWorld()
const { take, stored } = world

describe('formats', () => {
  test('a wide table: China Standard Time becomes UTC, an absent value is null', async () => {
    const result = await take(wide)
    expect(result).toMatchObject({
      status: 'done',
      mapping: 'wide',
      rows: 3,
      accepted: 3,
      rejected: 0,
      inserted: 3,
      changed: 0,
      unchanged: 0,
    })
    expect(await stored()).toEqual([
      'A1 h 2021-03-04T23:00 35,60,null,null,0.8',
      'A1 h 2021-03-05T00:00 36,null,null,null,0.9',
      'A2 h 2021-03-04T23:00 20,30,null,null,0.5',
    ])
  })

  test('a long table: rows of one site and time make one observation, however far apart', async () => {
    const csv = [
      'site,time,pollutant,value,flag',
      'A1,2021-03-05 07:00,PM2.5,35,N',
      'A2,2021-03-05 07:00,PM2.5,20,N',
      'W1,2021-03-05,氨氮,0.5,',
      'A1,2021-03-05 07:00,CO,0.8,',
      'A1,2021-03-05 07:00,SO2,,D',
      'A1,2021-03-05 07:00,a34002,99,C',
    ].join('\n')
    const result = await take(csv)
    expect(result).toMatchObject({ status: 'done', mapping: 'long', rows: 6, accepted: 6, inserted: 3 })
    expect(await stored()).toEqual([
      'A1 h 2021-03-04T23:00 35,99,null,null,0.8 .CD-.',
      'A2 h 2021-03-04T23:00 20',
      'W1 s 2021-03-04T16:00 null,null,null,null,null,null,0.5',
    ])
  })

  test('Chinese headers with units in GB18030, a tab between the cells', async () => {
    const gb = Buffer.concat([
      Buffer.from([0xd5, 0xbe, 0xb5, 0xe3, 0x09, 0xca, 0xb1, 0xbc, 0xe4, 0x09]), // 站点 时间
      Buffer.from('PM2.5(ug/m3)\tCO(ug/m3)\n'),
      Buffer.from([0xb6, 0xab, 0xd5, 0xbe]), // 东站
      Buffer.from('\t2021/3/5 7:00\t35\t812\n'),
    ])
    expect(await take(gb)).toMatchObject({ status: 'done', inserted: 1 })
    expect(await stored()).toEqual(['A1 h 2021-03-04T23:00 35,null,null,null,0.812'])
  })

  test('date and hour in two columns, an alias, a value below detection, an hour 24', async () => {
    await take('日期,小时,站点名称,PM2.5,SO2\n2021-03-05,24,老东站,12,<3\n')
    expect(await stored()).toEqual(['A1 h 2021-03-05T16:00 12,null,3 .-<'])
  })

  test.each([
    ['2021-03-05', 'A1 d 2021-03-04T16:00'],
    ['2021-03', 'A1 m 2021-02-28T16:00'],
    ['20210305070000', 'A1 h 2021-03-04T23:00'],
    ['2021-03-05 07:30', 'A1 i 2021-03-04T23:30'],
    ['2021年3月5日 7时', 'A1 h 2021-03-04T23:00'],
    ['2021-03-05T07:00:00Z', 'A1 h 2021-03-05T07:00'],
  ])('the form of the time %s tells its resolution', async (time, expected) => {
    await take(`site,time,PM2.5\nA1,${time},35\n`)
    expect(await stored()).toEqual([`${expected} 35`])
  })

  test('in a table of days, the 8 h ozone is the maximum of the day', async () => {
    await take('site,time,PM2.5,O3_8h\nA1,2021-03-05,35,160\n')
    expect(await stored()).toEqual(['A1 d 2021-03-04T16:00 35,null,null,null,null,null,null,160'])
  })

  test.each([
    ['断面,年,月,氨氮,总磷\n大桥,2021,3,0.5,0.1\n', 'W1 m 2021-02-28T16:00'],
    ['断面,年,月,日,氨氮,总磷\n大桥,2021年,3月,5日,0.5,0.1\n', 'W1 s 2021-03-04T16:00'],
    ['站点,年,月,日,时,PM10,PM2.5\n东站,2021,3,5,24,0.5,0.1\n', 'A1 h 2021-03-05T16:00'],
    ['站点,时间,浓度,\n,,PM2.5,PM10\n,,μg/m³,μg/m³\n东站,2021-03-05 07:00,35,60\n', 'A1 h 2021-03-04T23:00'],
    [
      'location,datetimeLocal,parameter,value,unit\nA1,2021-03-05T07:00:00+08:00,pm25,35,µg/m³\n',
      'A1 h 2021-03-04T23:00',
    ],
  ])(
    'reads the parts of a time from columns of their own, and a header over two lines: %j',
    async (csv, head) => {
      await take(csv)
      expect(await stored()).toEqual([expect.stringContaining(head)])
    },
  )

  test('years without a partition get one', async () => {
    await take('site,time,PM2.5\nA1,1999-12-31 23:00,1\nA1,2041-01-01 12:00,2\n', { simulated: true })
    expect(await stored()).toHaveLength(2)
  })

  test('the days that must be assessed anew: the hour that ends at midnight belongs to the day before', async () => {
    await take('site,time,PM2.5\nA1,2021-03-05 00:00,35\nA1,2021-03-05 01:00,36\n')
    const { rows } = await sql<{ day: string }>`select day from assessment_dirty order by day`.execute(
      world.db,
    )
    expect(rows.map((row) => row.day)).toEqual(['2021-03-04', '2021-03-05'])
  })
})
