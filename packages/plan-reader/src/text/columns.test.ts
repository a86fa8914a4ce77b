import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

test('a table whose cells stand apart by spaces is read as a table', () => {
  const text =
    '某市2022年方案\n一、目标\n见下表。\n序号 指标 单位 2020年 2022年 2025年\n1 工业固废综合利用率 % 68 70 75\n2 用水总量 亿立方米 29.1 28.5 28'
  expect(
    readPlan(text).targets.map((one) => [one.subject, one.comparator, one.value, one.unitNorm, one.deadline]),
  ).toEqual([
    ['工业固废综合利用率', '>=', 70, 'percent', '2022-12-31'],
    ['工业固废综合利用率', '>=', 75, 'percent', '2025-12-31'],
    ['用水总量', '<=', 28.5, 'm3', '2022-12-31'],
    ['用水总量', '<=', 28, 'm3', '2025-12-31'],
  ])
})

test('spaces in running text part no cells', () => {
  const text =
    '某市2022年方案\n一、目标\n到 2025 年,浓度 下降 10 %。\n到 2026 年,浓度 下降 12 %。\n到 2027 年,浓度 下降 14 %。'
  expect(readPlan(text).targets.map((one) => one.value)).toEqual([10, 12, 14])
})
