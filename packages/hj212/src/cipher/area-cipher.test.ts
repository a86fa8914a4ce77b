import { createCipheriv, createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { inspectPacket } from '../framing/inspect-packet.ts'
import { PacketDecoder } from '../framing/packet-decoder.ts'
import { encodePacket } from '../packet/encode-packet.ts'
import { areaCipher, type BlockCipher, isEnciphered } from './area-cipher.ts'

const key = Buffer.from('0'.repeat(16))
const run =
  (make: typeof createCipheriv | typeof createDecipheriv): BlockCipher =>
  (blocks) => {
    const cipher = make('sm4-ecb', key, null)
    cipher.setAutoPadding(false)
    return new Uint8Array(Buffer.concat([cipher.update(blocks), cipher.final()]))
  }
const sm4 = areaCipher({ encipher: run(createCipheriv), decipher: run(createDecipheriv) })

const packet = {
  qn: '20240601085857223',
  st: '32',
  cn: '2011',
  pw: '123456',
  mn: '010000A8900016F000169DC0',
  flag: 9,
  area: 'DataTime=20240521000000;w01018-Rtd=12.5,w01018-Flag=N',
}

describe('SM4 of HJ 212-2025 (UNSURE)', () => {
  it('enciphers whole blocks after the CRC was made, and leaves the length', () => {
    const plain = encodePacket(packet)
    const secret = encodePacket(packet, { encipher: sm4.encipher })
    expect(secret).toHaveLength(plain.length)
    expect(secret.slice(-6)).toEqual(plain.slice(-6))
    const start = Buffer.from(secret).indexOf('CP=&&') + 5
    expect(Buffer.from(secret.slice(start, start + 2)).toString('hex')).toBe('e43e')
  })

  it('is read back only with the key', () => {
    const secret = encodePacket(packet, { encipher: sm4.encipher })
    expect(new PacketDecoder().push(secret)).toMatchObject([{ kind: 'rejected', reason: 'bad-crc' }])
    expect(new PacketDecoder({ decipher: sm4.decipher }).push(secret)).toMatchObject([
      { kind: 'packet', deciphered: true, packet: { area: packet.area } },
    ])
    expect(inspectPacket(secret, { decipher: sm4.decipher })).toMatchObject({ ok: true, deciphered: true })
  })

  it('leaves short areas, other packets and garbage in peace', () => {
    const short = { ...packet, area: 'ExeRtn=1' }
    expect(encodePacket(short, { encipher: sm4.encipher })).toEqual(encodePacket(short))
    expect(sm4.decipher(new TextEncoder().encode('no area'))).toBeNull()
    expect(new PacketDecoder({ decipher: sm4.decipher }).push(encodePacket(packet))).toMatchObject([
      { deciphered: false },
    ])
  })

  it('reads the bytes written out as text, as a quoted example prints them', () => {
    const segment = new TextEncoder().encode('CN=2011;CP=&&DataTime=2024052g=N&&')
    const secret = sm4.encipher(segment)
    const start = Buffer.from(secret).indexOf('&&') + 2
    const hex = Array.from(
      secret.slice(start, start + 16),
      (byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    const written = new TextEncoder().encode(`CN=2011;CP=&&{${hex.join(',')}}g=N&&`)
    expect(sm4.decipher(written)).toEqual(segment)
  })

  it('is for data, keys and information', () => {
    expect(['2011', '2061', '1014', '3020', '1011', '9014', '3021'].map((cn) => isEnciphered(cn))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ])
  })
})
