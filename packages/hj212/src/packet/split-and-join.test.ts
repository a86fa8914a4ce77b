import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CASES } from '../cases/case.ts'
import { inspectPacket } from '../framing/inspect-packet.ts'
import type { Packet } from '../segment/parse-segment.ts'
import { encodePacket } from './encode-packet.ts'
import { factorGroup } from './factor-group.ts'
import { joinParts, PartCollector, partNumberOf } from './join-parts.ts'
import { splitPacket } from './split-packet.ts'

const dataTime = [{ name: 'DataTime', text: '20160801080000' }]
const record = (factors: number) => ({
  qn: '20160801085857534',
  st: '32',
  cn: '2061',
  pw: '123456',
  mn: '010000A8900016F000169DC0',
  flag: 5,
  area: [
    dataTime,
    ...Array.from({ length: factors }, (_, i) =>
      factorGroup(`w${10_000 + i}`, { values: { Avg: i, Max: i + 0.5 }, flag: 'N' }),
    ),
  ],
})
const packetOf = (bytes: Uint8Array): Packet => inspectPacket(bytes).packet
const caseOf = (id: string): Packet =>
  packetOf(new TextEncoder().encode(CASES.find((label) => label.id === id)?.packet ?? ''))

describe('HJ 212-2017 appendix C.49, sub-packets', () => {
  it('leaves a packet that fits as it is', () => {
    const short = record(3)
    expect(splitPacket(short)).toEqual([short])
  })

  it('cuts at groups, repeats DataTime and numbers the parts', () => {
    const parts = splitPacket(record(40), { qnOfPart: (pno) => `2016080108585753${pno}` })
    expect(parts.map(({ qn, flag, pnum, pno }) => ({ qn, flag, pnum, pno }))).toEqual([
      { qn: '20160801085857531', flag: 7, pnum: 2, pno: 1 },
      { qn: '20160801085857532', flag: 7, pnum: 2, pno: 2 },
    ])
    for (const part of parts)
      expect(packetOf(encodePacket(part)).parameters).toEqual([{ name: 'DataTime', text: '20160801080000' }])
  })

  it('refuses a group that fits no packet', () => {
    expect(() => splitPacket(record(3), { maxSegment: 150 })).toThrow(/one group has/)
  })

  it('joins what was split, in any order, with parts twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 250, max: 1024 }),
        fc.infiniteStream(fc.nat()),
        (factors, maxSegment, noise) => {
          const whole = record(factors)
          const parts = splitPacket(whole, { maxSegment }).map((part) => packetOf(encodePacket(part)))
          const shuffled = [...parts, ...parts.slice(0, 2)]
            .map((packet) => ({ packet, rank: noise.next().value }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ packet }) => packet)
          const joined = joinParts(shuffled)
          const unsplit = packetOf(encodePacket(whole, { maxSegment: 9999 }))
          expect(joined).toMatchObject({ complete: true, missing: [], parameters: unsplit.parameters })
          expect(joined.measurements).toEqual(unsplit.measurements)
        },
      ),
    )
  })

  it('joins the example of the standard, whose parts have their own QN', () => {
    const collector = new PartCollector()
    expect(collector.add(caseOf('d17-074'))).toMatchObject({ complete: false, missing: [1] })
    const { complete, measurements } = collector.add(caseOf('d17-075'))
    expect(complete).toBe(true)
    expect(measurements.map(({ factor }) => factor)).toEqual([
      ...Array.from({ length: 4 }, () => 'w00000'),
      ...Array.from({ length: 3 }, () => 'w01001'),
      ...Array.from({ length: 4 }, () => 'w01018'),
    ])
  })

  it('forgets the oldest of too many unfinished records', () => {
    const collector = new PartCollector(2)
    const part = (pno: number, time: string): Packet =>
      packetOf(
        encodePacket({ ...record(1), flag: 7, pnum: 2, pno, area: [[{ name: 'DataTime', text: time }]] }),
      )
    for (const time of ['a', 'b', 'c']) collector.add(part(1, time))
    expect(collector.add(part(2, 'a')).complete).toBe(false)
    expect(collector.add(part(2, 'c')).complete).toBe(true)
  })

  it.each([
    ['d05-020', { pno: 1, pnum: 1 }],
    ['d05-021', { pno: 1, pnum: 1 }],
    ['r027', { pno: 1, pnum: 2 }],
    ['r054', null],
    ['r086', null],
  ])('reads the part number of %s as %j', (id, expected) => {
    expect(partNumberOf(caseOf(id))).toEqual(expected)
  })
})
