import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findParameter, parseSegment } from './parse-segment.ts'

const parse = (text: string, options = {}) => {
  const bytes = new TextEncoder().encode(text)
  return parseSegment(bytes, 0, bytes.length, options)
}

describe('HJ 212-2017 table 3, the fields before the CP', () => {
  it('are read by name, in any order', () => {
    const packet = parse(
      'ST=32;CN=2051;QN=20040516010101001;MN=M;PW=1;PNO=2;PNUM=3;Flag=6;RF=1;X=y;CP=&&a=1&&',
    )
    expect(packet).toMatchObject({
      qn: '20040516010101001',
      st: '32',
      cn: '2051',
      pw: '1',
      mn: 'M',
      flag: 6,
      pnum: 3,
      pno: 2,
      rf: true,
      extra: [{ name: 'X', text: 'y' }],
      area: 'a=1',
      slips: [],
    })
  })

  it.each([
    ['Flag=5CP=&&a=1&&', 5, '1', ['missing-separator']],
    ['PW=1;,Flag=5;CP=&&a=1&&', 5, '1', ['stray-separator']],
    ['FLAG=5;CP=&&a=1&&', 5, '1', ['field-name-case']],
    ['Flag = 5 ;CP=&&a=1&&', 5, '1', ['stray-space']],
    ['Flag=x;CP=&&a=1&&', null, '1', ['bad-number']],
    ['Flag=5;CP=a=1', 5, '1', ['cp-not-opened', 'cp-not-closed']],
    ['Flag=5;CP=&&a=1', 5, '1', ['cp-not-closed']],
    ['Flag=5', 5, null, ['no-cp']],
    ['Flag=10;CP=&&&&', 10, null, []],
    ['', null, null, ['no-cp']],
  ])('%j is read with its slips', (text, flag, a, slips) => {
    const packet = parse(text)
    expect([packet.flag, findParameter(packet, 'a'), packet.slips]).toEqual([flag, a, slips])
  })
})

describe('the dialect', () => {
  it.each([
    ['ST=32;MN=M', '2005', false],
    ['ST=32;MN=M;Flag=3', '2005', true],
    ['ST=32;MN=M;Flag=7', '2017', true],
    ['ST=32;MN=010000A8900016F000169DC0;Flag=9', '2025', false],
    ['ST=32;MN=010000A8900016F000169DC0;Flag=9;RF=1', '2025', true],
    ['ST=91;MN=;Flag=8', '2025', false],
    ['ST=21;MN=A110000_0001;Flag=9', 'surface-water', false],
    ['ST=91;MN=SD000001;Flag=9', 'surface-water', false],
    ['ST=32;MN=M;Flag=12', 'unknown', false],
  ])('of %s is %s', (text, dialect, dialectSure) => {
    expect(parse(`${text};CP=&&&&`)).toMatchObject({ dialect, dialectSure })
  })
})

it('takes sentinels as a setting', () => {
  const values = (options: object) =>
    parse('CP=&&a-Rtd=-99,a-Min=0&&', options).measurements.map(({ value }) => value)
  expect(values({})).toEqual(['sentinel', 0])
  expect(values({ sentinels: [0] })).toEqual([-99, 'sentinel'])
  expect(values({ sentinels: [] })).toEqual([-99, 0])
})

it('reads text of any charset, and anything else as bytes', () => {
  const text = (bytes: number[], charset: 'auto' | 'utf-8' | 'gb18030' = 'auto') => {
    const head = new TextEncoder().encode('CP=&&a=')
    const packet = parseSegment(Uint8Array.from([...head, ...bytes]), 0, head.length + bytes.length, {
      charset,
    })
    return [packet.charset, findParameter(packet, 'a')]
  }
  expect(text([0xe6, 0xb0, 0xb4])).toEqual(['utf-8', '水'])
  expect(text([0xcb, 0xae])).toEqual(['gb18030', '水'])
  expect(text([0xcb, 0xae], 'utf-8')).toEqual(['utf-8', '\u02ee'])
  expect(text([0xc7, 0xe5, 0xcf, 0xb4])).toEqual(['gb18030', '清洗'])
  expect(text([0xc2, 0xb5, 0x67])).toEqual(['utf-8', '\u00b5g'])
  expect(text([0xe6, 0xb0, 0xb4, 0xe6, 0xb8, 0x85], 'gb18030')[0]).toBe('gb18030')
  expect(text([0xe6, 0xb0, 0xb4], 'gb18030')).toEqual(['utf-8', '水'])
  expect(text([0xff])).toEqual(['latin1', '\u00ff'])
})

it('finds the same whatever was read before', () => {
  const name = fc.stringMatching(/^[a-c]{1,3}(?:-(?:Rtd|Flag|x{1,40}))?$/)
  const area = fc
    .array(fc.tuple(name, fc.constantFrom('1', '2.5', 'N', '')), { maxLength: 8 })
    .map((items) => `CP=&&${items.map(([key, value]) => `${key}=${value}`).join(';')}&&`)
  fc.assert(
    fc.property(area, fc.array(area, { maxLength: 5 }), (asked, between) => {
      const before = parse(asked)
      for (const other of between) parse(other)
      expect(parse(asked)).toEqual(before)
    }),
  )
})
