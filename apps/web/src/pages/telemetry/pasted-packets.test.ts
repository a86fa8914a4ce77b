import { encodePacket } from '@qinglan/hj212'
import { expect, test } from 'vitest'
import { pastedPackets } from './pasted-packets.ts'

const head = { qn: '20260301080000123', st: '32', cn: '2011', pw: '123456', mn: 'A1', flag: 5 }
const written = (area: string) => new TextDecoder().decode(encodePacket({ ...head, area }))
const one = 'DataTime=20260301080000;w01018-Rtd=30'

test('two packets, stuck or line by line, are two', () => {
  for (const text of [written(one).trim() + written(one), `${written(one)}\n${written(one)}`]) {
    expect(pastedPackets(text)).toMatchObject([{ ok: true }, { ok: true }])
  }
})

test('what stands around a packet in a log is no packet', () => {
  expect(pastedPackets(`[2026-03-01 08:00:00] recv: ${written(one)}`)).toMatchObject([
    { ok: true, deviations: [] },
  ])
})

test('a broken packet and plain text are told as such', () => {
  expect(pastedPackets(written(one).replace('=30', '=31'))).toMatchObject([{ ok: false, reason: 'bad-crc' }])
  expect(pastedPackets('hello')).toMatchObject([{ ok: false, reason: 'garbage' }])
  expect(pastedPackets('  ')).toEqual([])
})

test('Chinese that was sent as GBK keeps its length and checksum', () => {
  // ##0129…i11001-Info=//清洗//… with the two characters as C7E5 CFB4
  const gbk =
    '##0134QN=20260301080000123;ST=32;CN=3020;PW=123456;MN=A1234567890123;Flag=5;CP=&&DataTime=20260301080000;PolId=w01018,i11001-Info=//清洗//&&24C0'
  expect(pastedPackets(gbk)).toMatchObject([{ ok: true, length_ok: true, crc_ok: true }])
  expect(pastedPackets(written(`${one};i11001-Info=//清洗//`))).toMatchObject([
    { ok: true, charset: 'utf-8' },
  ])
})
