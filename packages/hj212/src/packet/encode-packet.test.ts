import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CASES } from '../cases/case.ts'
import { commands } from '../commands/command-table.ts'
import { inspectPacket } from '../framing/inspect-packet.ts'
import { PacketDecoder } from '../framing/packet-decoder.ts'
import { statistics } from '../segment/measurement.ts'
import { readNumber } from '../segment/number.ts'
import { composePacket } from './compose-packet.ts'
import { EncodeError, encodePacket, type PacketInput, writeArea, writeSegment } from './encode-packet.ts'
import { factorGroup, writeValue } from './factor-group.ts'

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Text that may stand in a value: no separators, no spaces around it, no start of a log. */
const plainText = fc
  .string({ unit: fc.constantFrom(...Array.from('0123456789.-+ABCxyz_%/:() 水清洗é')), maxLength: 12 })
  .filter((text) => text === text.trim() && !text.startsWith('//'))
const log = fc
  .string({ unit: fc.constantFrom(...Array.from('清洗管路ab;,=&# 1')), maxLength: 12 })
  .map((text) => `//${text}//`)
const name = fc.stringMatching(/^[A-Za-z0-9_]{1,8}$/)
const cpName = fc.oneof(
  name,
  fc
    .tuple(name, fc.constantFrom(...statistics, 'Flag', 'EFlag', 'SampleTime', 'td'))
    .map((parts) => parts.join('-')),
)
const group = fc.array(fc.record({ name: cpName, text: fc.oneof(plainText, log) }), {
  minLength: 1,
  maxLength: 4,
})
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const input: fc.Arbitrary<
  PacketInput & { readonly area: readonly (readonly { name: string; text: string }[])[] }
> = fc.record({
  qn: maybe(fc.stringMatching(/^\d{17}$/)),
  st: maybe(fc.stringMatching(/^\d{2}$/)),
  cn: maybe(fc.stringMatching(/^\d{4}$/)),
  pw: maybe(fc.stringMatching(/^\w{0,6}$/)),
  mn: maybe(fc.stringMatching(/^[\w-]{0,24}$/)),
  flag: maybe(fc.nat(255)),
  pnum: maybe(fc.nat(9999)),
  pno: maybe(fc.nat(9999)),
  rf: fc.boolean(),
  area: fc.array(group, { maxLength: 6 }),
})

describe('decode(encode(x)) = x', () => {
  it('for the fields and every item of the CP', () => {
    fc.assert(
      fc.property(input, (sent) => {
        const bytes = encodePacket(sent, { maxSegment: 9999 })
        const found = inspectPacket(bytes)
        expect(found).toMatchObject({ ok: true, crlf: true, packet: { slips: [] } })
        const { qn, st, cn, pw, mn, flag, pnum, pno, rf, area, parameters, measurements } = found.packet
        expect({ qn, st, cn, pw, mn, flag, pnum, pno, rf, area }).toEqual({
          ...sent,
          area: writeArea(sent.area),
        })
        const items = sent.area.flat()
        const isPlain = (item: { name: string }): boolean => !item.name.includes('-')
        const isMark = (item: { name: string }): boolean => /-(?:Flag|EFlag|SampleTime)$/.test(item.name)
        expect(parameters).toEqual(items.filter((item) => isPlain(item)))
        expect(
          measurements.map(({ factor, statistic, text }) => ({ name: `${factor}-${statistic}`, text })),
        ).toEqual(items.filter((item) => !isPlain(item) && !isMark(item)))
        expect(new PacketDecoder().push(bytes)).toMatchObject([{ kind: 'packet', packet: found.packet }])
      }),
      { numRuns: 300 },
    )
  })

  it('for answers, which carry no data, as for all others', () => {
    const field = maybe(
      fc.oneof(fc.stringMatching(/^[\w-]{0,70}$/), fc.constantFrom('', '水', '1 2', '~', '\u0141')),
    )
    const answer = fc.record({
      qn: field,
      st: field,
      cn: field,
      pw: field,
      mn: field,
      flag: maybe(fc.nat(255)),
    })
    fc.assert(
      fc.property(answer, fc.constantFrom(null, 7), fc.constantFrom([], '', [[]]), (sent, pno, area) => {
        const packet = { ...sent, pno, area }
        expect(textOf(encodePacket(packet)).slice(6, -6)).toBe(writeSegment(packet))
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    { mn: 'A;B', flag: 4 },
    { mn: 'A', flag: 256 },
    { mn: 'A', flag: 4.5 },
    { pw: '1\r\n', flag: 4 },
  ])('not for an answer with %o', (fields) => {
    expect(() => encodePacket({ ...fields, area: [] })).toThrow(EncodeError)
  })

  it('for every finite number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(writeValue(value)).toMatch(/^-?\d+(?:\.\d+)?$/)
        expect(readNumber(writeValue(value), [])).toBe(value + 0)
      }),
      { numRuns: 1000, examples: [[1e21], [5e-324], [-1.5e-7], [1.7976931348623157e308], [0.1]] },
    )
  })

  it('gives the marks of a factor to its values', () => {
    const groups = [
      factorGroup('w01018', {
        sampleTime: '20160801070000',
        values: { Rtd: 2.2, Min: '1.10' },
        flag: 'N',
        makerFlag: 'A01',
      }),
    ]
    expect(writeArea(groups)).toBe(
      'w01018-SampleTime=20160801070000,w01018-Rtd=2.2,w01018-Min=1.10,w01018-Flag=N,w01018-EFlag=A01',
    )
    const { packet } = inspectPacket(encodePacket({ area: groups }))
    const marks = { flag: 'N', makerFlag: 'A01', sampleTime: '20160801070000' }
    expect(packet.measurements).toMatchObject([
      { statistic: 'Rtd', value: 2.2, ...marks },
      { statistic: 'Min', value: 1.1, text: '1.10', ...marks },
    ])
  })
})

it('writes every clean public packet as it was, byte for byte', () => {
  let same = 0
  for (const { packet: text, crlf, crc_field } of CASES.filter(({ valid }) => valid)) {
    const { packet } = inspectPacket(new TextEncoder().encode(text))
    const slips = packet.slips.filter((slip) => slip !== 'stray-item' && slip !== 'stray-space-in-cp')
    const isClean =
      crlf &&
      slips.length === 0 &&
      crc_field === crc_field?.toUpperCase() &&
      /PNUM.*PNO|^((?!PNO).)*$/s.test(text)
    if (!isClean || /MN=\w*;PW=/.test(text)) continue
    expect(textOf(encodePacket(packet, { maxSegment: 9999 }))).toBe(text)
    same++
  }
  expect(same).toBeGreaterThan(100)
})

describe('refusals', () => {
  it.each<[PacketInput, EncodeError['problem']]>([
    [{ mn: 'A;B', area: '' }, 'bad-text'],
    [{ pw: ' 1', area: '' }, 'bad-text'],
    [{ flag: 256, area: '' }, 'bad-number'],
    [{ pno: 1.5, area: '' }, 'bad-number'],
    [{ area: [[{ name: 'a', text: '1;2' }]] }, 'bad-text'],
    [{ area: [[{ name: 'a', text: 'x\r\n' }]] }, 'bad-text'],
    [{ area: [[{ name: 'a=', text: '1' }]] }, 'bad-text'],
    [{ area: [[{ name: 'a', text: '//x//;b=1//' }]] }, 'bad-text'],
    [{ area: 'x'.repeat(1020) }, 'too-long'],
  ])('%j: %s', (bad, problem) => {
    expect(() => encodePacket(bad)).toThrow(expect.objectContaining({ name: 'EncodeError', problem }))
  })

  it('no number, no value', () => {
    expect(() => writeValue(Number.NaN)).toThrow(EncodeError)
  })
})

describe('HJ 212-2017 table 9, composing', () => {
  const rows = commands.flatMap((command) =>
    command.dialects.flatMap((dialect) =>
      (['down', 'up'] as const).flatMap((direction) => {
        const use = command[direction]
        return use && dialect !== 'unknown' ? [{ command, dialect, direction, use }] : []
      }),
    ),
  )

  it('writes every command in every dialect and direction', () => {
    for (const { command, dialect, direction, use } of rows) {
      const parameters = Object.fromEntries(
        use.fields.filter((field) => !field.endsWith('?')).map((field) => [field.split('|')[0] ?? '', '1']),
      )
      const composed = composePacket({
        dialect,
        direction,
        cn: command.cn,
        st: '32',
        pw: '123456',
        mn: '010000A8900016F000169DC0',
        qn: null,
        parameters,
      })
      const { ok, packet } = inspectPacket(encodePacket(composed))
      expect(ok).toBe(true)
      expect(packet.parameters).toHaveLength(Object.keys(parameters).length)
      expect(packet.st).toBe(use.role === 'answer' ? '91' : '32')
      if (dialect !== 'surface-water') expect(packet.dialect).toBe(dialect)
    }
    expect(rows.length).toBeGreaterThan(150)
  })

  const request = { dialect: '2017', direction: 'down', st: '32', pw: '123456', mn: 'M', qn: null } as const
  it('refuses what the dialect does not know or a field that is missing', () => {
    expect(() => composePacket({ ...request, cn: '1042' })).toThrow(/2017 has no CN 1042/)
    expect(() => composePacket({ ...request, cn: '2081' })).toThrow(/no CN 2081 down/)
    expect(() => composePacket({ ...request, cn: '1062' })).toThrow(/needs RtdInterval/)
  })

  it('marks data sent again only in 2025 (UNSURE)', () => {
    const upload = {
      ...request,
      direction: 'up',
      cn: '2011',
      resent: true,
      parameters: { DataTime: '1' },
    } as const
    expect(composePacket({ ...upload, dialect: '2025', mn: '' })).toMatchObject({ rf: true, flag: 8 })
    expect(composePacket(upload)).toMatchObject({ rf: false, flag: 4 })
  })
})
