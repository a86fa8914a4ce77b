import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../config.ts'
import { hj212Command } from './hj212.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qinglan-hj212-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SET_INTERVAL =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n'
const MODBUS = SET_INTERVAL.replace('1C80', '0759')
const REALTIME =
  '##0137ST=32;CN=2011;PW=123456;MN=C201801010001;Flag=5;CP=&&DataTime=20180611090000;a34002-Rtd=30.1,a34002-Flag=N;a21026-Rtd=0.5,a21026-Flag=N&&A441\r\n'

async function run(args: string[], stdin = ''): Promise<string> {
  const stdout = new PassThrough()
  const output = text(stdout)
  await hj212Command.run(args, {
    config: readConfig({}),
    stdout,
    stderr: new PassThrough(),
    stdin: Readable.from([Buffer.from(stdin)]),
  })
  stdout.end()
  return output
}

const decoded = async (args: string[], stdin: string): Promise<Record<string, unknown>[]> => {
  const output = await run(['decode', ...args], stdin)
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

it('decodes one packet per line of a file', async () => {
  const path = join(folder, 'packets.txt')
  await writeFile(path, `${SET_INTERVAL}\r\n${MODBUS}noise\n${REALTIME.trim()}`)
  expect(await decoded([path], '')).toMatchObject([
    { line: 1, ok: true, reason: null, dialect: '2017', crlf: true, parameters: { RtdInterval: '30' } },
    { line: 3, ok: false, reason: 'modbus-crc', fields: { CN: '1062' } },
    { line: 4, ok: false, reason: 'garbage' },
    {
      line: 5,
      ok: true,
      crlf: false,
      measurements: [{ factor: 'a34002', value: 30.1, flag: 'N' }, { factor: 'a21026' }],
    },
  ])
})

it('decodes objects with a packet field', async () => {
  const lines = [
    { id: 'a', packet: SET_INTERVAL },
    { id: 7, packet: MODBUS },
    {
      packet: '##0048ST=32;CN=3020;Flag=4;CP=&&i11001-Info=//\u00c7\u00e5\u00cf\u00b4//&&0000',
      encoding: 'latin1',
    },
  ]
  const found = await decoded(
    ['-', '--jsonl', '--accept-modbus'],
    lines.map((line) => JSON.stringify(line)).join('\n'),
  )
  expect(found).toMatchObject([
    { id: 'a', ok: true },
    { id: 7, ok: true, reason: null, reasons: ['modbus-crc'] },
    { ok: false, charset: 'gb18030', measurements: [{ text: '//清洗//' }] },
  ])
})

it('decodes a stream with garbage and stuck packets', async () => {
  const found = await decoded(
    ['-', '--stream'],
    `noise${SET_INTERVAL.trim()}${MODBUS}${REALTIME.slice(0, 50)}`,
  )
  expect(found).toMatchObject([
    { start: 0, end: 5, ok: false, reason: 'garbage' },
    { start: 5, end: 116, ok: true },
    { start: 116, ok: false, reason: 'modbus-crc' },
    { ok: false, reason: 'truncated' },
  ])
})

it('encodes what it decoded', async () => {
  const packets = SET_INTERVAL + REALTIME
  expect(await run(['encode', '-'], await run(['decode', '-'], packets))).toBe(packets)
})

it('encodes parameters and measurements', async () => {
  const object = {
    ST: '32',
    CN: '2011',
    PW: '123456',
    MN: 'C201801010001',
    Flag: 5,
    parameters: { DataTime: '20180611090000' },
    measurements: [
      { factor: 'a34002', statistic: 'Rtd', value: 30.1, flag: 'N' },
      { factor: 'a21026', statistic: 'Rtd', value: 0.5, flag: 'N' },
    ],
  }
  expect(await run(['encode', '-'], JSON.stringify(object))).toBe(REALTIME)
})

it('encodes a CP given as its items', async () => {
  const cp = {
    DataTime: '20180611090000',
    'a34002-Rtd': 30.1,
    'a34002-Flag': 'N',
    'a21026-Rtd': '0.5',
    'a21026-Flag': 'N',
  }
  const object = { st: 32, cn: 2011, pw: '123456', mn: 'C201801010001', flag: 5, cp }
  expect(await run(['encode', '-'], JSON.stringify(object))).toBe(REALTIME)
})

it.each([
  [['decode'], ''],
  [['explain', '-'], ''],
  [['decode', '-', '--jsonl'], 'no json'],
  [['decode', '-', '--jsonl'], '{}'],
  [['decode', '-', '--charset', 'big5'], ''],
  [['encode', '-'], '{"CN":"1;2"}'],
])('refuses %j with %j in a sentence', async (args, stdin) => {
  await expect(run(args, stdin)).rejects.toMatchObject({ code: 'bad-input' })
})
