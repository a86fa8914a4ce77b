import { describe, expect, test } from 'vitest'
import { requireFactor } from '../factors/find-factor.ts'
import { missingWords, notMeasured, readValue } from './read-value.ts'
import { readTime, type TimeRule } from './row-time.ts'

const missing = new Set(missingWords)
const tp = requireFactor('TP')

describe('cells', () => {
  const read: readonly (readonly [cell: string, text: string | null, flag: string])[] = [
    ['0.05', '0.05', '.'],
    [' 0.05 ', '0.05', '.'],
    ['.5', '.5', '.'],
    ['5e-2', '5e-2', '.'],
    ['０.05', '0.05', '.'],
    ['0.05', '0.05', '.'],
    ['<0.01', '0.01', '<'],
    ['<0.01', '0.01', '<'],
    ['0.01L', '0.01', '<'],
    ['未检出', null, '<'],
    ['ND', null, '<'],
    ['D', null, 'D'],
    ['维护', null, 'M'],
    ...missingWords.map((word) => [word, null, '-'] as const),
  ]
  test.each(read)('%j is %s with flag %s', (cell, text, flag) => {
    expect(readValue(cell, tp, 1, missing, '.')).toEqual({ text, flag })
  })

  test.each([
    ['abc', 'notANumber'],
    ['1,5', 'decimalComma'],
    ['0,812', 'decimalComma'],
    ['1,2,3', 'notANumber'],
    ['0x1F', 'notANumber'],
    ['1.2.3', 'notANumber'],
    ['Infinity', 'notANumber'],
    ['<x', 'notANumber'],
    ['d', 'notANumber'],
    ['S', 'notANumber'],
    ['-0.1', 'negative'],
    ['501', 'outOfRange'],
    ['1e99', 'outOfRange'],
  ])('%j is refused: %s', (cell, problem) => expect(readValue(cell, tp, 1, missing, '.')).toBe(problem))

  test('the flag of a row marks its numbers and names its gaps', () => {
    expect(readValue('1', tp, 1, missing, 'M')).toEqual({ text: '1', flag: 'M' })
    expect(readValue('', tp, 1, missing, 'M')).toEqual({ text: null, flag: 'M' })
    expect(readValue('-999', tp, 1, missing, 'D')).toEqual({ text: null, flag: 'D' })
    expect(readValue('', tp, 1, missing, 'S')).toBe(notMeasured)
  })

  test('a scaled value is a clean decimal', () => {
    expect(readValue('0.812', requireFactor('PM2.5'), 1000, missing, '.')).toEqual({ text: '812', flag: '.' })
  })
})

describe('times', () => {
  const rule: TimeRule = { resolution: 'auto', hourLabel: 'end', zone: 'CST' }
  test.each([
    ['2021-03-05 07:00', rule, 'air', 'h', '2021-03-04T23:00:00.000Z', '2021-03-05'],
    ['2021-03-05 00:00', rule, 'air', 'h', '2021-03-04T16:00:00.000Z', '2021-03-04'],
    ['2021-03-04 24:00', rule, 'air', 'h', '2021-03-04T16:00:00.000Z', '2021-03-04'],
    [
      '2021-03-05 07:00',
      { ...rule, hourLabel: 'start' },
      'air',
      'h',
      '2021-03-05T00:00:00.000Z',
      '2021-03-05',
    ],
    ['2021-03-04 23:00', { ...rule, zone: 'UTC' }, 'air', 'h', '2021-03-04T23:00:00.000Z', '2021-03-05'],
    [
      '2021-03-05T07:00:00+08:00',
      { ...rule, zone: 'UTC' },
      'air',
      'h',
      '2021-03-04T23:00:00.000Z',
      '2021-03-05',
    ],
    ['2021-03-05 07:00', rule, 'water', 's', '2021-03-04T23:00:00.000Z', '2021-03-05'],
    ['2021-03-05', rule, 'water', 's', '2021-03-04T16:00:00.000Z', '2021-03-05'],
    ['2021-03', rule, 'water', 'm', '2021-02-28T16:00:00.000Z', '2021-03-01'],
    [
      '2021-03-05 07:00',
      { ...rule, resolution: 'day' },
      'air',
      'd',
      '2021-03-04T16:00:00.000Z',
      '2021-03-05',
    ],
    ['202103050730', rule, 'air', 'i', '2021-03-04T23:30:00.000Z', '2021-03-05'],
  ] as const)('%s', (text, how, family, resolution, instant, civilDay) => {
    expect(readTime(text, how, family)).toEqual({
      resolution,
      text: instant,
      civilDay,
      epochMs: Date.parse(instant),
    })
  })

  test.each([
    ['', 'badTime'],
    ['noon', 'badTime'],
    ['2021-13-01', 'badTime'],
    ['1969-12-31', 'timeOutOfRange'],
    ['2100-01-02', 'timeOutOfRange'],
  ])('%j is refused: %s', (text, problem) => expect(readTime(text, rule, 'air')).toBe(problem))

  test('an hourly table has whole hours', () => {
    expect(readTime('2021-03-05 07:30', { ...rule, resolution: 'hour' }, 'air')).toBe('notOnTheHour')
  })
})
