import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { promises, tasksOf } from '../testing/read-clause.ts'

test.each([
  '上个秋冬季,全市细颗粒物平均浓度为63微克/立方米,同比下降4.5%。',
  '2022年,全市优良天数312天。',
  '截至2022年底已完成治理9处。',
  '经排查,全县共有黑臭水体67处。',
  '“十三五”期间,完成造林126万亩。',
])('tells what was: %s', (sentence) => {
  expect(promises(sentence)).toEqual([])
  expect(tasksOf(sentence)).toEqual([])
})

test.each([
  ['2022年浓度超过70微克/立方米的镇,均下降至目标值70微克/立方米以下。', '<= 70 ug/m3'],
  ['2023年,全市优良天数达到312天。', '>= 312 d'],
  ['“十四五”期间,完成造林126万亩。', 'complete_count>= 126 mu'],
])('promises all the same: %s', (sentence, promise) => {
  expect(promises(sentence)).toEqual([promise])
})

test('of a report with a plan the later year is the plan year, and the part that reports promises nothing', () => {
  const { year, targets } = readPlan(
    '某市2021年工作总结及2022年工作计划\n一、2021年工作完成情况\n完成治理项目263个。\n二、2022年工作目标\n6月底前完成治理项目60个。',
  )
  expect(year).toBe(2022)
  expect(targets.map((one) => [one.value, one.deadline])).toEqual([[60, '2022-06-30']])
})
