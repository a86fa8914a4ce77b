import { describe, expect, it } from 'vitest'
import { parseArea } from './parse-area.ts'
import { defaultSentinels, prepareSentinels } from './number.ts'
import type { Measurement } from './measurement.ts'

function parse(text: string): ReturnType<typeof parseArea> {
  const codes = Uint8Array.from(text, (character) => Math.min(character.charCodeAt(0), 0x80))
  return parseArea(codes, text, 0, 0, codes.length, prepareSentinels(defaultSentinels))
}

const short = ({ factor, statistic, value, flag }: Measurement): string =>
  `${factor} ${statistic} ${value}${flag === null ? '' : ` ${flag}`}`
const measured = (text: string): string[] => parse(text).measurements.map(short)

describe('HJ 212-2017 6.3.3.1, the grammar of the data area', () => {
  it('reads values, their flag and plain fields', () => {
    const area = parse('DataTime=20160801084000;w01018-Cou=10.5,w01018-Min=40.1,w01018-Flag=N;w01001-Rtd=7.1')
    expect(area.parameters).toEqual([{ name: 'DataTime', text: '20160801084000' }])
    expect(area.measurements.map(short)).toEqual(['w01018 Cou 10.5 N', 'w01018 Min 40.1 N', 'w01001 Rtd 7.1'])
  })

  it('gives sample time and the maker mark to the values of the factor, wherever they stand', () => {
    const [value] = parse('w01018-SampleTime=20160801070000,w01018-Rtd=2.2,w01018-EFlag=A01').measurements
    expect(value).toMatchObject({ sampleTime: '20160801070000', makerFlag: 'A01', flag: null, value: 2.2 })
  })

  it('keeps the mark of a mistyped factor away from other factors', () => {
    expect(measured('05-Rtd=6.8,S05-Flag=N')).toEqual(['05 Rtd 6.8'])
  })

  it.each([
    ['w01001-Rtd=7.1;w01001-Flag=N;w01018-Rtd=2', ['w01001 Rtd 7.1 N', 'w01018 Rtd 2']],
    ['a-Rtd=1,a-Flag=N,b-Rtd=2,b-Flag=D', ['a Rtd 1 N', 'b Rtd 2 D']],
    ['a-Rtd=1;b-Rtd=2;a-Flag=N;b-Flag=D', ['a Rtd 1 N', 'b Rtd 2 D']],
    ['a-Rtd=1,a-Flag=N;a-Rtd=2,a-Flag=D', ['a Rtd 1 N', 'a Rtd 2 D']],
    ['a-Rtd=1;a-Rtd=2', ['a Rtd 1', 'a Rtd 2']],
    ['SB1-RS=1;SB2-RS=0', ['SB1 RS 1', 'SB2 RS 0']],
    ['a-b-Rtd=3', ['a-b Rtd 3']],
    ['LA-td=50.1,LA-Flag=N;', ['LA td 50.1 N']],
  ])('groups %s by factor', (text, expected) => {
    expect(measured(text)).toEqual(expected)
  })

  it('cuts a log out before splitting, whatever it holds', () => {
    const { measurements } = parse('PolId=w01018;i11001-Info=//a;b,c=d&&1//;i12001-Info=1')
    expect(measurements.map(({ text, polId }) => [text, polId])).toEqual([
      ['//a;b,c=d&&1//', 'w01018'],
      ['1', 'w01018'],
    ])
  })

  it('ends an unclosed log at the next separator', () => {
    expect(parse('i11001-Info=//open;i12001-Info=1').measurements.map(({ text }) => text)).toEqual([
      '//open',
      '1',
    ])
  })

  it('gives each PolId group its own subject', () => {
    const { measurements } = parse('PolId=w01019,i12001-Info=0;PolId=w21001,i12001-Info=2')
    expect(measurements.map(({ polId, value }) => [polId, value])).toEqual([
      ['w01019', 0],
      ['w21001', 2],
    ])
  })

  it.each([
    ['7.10', 7.1],
    ['-0.041', -0.041],
    ['000.4', 0.4],
    ['-0', 0],
    ['.5', 0.5],
    ['5.', 5],
    ['+3', 3],
    [' 168.0 ', 168],
    ['1.2E-05', 1.2e-5],
    ['12345678901234567.89', Number('12345678901234567.89')],
    ['0.1234567890123456789', Number('0.1234567890123456789')],
    ['', 'empty'],
    ['--', 'empty'],
    ['null', 'null'],
    ['NaN', 'nan'],
    ['-99.000000', 'sentinel'],
    ['-9999', 'sentinel'],
    ['-99.5', -99.5],
    ['%d', 'not-numeric'],
    ['1.2.3', 'not-numeric'],
    ['0x10', 'not-numeric'],
    ['1e999', 'not-numeric'],
  ])('reads the value %j as %s', (text, expected) => {
    const [measurement] = parse(`x-Rtd=${text}`).measurements
    expect(measurement?.value).toBe(expected)
    expect(measurement?.text).toBe(text.trim())
  })

  it('counts stray separators and items without a value', () => {
    expect(parse('a=1;;b;').strayItems).toBe(3)
    expect(parse('a=1;b=2').strayItems).toBe(0)
    expect(parse(' ExeRtn = 1').spaced).toBe(true)
    expect(parse(' ').parameters).toEqual([])
  })
})
