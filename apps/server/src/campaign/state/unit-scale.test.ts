import { expect, test } from 'vitest'
import { scaleToWritten } from './unit-scale.ts'

test.each([
  ['register.area', 'm2', '亩', 'mu', 15 / 10_000],
  ['register.area', 'm2', '万亩', 'mu', 15 / 100_000_000],
  ['register.area', 'm2', '公顷', 'ha', 1 / 10_000],
  ['register.area', 'm2', '平方米', 'm2', 1],
  ['register.area', 'm2', '万平方米', 'm2', 1 / 10_000],
  ['register.count', 'count', '万户', 'household', 1 / 10_000],
  ['register.count', 'count', '家', 'count', 1],
  ['register.sum', 'count', '万吨/年', null, 1],
  ['air.pm25.annual-mean', 'ug/m3', '毫克/立方米', 'mg/m3', 1 / 1000],
  ['air.co-p95', 'mg/m3', '毫克/立方米', 'mg/m3', 1],
  ['register.share', 'percent', '%', 'percent', 1],
  ['register.share', 'percent', '万亩', 'mu', 1],
] as const)('%s answers in %s, the plan writes %s', (key, from, unit, unitNorm, scale) => {
  expect(scaleToWritten({ key, unit: from }, { unit, unitNorm })).toBeCloseTo(scale, 15)
})
