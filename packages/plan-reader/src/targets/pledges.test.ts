import { expect, test } from 'vitest'
import { targetsOf } from '../testing/read-clause.ts'

test('保31争30 are two values of one measure, firm and striven for, both doubtful', () => {
  const pair = targetsOf('PM2.5浓度保31争30。')
  expect(pair.map((one) => [one.subject, one.comparator, one.value, one.modality])).toEqual([
    ['PM2.5浓度', '<=', 31, '确保'],
    ['PM2.5浓度', '<=', 30, '争取'],
  ])
  for (const one of pair) {
    expect(one.confidence).toBeLessThan(0.7)
    expect(one.doubts).not.toEqual([])
  }
})

test('the unit of the pair stands once', () => {
  expect(targetsOf('优良天数比率保84争86%。').map((one) => [one.comparator, one.unitNorm])).toEqual([
    ['>=', 'percent'],
    ['>=', 'percent'],
  ])
})

test('words that merely end in 保 or 争 pledge nothing', () => {
  expect(targetsOf('培育环保5家龙头企业。').map((one) => one.modality)).toEqual([null])
})

test.each([
  ['空气质量综合指数排名前进5位', 5],
  ['全省水环境质量排名提升三个位次以上', 3],
])('places moved in a ranking are a change: %s', (sentence, value) => {
  const [target] = targetsOf(`${sentence}。`)
  expect(target).toMatchObject({ comparator: 'increase_by>=', value, unitNorm: 'rank' })
  expect(target!.doubts).not.toEqual([])
})
