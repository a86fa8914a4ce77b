import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc212, crcModbus, formatCrc, isPossibleCrc212 } from './crc.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The algorithm bit by bit, as HJ 212-2017 appendix A words it. */
function bitwise(bytes: Uint8Array): number {
  let register = 0xffff
  for (const byte of bytes) {
    register = (register >> 8) ^ byte
    for (let bit = 0; bit < 8; bit++) {
      const low = register & 1
      register >>= 1
      if (low) register ^= 0xa001
    }
  }
  return register
}

describe('HJ 212-2017 appendix A', () => {
  it.each([
    ['', 'FFFF', 'FFFF'],
    ['1', '9481', '947E'],
    ['123456789', '2F80', '4B37'],
    ['CP=&&&&', 'F781', '6879'],
    ['ST=91;CN=9014;PW=123456;MN=88888880000001;Flag=0;CP=&&QN=20040516010101001&&', '3740', 'A049'],
    ['//清洗管路//', '5440', '2973'],
    [
      'QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&',
      '1C80',
      '0759',
    ],
  ])('gives %j the CRC %s, where MODBUS would give %s', (text, crc, modbus) => {
    expect(formatCrc(crc212(bytesOf(text)))).toBe(crc)
    expect(formatCrc(crcModbus(bytesOf(text)))).toBe(modbus)
  })

  it('goes through the register values of the worked example', () => {
    const bytes = bytesOf('QN=2016')
    const registers = Array.from(bytes, (_, i) => formatCrc(crc212(bytes, 0, i + 1)))
    expect(registers).toEqual(['BC81', '8581', '7200', 'F001', '5000', 'E8C1', '5880'])
  })

  it('agrees with the bit by bit form on any bytes and any range', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(20), (bytes, start) => {
        expect(crc212(bytes, start)).toBe(bitwise(bytes.subarray(start)))
        expect(isPossibleCrc212(crc212(bytes, start)) || start >= bytes.length).toBe(true)
      }),
    )
  })
})
