import { describe, expect, test } from 'vitest'
import { importWorld } from './testing/import-world.ts'

const { take, stored } = importWorld()
const newSites = { regionId: undefined }
const lines = (...rows: string[]) => `${rows.join('\n')}\n`

describe('files as other cities write them', () => {
  test.each<readonly [name: string, csv: string | Buffer, expected: readonly string[]]>([
    [
      'byte order mark, CRLF, Chinese headers with units, dashes for no value',
      '\uFEFF站点,监测时间,PM2.5(μg/m³),PM10(μg/m³),二氧化硫,NO₂(μg/m³),一氧化碳(mg/m³),臭氧\r\n滨湖,2023/1/5 8:00,35,60,8,40,0.8,50\r\n滨湖,2023/1/5 9:00,—,-,NA,41,0.9,51\r\n',
      ['滨湖 h 2023-01-05T00:00 35,60,8,40,0.8,50', '滨湖 h 2023-01-05T01:00 null,null,null,41,0.9,51'],
    ],
    [
      'GB18030, semicolons, date and hour apart, hour 24',
      Buffer.concat([
        Buffer.from([0xb5, 0xe3, 0xce, 0xbb, 0xc3, 0xfb, 0xb3, 0xc6]), // 点位名称
        Buffer.from(';'),
        Buffer.from([0xc8, 0xd5, 0xc6, 0xda]), // 日期
        Buffer.from(';'),
        Buffer.from([0xd0, 0xa1, 0xca, 0xb1]), // 小时
        Buffer.from(';pm25;co\nLuyang;20230105;24;35;0.8\nLuyang;20230105;1;36;0.9\n'),
      ]),
      ['Luyang h 2023-01-04T17:00 36,null,null,null,0.9', 'Luyang h 2023-01-05T16:00 35,null,null,null,0.8'],
    ],
    [
      'tabs, times without marks, thousands, µg of CO',
      lines(
        '站点编码\t站点名称\t数据时间\tPM2.5\tPM10\tCO(μg/m3)',
        'T1\t天河\t20230105080000\t35\t"1,060"\t812',
        'T1\t天河\t2023010509\t36\t60\t900',
      ),
      ['T1 h 2023-01-05T00:00 35,1060,null,null,0.812', 'T1 h 2023-01-05T01:00 36,60,null,null,0.9'],
    ],
    [
      'quoted cells, times with offsets',
      lines(
        '"site","time","PM2.5"',
        '"A,1","2023-01-05T08:00:00+08:00","35"',
        '"B ""b""","2023-01-05T01:00:00Z","1,234"',
      ),
      ['A,1 h 2023-01-05T00:00 35', 'B "b" h 2023-01-05T01:00 1234'],
    ],
    [
      'long water results below detection, in several units',
      lines(
        '断面名称,采样时间,监测项目,监测结果,单位',
        '三江口,2023-01-05,氨氮,0.025L,mg/L',
        '三江口,2023-01-05,总磷(以P计),50,μg/L',
        '三江口,2023-01-05,pH值,7.5,无量纲',
        '三江口,2023-01-05,溶解氧,＜0.2,mg/L',
        '三江口,2023-01-05,透明度,0.5,m',
      ),
      // WT PH DO … NH3N TP … SD
      [
        `三江口 s 2023-01-04T16:00 null,7.5,0.2,null,null,null,0.025,0.05,${'null,'.repeat(20)}50 -.<---<.--------------------.`,
      ],
    ],
    [
      'a month of a section',
      lines(
        '断面名称,监测月份,溶解氧(mg/L),氨氮(mg/L)',
        '望江桥,2023年1月,9.8,0.31',
        '望江桥,202302,9.1,0.4',
      ),
      [
        '望江桥 m 2022-12-31T16:00 null,null,9.8,null,null,null,0.31',
        '望江桥 m 2023-01-31T16:00 null,null,9.1,null,null,null,0.4',
      ],
    ],
    [
      'days counted by a spreadsheet',
      lines('site_code,datetime,PM2.5', 'X1,44931.3333333333,35', 'X1,44931.375,36', 'X1,44931.4167,37'),
      ['X1 h 2023-01-05T00:00 35', 'X1 h 2023-01-05T01:00 36', 'X1 h 2023-01-05T02:00 37'],
    ],
    [
      'days that all say 00:00 are days',
      lines(
        '站点,日期,PM2.5,O3_8h',
        '城东,2023-01-01 00:00:00,30,90',
        '城东,2023-01-02 00:00:00,31,91',
        '城西,2023-01-01 00:00:00,32,92',
      ),
      [
        '城东 d 2022-12-31T16:00 30,null,null,null,null,null,null,90',
        '城东 d 2023-01-01T16:00 31,null,null,null,null,null,null,91',
        '城西 d 2022-12-31T16:00 32,null,null,null,null,null,null,92',
      ],
    ],
    [
      'one midnight among hours is an hour',
      lines('site,time,PM2.5', 'X1,2023-01-05 23:00,30', 'X1,2023-01-06 00:00,31'),
      ['X1 h 2023-01-05T15:00 30', 'X1 h 2023-01-05T16:00 31'],
    ],
    [
      'a title above the header, units below it',
      lines('2023年1月空气质量小时数据,,', '站点,时间,CO', ',,μg/m³', '东湖,2023-01-05 08:00,812'),
      ['东湖 h 2023-01-05T00:00 null,null,null,null,0.812'],
    ],
    [
      'a line that names the separator',
      'sep=;\nsite;time;PM2.5\nX1;2023-01-05 08:00;35\n',
      ['X1 h 2023-01-05T00:00 35'],
    ],
    [
      'stations as columns',
      lines(
        'date,hour,type,1001A,1002A',
        '20230105,8,AQI,60,61',
        '20230105,8,PM2.5,35,',
        '20230105,8,CO,0.8,0.9',
      ),
      ['1001A h 2023-01-05T00:00 35,null,null,null,0.8', '1002A h 2023-01-05T00:00 null,null,null,null,0.9'],
    ],
    [
      'one row per city',
      lines('城市,日期,AQI,质量等级,PM2.5,O3_8h', '武汉,2023-01-05,60,良,35,90'),
      ['武汉 d 2023-01-04T16:00 35,null,null,null,null,null,null,90'],
    ],
    [
      'UTF-16 with tabs',
      Buffer.from('\uFEFF站点\t时间\tPM2.5\nX9\t2023-01-05 08:00\t35\n', 'utf16le'),
      ['X9 h 2023-01-05T00:00 35'],
    ],
    [
      'a long table with date and hour apart',
      lines('监测点,日期,小时,指标,浓度', '甲,2023/1/5,8,细颗粒物,35', '甲,2023/1/5 0:00,9,细颗粒物,36'),
      ['甲 h 2023-01-05T00:00 35', '甲 h 2023-01-05T01:00 36'],
    ],
    [
      'seconds since 1970',
      lines('station_id,timestamp,o3_1h', 'E1,1672876800,50', 'E1,1672880400000,51'),
      [
        'E1 h 2023-01-05T00:00 null,null,null,null,null,50',
        'E1 h 2023-01-05T01:00 null,null,null,null,null,51',
      ],
    ],
  ])('%s', async (_, csv, expected) => {
    const result = await take(csv, { newSites })
    expect(result.problems).toEqual([])
    expect(result.status).toBe('done')
    expect(await stored()).toEqual([...expected])
  })
})

describe('what may mean two things is told, never guessed', () => {
  test.each([
    ['a comma for a decimal point', 'site,time,CO\nX1,2023-01-05 08:00,"0,8"\n', 'CO', 'decimal point'],
    [
      'thousands where commas are decimal points',
      'site;time;CO\nX1;2023-01-05 08:00;1,234\n',
      'CO',
      'decimal point',
    ],
    ['day before month', 'site,time,CO\nX1,05/01/2023 08:00,1\n', 'time', 'the year first'],
    ['a unit beside the number', 'site,time,CO\nX1,2023-01-05 08:00,1mg\n', 'CO', 'expected such as'],
    ['a number for no value', 'site,time,CO\nX1,2023-01-05 08:00,-999\n', 'CO', 'expected 0 to 200 mg/m³'],
    ['30 February', 'site,time,CO\nX1,20230230080000,1\n', 'time', 'not a time'],
  ])('%s', async (_, csv, column, reason) => {
    const result = await take(csv, { newSites })
    expect(result.problems).toMatchObject([
      { line: 2, column, reason: { en: expect.stringContaining(reason) } },
    ])
    expect(result.problems[0]!.value).not.toBe('')
    expect(await stored()).toEqual([])
  })

  test('a unit of a header that would need more than a factor refuses the file, with the column', async () => {
    await expect(take('site,time,O3(ppb),PM2.5\nX1,2023-01-05 08:00,35,20\n', { newSites })).rejects.toThrow(
      'column "O3(ppb)": the unit ppb does not fit, expected µg/m³',
    )
  })

  test('headers and items that are no measurements are passed over and named', async () => {
    const wide = await take('site,time,PM2.5,AQI,备注\nX1,2023-01-05 08:00,35,50,x\n', { newSites })
    expect(wide.unused).toEqual(['AQI', '备注'])
    const long = await take('site,time,item,value\nX1,2023-01-05 08:00,AQI,50\nX1,2023-01-05 08:00,温度,9\n')
    expect(long).toMatchObject({ status: 'done', unused: ['AQI', '温度'], inserted: 0 })
  })

  test('without the wish to enter new sites an unknown one is refused, with the way out', async () => {
    const result = await take('site,time,CO\n没有,2023-01-05 08:00,1\n')
    expect(result.problems[0]!.reason.en).toMatch(/unknown site.*--new-sites/)
    expect(
      await take('site,time,CO\n没有,2023-01-05 08:00,1\n', { newSites: { regionId: '不在' } }).catch(String),
    ).toMatch(/no region 不在/)
  })
})
