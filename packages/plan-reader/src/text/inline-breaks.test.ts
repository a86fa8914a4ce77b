import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

test('breaks that a copied page sets within a sentence are read through, offsets kept', () => {
  const text =
    '某市2023年行动计划\n一、总体要求\n（一）目标指标\n。到2025年，全市PM\n2.5\n浓度比2020年下降12%。\n二、任务\n淘汰老旧车60辆。'
  const { targets, sections } = readPlan(text)
  expect(targets.map((one) => [one.subject, one.value, one.baselineYear, one.deadline])).toEqual([
    ['PM2.5浓度', 12, 2020, '2025-12-31'],
    ['老旧车', 60, null, null],
  ])
  expect(targets.every((one) => text.slice(one.start, one.end) === one.quote)).toBe(true)
  expect(sections.map((one) => one.path.at(-1))).toEqual(['一、总体要求', '(一)目标指标', '二、任务'])
})
