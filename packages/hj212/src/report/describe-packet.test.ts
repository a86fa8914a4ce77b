import { describe, expect, it } from 'vitest'
import { CASES } from '../cases/case.ts'
import { inspectPacket } from '../framing/inspect-packet.ts'
import { encodePacket } from '../packet/encode-packet.ts'
import { describePacket } from './describe-packet.ts'

const describeText = (text: string) => describePacket(inspectPacket(new TextEncoder().encode(text)))
const described = (id: string) => describeText(CASES.find((label) => label.id === id)?.packet ?? '')

describe('public packets', () => {
  it.each(CASES.map((label) => [label.id, label] as const))('labels %s as it is labelled', (_, label) => {
    const { packet: text, id, origin, direction, ...labels } = label
    const found = describeText(text)
    expect([id, origin, found]).toMatchObject([id, origin, labels])
    if (found.direction !== null) expect(found.direction).toBe(direction)
  })

  it('explains a minute record', () => {
    expect(described('d17-024')).toMatchObject({
      ok: true,
      reason: null,
      kind: 'upload-2051',
      role: 'upload',
      command_zh: '污染物分钟数据',
      data_time: '2016-08-01T08:40:00+08:00',
      deviations: [],
      fields: {
        QN: '20160801085000001',
        ST: '32',
        CN: '2051',
        PW: '123456',
        MN: '010000A8900016F000169DC0',
        Flag: '5',
      },
      parameters: { DataTime: '20160801084000' },
    })
    expect(described('d17-024').measurements[0]).toEqual({
      factor: 'w00000',
      name_zh: '污水',
      name_en: 'Wastewater (flow)',
      statistic: 'Cou',
      value: 10.5,
      absence: null,
      text: '10.5',
      meaning_zh: null,
      unit: 'm³',
      flag: 'N',
      maker_flag: null,
      sample_time: null,
      pol_id: null,
    })
  })

  it('says why a value is none', () => {
    const { measurements, deviations } = described('r054')
    expect(measurements[0]).toMatchObject({
      factor: 'w01001',
      value: null,
      absence: 'sentinel',
      text: '-99.000000',
    })
    expect(deviations).toContain('numbers-in-cp')
  })

  it.each([
    ['r024', ['no-crlf', 'no-qn', 'stray-separator', 'field-name-case']],
    ['r027', ['no-crlf', 'segment-over-1024', 'no-qn']],
    ['r080', ['no-qn', 'no-flag', 'data-time-with-milliseconds']],
    ['r086', ['sub-packet-bit-without-numbers', 'unknown-statistic', 'stray-item']],
    ['d17-030', ['missing-separator']],
    ['d17-036', ['stray-separator']],
    ['d17-044', ['same-name-twice']],
    ['d17-063', ['stray-space-in-cp']],
    ['r018', ['no-crlf', 'crc-of-another-algorithm']],
    ['d05-021', ['no-qn', 'no-pw', 'no-mn', 'no-flag', 'numbers-in-cp', 'stray-item']],
  ])('lists how %s deviates: %j', (id, deviations) => {
    expect(described(id).deviations).toEqual(deviations)
  })

  it('takes hostile names as names', () => {
    const { fields, parameters } = describeText('##0044ST=32;__proto__=1;CP=&&__proto__=2;toString=3&&0000')
    expect(fields['__proto__']).toBe('1')
    expect(Object.entries(parameters)).toEqual([
      ['__proto__', '2'],
      ['toString', '3'],
    ])
  })
})

describe('packets an engineer would frown at', () => {
  const about = (segment: string) => describePacket(inspectPacket(encodePacket({ ...head, area: segment })))
  const head = { qn: '20260301080000123', st: '32', cn: '2011', pw: '123456', mn: 'A1', flag: 5 }

  it('have a time, unless they carry no data', () => {
    expect(about('w01018-Rtd=30').deviations).toContain('no-data-time')
    expect(about('').deviations).not.toContain('no-data-time')
  })

  it('have parts within their count', () => {
    const part = (pno: number) =>
      describePacket(
        inspectPacket(encodePacket({ ...head, flag: 7, pnum: 2, pno, area: 'DataTime=20260301080000' })),
      )
    expect(part(2).deviations).toEqual([])
    expect(part(3).deviations).toEqual(['part-beyond-count'])
  })

  it('may be enciphered', () => {
    expect(about('3q2+7w8mZ1a+Q0b8Y2Zy1A==').deviations).toContain('cp-may-be-enciphered')
    expect(about('DataTime=20260301080000').deviations).toEqual([])
  })

  it('say what states mean', () => {
    expect(about('DataTime=20260301080000;SB1-RS=0;i12001-Info=3').measurements).toMatchObject([
      { name_en: 'Treatment device 1', meaning_zh: '关闭', unit: null },
      { factor: 'i12001', meaning_zh: '校准' },
    ])
  })
})
