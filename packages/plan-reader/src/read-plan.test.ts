import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPlan } from './read-plan.ts'

const PIECES = [
  '一、',
  '(一)',
  '1.',
  '一是',
  '2023年',
  '4月底前',
  ',',
  ';',
  '。',
  '\n',
  '(',
  ')',
  '《',
  '》',
  '“',
  '”',
  '完成',
  '排查',
  '12',
  '3.5',
  '%',
  '万吨/年',
  '以上',
  '分别',
  '和',
  '、',
  'Ⅲ类',
  '较2020年',
  '下降',
  '浓度',
  '|',
  '\t',
  '甲市',
  '全部',
  'PM2.5',
  '１２',
  '?',
  '责任单位:',
  '微克/立方米',
  '第一章',
  '附件',
  '～',
  ' ',
  '得2分',
]

const texts = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((parts) => parts.join('')),
)

test('any text is read; every span slices back; every run of digits has one role', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const reading = readPlan(text)
      for (const one of [...reading.targets, ...reading.tasks])
        expect(text.slice(one.start, one.end)).toBe(one.quote)
      for (const one of reading.numerals) expect(text.slice(one.start, one.end)).toBe(one.text)
      for (const run of text.matchAll(/[0-9０-９]+/g)) {
        const covering = reading.numerals.filter(
          (one) => one.start <= run.index && one.end >= run.index + run[0].length,
        )
        expect(covering).toHaveLength(1)
      }
      for (const one of [...reading.sections, ...reading.warnings]) {
        expect(one.start).toBeGreaterThanOrEqual(0)
        expect(one.end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 400 },
  )
})

test('a reading is the same each time, and the text is repeated only on request', () => {
  const text = '某市2022年方案\n一、目标\n优良率达到90%以上。'
  expect(readPlan(text)).toEqual(readPlan(text))
  expect(readPlan(text)).not.toHaveProperty('text')
  expect(readPlan(text, { withText: true, file: 'a.txt' })).toMatchObject({ text, file: 'a.txt' })
})

test('the year may be given', () => {
  expect(readPlan('工作方案\n一、任务\n4月底前完成排查。', { year: 2030 }).targets[0]!.deadline).toBe(
    '2030-04-30',
  )
})

test.each([
  ['commas', '甲,'],
  ['brackets', '('],
  ['digits', '1'],
  ['conditions', '在甲下,'],
  ['enumeration', '甲、'],
  ['titles', '《'],
  ['lines', '1.甲\n'],
  ['dates', '2023年底前,'],
  ['percentages', '10%'],
  ['formulae', 'PM2'],
  ['quotation marks', '“'],
  ['crossed brackets', '(》'],
])(
  'a hundred thousand characters of %s are read to the end', // a search that goes back and back would run into the limit
  (_, unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length))
    expect(readPlan(text, { withText: true }).text).toHaveLength(text.length)
  },
  60_000,
)
