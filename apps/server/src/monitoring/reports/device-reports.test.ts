import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readXlsx } from 'hucre/xlsx'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { replayPackets } from '../gateway/replay-packets.ts'
import { startGateway, type Gateway } from '../gateway/start-gateway.ts'
import { frame, openDevice } from '../gateway/testing/device-socket.ts'
import { oneOutlet } from '../gateway/testing/one-outlet.ts'
import { listReports } from './list-reports.ts'
import { reportsXlsx } from './reports-xlsx.ts'

const mn = '010000A8900016F000169DC0'
let database: TestDatabase
let gateway: Gateway

beforeAll(async () => {
  database = await testDatabase()
  await oneOutlet(database.db, mn)
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.pool.query('truncate device_reports, raw_packets')
  gateway = await startGateway(database.db, { host: '127.0.0.1', port: 0, log: () => undefined })
})
afterEach(() => gateway.stop())

/** Sends a packet as UTF-8 and waits for the answer that follows its commit. */
async function send(cn: string, cp: string, head = 'QN=20160801085857223;'): Promise<string> {
  const { socket, answers } = await openDevice(gateway.port)
  const flag = head === '' ? '' : 'Flag=5;'
  const segment = `${head}ST=32;CN=${cn};PW=123456;MN=${mn};${flag}CP=&&${cp}&&`
  socket.write(frame(Buffer.from(segment, 'utf8').toString('latin1')))
  if (head === '') await until(async () => (await listReports(database.db, mn, 10)).length > 0)
  else await until(() => answers.length > 0)
  socket.destroy()
  return answers[0] ?? ''
}

const told = async () =>
  (await listReports(database.db, mn, 100)).map(({ at, kind, subject, item, value, meaning }) =>
    [at.slice(0, 19), kind, subject, item, value, meaning ?? ''].join('|'),
  )

test.each([
  [
    '3020',
    'DataTime=20160801085000;PolId=w01018;i11001-Info=//清洗管路; 更换A,B//',
    ['2016-08-01T00:50:00|log|w01018|i11001|清洗管路; 更换A,B|'],
  ],
  [
    '3020',
    'DataTime=20190430101750;PolId=w01019,i12001-Info=1,i12002-Info=0;PolId=w21001,i12001-Info=2',
    [
      '2019-04-30T02:17:50|state|w01019|i12001|1|维护',
      '2019-04-30T02:17:50|state|w01019|i12002|0|正常',
      '2019-04-30T02:17:50|state|w21001|i12001|2|故障',
    ],
  ],
  [
    '3020',
    'DataTime=20160801085857;PolId=w01018;i13004-Info=168.0',
    ['2016-08-01T00:58:57|parameter|w01018|i13004|168.0|'],
  ],
  [
    '3019',
    'DataTime=20160801085857;PolId=w01018;w01018-SN=010000A8900016F000169DC1',
    ['2016-08-01T00:58:57|identity|w01018|SN|010000A8900016F000169DC1|'],
  ],
  ['3015', 'DataTime=20160801085857;VaseNo=1', ['2016-08-01T00:58:57|sample||VaseNo|1|']],
  [
    '2081',
    'DataTime=20160801085857;RestartTime=20160801085624',
    ['2016-08-01T00:58:57|restart||RestartTime|20160801085624|'],
  ],
  ['3020', 'DataTime=20240123131000', []],
])('%s %s', async (cn, cp, expected) => {
  expect(await send(cn, cp)).toBe('9014')
  expect(await told()).toEqual(expected)
  // the same again is the same
  await send(cn, cp)
  expect(await told()).toEqual(expected)
})

test('values in alarm and alarm events of 2005 are kept with what they are about', async () => {
  await send('2071', 'DataTime=20040506010101;101-Ala=1.1', '')
  await send('2072', 'AlarmTime=20040506010202;011-Ala=120,AlarmType=1', 'QN=20040516010101001;')
  await until(async () => (await told()).length === 3)
  expect(await told()).toEqual([
    '2004-05-05T17:02:02|alarm|011|Ala|120|',
    '2004-05-05T17:02:02|alarm|011|AlarmType|1|超标',
    '2004-05-05T17:01:01|alarm|101|Ala|1.1|',
  ])
})

test('what names no believable time is kept at the time when it came, and long texts are cut', async () => {
  await send('3020', `DataTime=19700101000000;PolId=w01018;i11001-Info=//${'长'.repeat(400)}//`)
  const [report] = await listReports(database.db, mn, 10)
  expect(report?.at.slice(0, 10)).toBe(report?.receivedAt.slice(0, 10))
  expect(report?.value).toHaveLength(400)
})

test('it leaves as a spreadsheet, whose texts are no formulas', async () => {
  await send('3020', 'DataTime=20160801085000;PolId=w01018;i11001-Info=//=1+1//')
  const book = await readXlsx(await reportsXlsx(await listReports(database.db, mn, 10), 'zh'))
  const rows = book.sheets[0]?.rows
  expect(rows?.[1]).toEqual(expect.arrayContaining(['2016-08-01 08:50:00', 'w01018', '化学需氧量', '=1+1']))
})

test('packets that are kept tell it again when they are replayed', async () => {
  await send('3020', 'DataTime=20160801085000;PolId=w01018;i11001-Info=//清洗管路//')
  const before = await told()
  await database.pool.query('truncate device_reports')
  const range = { from: new Date(Date.now() - 86_400_000), to: new Date(Date.now() + 86_400_000) }
  await replayPackets(database.db, { ...range, dryRun: true })
  expect(await told()).toEqual([])
  await replayPackets(database.db, { ...range, dryRun: false })
  expect(await told()).toEqual(before)
  expect(before).toHaveLength(1)
})
