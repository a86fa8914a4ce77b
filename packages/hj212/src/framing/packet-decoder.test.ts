import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CASES } from '../cases/case.ts'
import type { DecodeEvent, DecoderOptions } from './decode-event.ts'
import { inspectPacket } from './inspect-packet.ts'
import { PacketDecoder } from './packet-decoder.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

function decode(parts: readonly Uint8Array[], options?: DecoderOptions): DecodeEvent[] {
  const decoder = new PacketDecoder(options)
  return [...parts.flatMap((part) => decoder.push(part)), ...decoder.expire()]
}

const say = (event: DecodeEvent): string =>
  event.kind === 'packet' ? `packet ${event.packet.cn}` : `${event.reason} ${event.end - event.start}`
const said = (text: string, options?: DecoderOptions): string[] => decode([bytesOf(text)], options).map(say)

const A =
  '##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n'
const B =
  '##0087QN=20160801085000001;ST=91;CN=9014;PW=123456;MN=010000A8900016F000169DC0;Flag=4;CP=&&&&C241\r\n'
const A_BYTES = A.length - 2

describe('HJ 212-2017 table 2, framing of a stream', () => {
  it.each([
    ['two stuck together', A + B, ['packet 1062', 'packet 9014']],
    ['no CR LF', A.trim() + B.trim() + A.trim(), ['packet 1062', 'packet 9014', 'packet 1062']],
    [
      'other line ends, NUL and spaces',
      `${A.trim()}\n\0 ${B.trim()}\r${A}\r\n\r\n`,
      ['packet 1062', 'packet 9014', 'packet 1062'],
    ],
    ['CRC in lower case', A.replace('1C80', '1c80') + B, ['packet 1062', 'packet 9014']],
    ['garbage before', `hello${A}`, ['garbage 5', 'packet 1062']],
    ['garbage between', `${A}?#?${B}`, ['packet 1062', 'garbage 3', 'packet 9014']],
    ['false start', `##x#${A}###${B}`, ['garbage 4', 'packet 1062', 'garbage 3', 'packet 9014']],
    ['half packet, then a whole one', A.slice(0, 60) + B, ['truncated 60', 'packet 9014']],
    ['half packet cut in its header', `##01${B}${A}`, ['garbage 4', 'packet 9014', 'packet 1062']],
    ['half packet at the end', B + A.slice(0, 60), ['packet 9014', 'truncated 60']],
    ['no CRC', `${A.slice(0, -6)}\r\n${B}`, [`truncated ${A_BYTES - 2}`, 'packet 9014']],
    ['wrong CRC', A.replace('1C80', '1C00') + B, [`bad-crc ${A_BYTES}`, 'packet 9014']],
    ['MODBUS CRC', A.replace('1C80', '0759') + B, [`modbus-crc ${A_BYTES}`, 'packet 9014']],
    ['length one short', A.replace('0101', '0100') + B, [`bad-length ${A_BYTES}`, 'packet 9014']],
    ['length one long', A.replace('0101', '0102') + B, [`bad-length ${A_BYTES}`, 'packet 9014']],
    ['length far too long', A.replace('0101', '9101') + B, [`bad-length ${A_BYTES}`, 'packet 9014']],
    ['length in three digits', A.replace('0101', '101') + B, [`bad-length ${A_BYTES - 1}`, 'packet 9014']],
    ['length with a space', A.replace('0101', ' 101') + B, [`bad-length ${A_BYTES}`, 'packet 9014']],
    ['nothing', '', []],
  ])('reads %s', (_, text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  it('accepts a wrong length or a MODBUS CRC only where an option allows it', () => {
    const short = A.replace('0101', '0099')
    expect(decode([bytesOf(short + B)], { strictness: 'lenient' })).toMatchObject([
      { kind: 'packet', lengthCorrected: true, start: 0, end: A_BYTES },
      { kind: 'packet', lengthCorrected: false },
    ])
    expect(decode([bytesOf(A.replace('1C80', '0759'))], { acceptModbus: true })).toMatchObject([
      { crc: 'modbus' },
    ])
    expect(said(A + B, { maxSegment: 100 })).toEqual([`too-long ${A_BYTES}`, 'packet 9014'])
  })

  it('gives up a far too long length as soon as the next header is there', () => {
    const decoder = new PacketDecoder()
    expect(decoder.push(bytesOf(A.replace('0101', '9101') + B)).map(say)).toEqual([
      `bad-length ${A_BYTES}`,
      'packet 9014',
    ])
    expect(decoder.pending).toBe(0)
  })

  it('goes on after the end of a dead sender', () => {
    const decoder = new PacketDecoder()
    decoder.push(bytesOf(A.slice(0, 40)))
    expect(decoder.pending).toBe(40)
    expect(decoder.expire().map(say)).toEqual(['truncated 40'])
    expect(decoder.push(bytesOf(B)).map(say)).toEqual(['packet 9014'])
  })

  it('reads text in GB 18030 when it is no UTF-8', () => {
    const head = bytesOf('ST=32;CN=3020;Flag=4;CP=&&i11001-Info=//')
    const text = Uint8Array.from([0xc7, 0xe5, 0xcf, 0xb4, ...bytesOf('//&&')])
    const segment = Uint8Array.from([...head, ...text])
    const { packet, crcExpected } = inspectPacket(
      Uint8Array.from([...bytesOf('##0048'), ...segment, ...bytesOf('0000')]),
    )
    expect(segment).toHaveLength(48)
    const frame = Uint8Array.from([...bytesOf('##0048'), ...segment, ...bytesOf(crcExpected)])
    expect(packet).toMatchObject({ charset: 'gb18030', area: 'i11001-Info=//清洗//' })
    expect(decode([frame])).toMatchObject([
      { kind: 'packet', packet: { measurements: [{ text: '//清洗//' }] } },
    ])
  })

  it('keeps the raw bytes when asked to', () => {
    const [event] = decode([bytesOf(`x${A}`)], { keepRaw: true }).slice(1)
    expect(event?.kind === 'packet' && latin1(event.raw ?? new Uint8Array(0))).toBe(A.trim())
  })

  it('accepts exactly the packets that are valid one by one', () => {
    const stream = CASES.map((label) => bytesOf(label.packet))
    const accepted = decode(stream).filter((event) => event.kind === 'packet')
    expect(accepted).toHaveLength(CASES.filter((label) => label.valid).length)
  })
})

const piece = fc.oneof(
  fc.constantFrom(...CASES.map((label) => bytesOf(label.packet))),
  fc.uint8Array({ maxLength: 12 }),
  fc
    .constantFrom('##', '#', '##0001', '&&', 'CP=&&', '&&1C80\r\n', '##9999QN=', '##12QN=', '\r\n', '9999')
    .map(bytesOf),
)
/** Packets and rubbish, with a cut out of some of them. */
const stream = fc
  .array(fc.tuple(piece, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()), { maxLength: 12 })
  .map((parts) =>
    Uint8Array.from(
      parts.flatMap(([bytes, cut, isCut]) => [...(isCut ? bytes.subarray(0, bytes.length * cut) : bytes)]),
    ),
  )
const optionSets: fc.Arbitrary<DecoderOptions> = fc.record({
  strictness: fc.constantFrom('strict' as const, 'lenient' as const),
  acceptModbus: fc.boolean(),
  maxSegment: fc.constantFrom(100, 1024, 9999),
})

describe('laws', () => {
  it('says the same however the stream is cut', () => {
    fc.assert(
      fc.property(
        stream,
        optionSets,
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 20 }),
        (bytes, options, sizes) => {
          const parts: Uint8Array[] = []
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = sizes[i % sizes.length] ?? 1
            parts.push(bytes.subarray(at, at + size))
            at += size
          }
          expect(decode(parts, options)).toEqual(decode([bytes], options))
        },
      ),
      { numRuns: 400 },
    )
  })

  it('accounts for every byte but fillers, in order, and holds little', () => {
    fc.assert(
      fc.property(stream, optionSets, (bytes, options) => {
        let at = 0
        for (const event of decode([bytes], options)) {
          expect(event.start).toBeGreaterThanOrEqual(at)
          expect(latin1(bytes.subarray(at, event.start))).toMatch(/^[\r\n \t\0]*$/)
          expect(event.end).toBeGreaterThan(event.start)
          if (event.kind === 'rejected') expect(event.bytes).toEqual(bytes.slice(event.start, event.end))
          at = event.end
        }
        expect(latin1(bytes.subarray(at))).toMatch(/^[\r\n \t\0]*$/)
      }),
      { numRuns: 400 },
    )
  })

  it.each([
    ['nothing but noise', bytesOf('x'.repeat(70_000))],
    ['nothing but heads', bytesOf('##9999QN='.repeat(8000))],
    ['heads that wait', bytesOf('#'.repeat(70_000))],
    ['tails that open', bytesOf('##0001QN=CP=&&'.repeat(5000))],
    ['a segment without an end', bytesOf(`##QN=${'&'.repeat(70_000)}`)],
  ])('holds less than 30 KiB of %s', (_, bytes) => {
    const decoder = new PacketDecoder()
    for (let at = 0; at < bytes.length; at += 1000) {
      decoder.push(bytes.subarray(at, at + 1000))
      expect(decoder.pending).toBeLessThan(30 * 1024)
    }
    decoder.expire()
    expect(decoder.pending).toBe(0)
  })

  it('never throws on arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 }), (parts) => {
        decode(parts)
        for (const part of parts) inspectPacket(part)
      }),
    )
  })
})
