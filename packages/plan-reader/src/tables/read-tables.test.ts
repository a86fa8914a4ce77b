import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const PLAN = '某市2022年工作方案\n一、目标\n见附表。\n附件1\n'

test('a table of targets: value columns, units from their column, header or name', () => {
  const table =
    '序号 | 指标名称 | 单位 | 2020年实际 | 2022年目标 | 责任单位\n1 | 国考断面优良比例 | % | 81.8 | 90.9 | 市环境局\n2 | 用水总量 | 亿立方米 | 29.1 | ≤28.5 | 市水利局\n3 | 细颗粒物浓度(微克/立方米) |  | 38 | 35 | 市环境局\n4 | 能耗强度 | | — | 较2020年下降4% | 市发改委'
  const reading = readPlan(PLAN + table)
  expect(
    reading.targets.map((one) => [one.subject, one.comparator, one.value, one.unitNorm, one.deadline]),
  ).toEqual([
    ['国考断面优良比例', '>=', 90.9, 'percent', '2022-12-31'],
    ['用水总量', '<=', 28.5, 'm3', '2022-12-31'],
    ['细颗粒物浓度', '<=', 35, 'ug/m3', '2022-12-31'],
    ['能耗强度', 'decrease_by>=', 4, 'percent', '2022-12-31'],
  ])
  const role = (text: string): string | undefined => reading.numerals.find((one) => one.text === text)?.role
  expect([role('81.8'), role('90.9')]).toEqual(['baseline', 'target'])
})

test('a matrix of places and indicators', () => {
  const table = '县区 | PM2.5浓度(微克/立方米) | 优良天数比率(%)\n甲县 | 34 | 88.5\n乙区 | 36 | 85'
  expect(
    readPlan(PLAN + table).targets.map((one) => [one.regions, one.comparator, one.value, one.unitNorm]),
  ).toEqual([
    [['甲县'], '<=', 34, 'ug/m3'],
    [['甲县'], '>=', 88.5, 'percent'],
    [['乙区'], '<=', 36, 'ug/m3'],
    [['乙区'], '>=', 85, 'percent'],
  ])
})

test('a table of tasks: who answers, who helps, by when', () => {
  const table =
    '序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t完成20家企业深度治理\t市环境局\t市工信局、市财政局\t9月底前'
  const reading = readPlan(PLAN + table)
  expect(reading.tasks.at(-1)).toMatchObject({
    quote: '完成20家企业深度治理',
    lead: ['市环境局'],
    support: ['市工信局', '市财政局'],
    deadline: '2022-09-30',
    targets: ['t1'],
  })
})

test('points and captions promise nothing', () => {
  const table =
    '来源 | 某系统\n序号 | 考核项目 | 分值 | 考核指标 | 负责考核部门\n一、 | 巩固成果 | 10 |  | \n1 | 强化督查 | 5 | 建立问题台账,得2分。 | 县河长办'
  const reading = readPlan(PLAN + table)
  expect(reading.tasks.map((one) => one.quote)).toEqual(['建立问题台账'])
  expect(reading.tasks.at(-1)).toMatchObject({
    sectionPath: ['附件1', '一、巩固成果'],
    lead: ['县河长办'],
    item: '1',
  })
  expect(reading.targets).toEqual([])
})

test('a row of targets carries its unit, its base year and who answers; a row named by an action counts what is done', () => {
  const { targets, tasks } = readPlan(
    '某某市2023年水环境工作计划\n一、目标\n指标名称|单位|2022年|2023年目标|责任单位\n国考断面优良比例|%|88|90|市生态环境局\n新建污水管网|公里|120|150|市住建局\n新增污水处理能力|万吨/日|—|3|市住建局、市水利局\n淘汰老旧柴油车|辆|300|500|市公安局',
  )
  expect(targets.map((one) => [one.subject, one.comparator, one.kind, one.baselineYear])).toEqual([
    ['国考断面优良比例', '>=', 'outcome_indicator', 2022],
    ['新建污水管网', 'complete_count>=', 'output_count', 2022],
    ['新增污水处理能力', 'increase_by>=', 'capacity', null],
    ['淘汰老旧柴油车', 'complete_count>=', 'output_count', 2022],
  ])
  expect(tasks.map((one) => [one.lead, one.targets])).toEqual([
    [['市生态环境局'], ['t1']],
    [['市住建局'], ['t2']],
    [['市住建局', '市水利局'], ['t3']],
    [['市公安局'], ['t4']],
  ])
})

test.each([
  ['甲局牵头,乙局、丙局配合', ['甲局'], ['乙局', '丙局']],
  ['甲局(牵头)、乙局', ['甲局'], ['乙局']],
  ['甲局、乙局', ['甲局', '乙局'], []],
])('who leads and who helps within one cell: %s', (cell, lead, support) => {
  const { tasks } = readPlan(
    `${PLAN}指标名称|单位|2022年目标|责任单位\n国考断面优良比例|%|90|${cell}\n森林覆盖率|%|38|丁局`,
  )
  expect(tasks[0]).toMatchObject({ lead, support })
})
