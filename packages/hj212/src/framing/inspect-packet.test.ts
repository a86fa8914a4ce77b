import { describe, expect, it } from 'vitest'
import { CASES, type PacketCase } from '../cases/case.ts'
import { inspectPacket } from './inspect-packet.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function expectedReason(label: PacketCase): string | null {
  if (label.valid) return null
  if (label.crc_field === null) return 'truncated'
  if (!label.length_ok) return 'bad-length'
  return label.crc_modbus_ok ? 'modbus-crc' : 'bad-crc'
}

describe('public packets', () => {
  it.each(CASES.map((label) => [label.id, label] as const))(
    'examines %s as two other programs do',
    (_, label) => {
      const found = inspectPacket(bytesOf(label.packet))
      expect({
        valid: found.ok,
        length_ok: found.lengthOk,
        crc_ok: found.crcOk,
        crc_modbus_ok: found.crcModbusOk,
        declared_length: found.declaredLength,
        length_digits: found.lengthDigits,
        actual_bytes: found.actualBytes,
        actual_chars: found.packet.length,
        crc_field: found.crcField,
        crc_expected: found.crcExpected,
        crlf: found.crlf,
        flag: found.packet.flag,
        reason: found.reason,
      }).toEqual({
        valid: label.valid,
        length_ok: label.length_ok,
        crc_ok: label.crc_ok,
        crc_modbus_ok: label.crc_modbus_ok,
        declared_length: label.declared_length,
        length_digits: label.length_digits,
        actual_bytes: label.actual_bytes,
        actual_chars: label.actual_chars,
        crc_field: label.crc_field,
        crc_expected: label.crc_expected,
        crlf: label.crlf,
        flag: label.flag,
        reason: expectedReason(label),
      })
      expect(label.version.replace(/\(.*/, '')).toBe(found.packet.dialect)
    },
  )
})

const PLAIN =
  'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&'

describe('damage', () => {
  it.each([
    [`##0101${PLAIN}1C80\r\n`, null],
    [`##0101${PLAIN}1c80`, null],
    [`noise##0101${PLAIN}1C80\r\n`, null],
    [`##101${PLAIN}1C80\r\n`, 'bad-length'],
    [`## 101${PLAIN}1C80\r\n`, 'bad-length'],
    [`##${PLAIN}1C80\r\n`, 'bad-length'],
    [`##00101${PLAIN}1C80\r\n`, 'bad-length'],
    [`##0100${PLAIN}1C80\r\n`, 'bad-length'],
    [`##0101${PLAIN}1C81\r\n`, 'bad-crc'],
    [`##0101${PLAIN}FFFF\r\n`, 'bad-crc'],
    [`##0101${PLAIN}0759\r\n`, 'modbus-crc'],
    [`##0101${PLAIN.replace('=30', '=31')}1C80\r\n`, 'bad-crc'],
    [`##0101${PLAIN}\r\n`, 'truncated'],
    [`##0101${PLAIN}1C8\r\n`, 'truncated'],
    [`##0101${PLAIN.slice(0, 50)}`, 'truncated'],
    ['##', 'truncated'],
    ['hello', 'garbage'],
    ['', 'garbage'],
    ['##0000FFFF\r\n', null],
  ])('names what is wrong with %j: %s', (text, reason) => {
    expect(inspectPacket(bytesOf(text)).reason).toBe(reason)
  })

  it.each([
    ['##101', 3, 101],
    ['## 101', 3, 101],
    ['##00101', 5, 101],
    ['##', 0, null],
  ])('finds the segment behind the length %j', (head, lengthDigits, declaredLength) => {
    const found = inspectPacket(bytesOf(`${head}${PLAIN}1C80\r\n`), { strictness: 'lenient' })
    expect(found).toMatchObject({
      ok: true,
      reasons: ['bad-length'],
      lengthDigits,
      declaredLength,
      actualBytes: 101,
    })
  })

  it('forgives only what an option allows', () => {
    const modbus = bytesOf(`##0101${PLAIN}0759\r\n`)
    const short = bytesOf(`##0100${PLAIN}1C80\r\n`)
    expect(inspectPacket(modbus, { acceptModbus: true })).toMatchObject({ ok: true, reasons: ['modbus-crc'] })
    expect(inspectPacket(modbus, { strictness: 'lenient' }).ok).toBe(false)
    expect(inspectPacket(short, { strictness: 'lenient' })).toMatchObject({
      ok: true,
      reasons: ['bad-length'],
    })
    expect(inspectPacket(short, { acceptModbus: true }).ok).toBe(false)
    expect(inspectPacket(bytesOf(`##0101${PLAIN}1C80`), { maxSegment: 100 }).reason).toBe('too-long')
  })

  it('reads the fields of a rejected packet all the same', () => {
    const { ok, packet } = inspectPacket(bytesOf(`##0101${PLAIN}0759`))
    expect(ok).toBe(false)
    expect(packet).toMatchObject({ cn: '1062', flag: 5, parameters: [{ name: 'RtdInterval', text: '30' }] })
  })
})
