import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { htmlToText } from '../text/html.ts'

const plan = (table: string): string => `某县2023年工作计划\n一、目标\n${table}`
const read = (text: string): unknown[] =>
  readPlan(text).targets.map((one) => [one.subject, one.comparator, one.value, one.unitNorm, one.deadline])

test('two rows of headers: the upper gives year and role, the lower the names', () => {
  const page = `<p>某县2023年工作计划</p><p>一、目标</p><table>
<tr><th rowspan=2>乡镇</th><th colspan=2>2023年目标</th><th rowspan=2>责任单位</th></tr>
<tr><th>PM10浓度（μg/m<sup>3</sup>）</th><th>优良天数比率（%）</th></tr>
<tr><td>东河镇</td><td>48</td><td>93.2</td><td rowspan=2>县生态环境局</td></tr>
<tr><td>西坪乡</td><td>45</td><td>95</td></tr></table>`
  expect(read(htmlToText(page))).toEqual([
    ['东河镇PM10浓度', '<=', 48, 'ug/m3', '2023-12-31'],
    ['东河镇优良天数比率', '>=', 93.2, 'percent', '2023-12-31'],
    ['西坪乡PM10浓度', '<=', 45, 'ug/m3', '2023-12-31'],
    ['西坪乡优良天数比率', '>=', 95, 'percent', '2023-12-31'],
  ])
})

test('rows of places under columns that count: year and unit come from the header, the stock is no target', () => {
  const table =
    '乡镇 | 水体数量（处） | 2023年治理数（处） | 2024年治理数（处）\n安定镇 | 6 | 3 | 2\n三市镇 | 4 | 1 | 2'
  expect(read(plan(table))).toEqual([
    ['安定镇治理数', 'complete_count>=', 3, 'count', '2023-12-31'],
    ['安定镇治理数', 'complete_count>=', 2, 'count', '2024-12-31'],
    ['三市镇治理数', 'complete_count>=', 1, 'count', '2023-12-31'],
    ['三市镇治理数', 'complete_count>=', 2, 'count', '2024-12-31'],
  ])
})

test('the indicator names the row, not its group; words and units in its name count', () => {
  const table =
    '序号|一级指标|指标名称|2020年现状|2025年目标\n1|减量|绿色矿山建成率（%）|33.3|≥85\n2|处置|处置能力（万吨/年）|2.4|6.5\n3|保护|生态质量指数|59.3|稳中向好'
  expect(read(plan(table))).toEqual([
    ['绿色矿山建成率', '>=', 85, 'percent', '2025-12-31'],
    ['处置能力', '>=', 6.5, 't/a', '2025-12-31'],
    ['生态质量指数', '>=', null, null, '2025-12-31'],
  ])
})

test('a list of faults: its aims and measures are read as text', () => {
  const table =
    '序号\t存在问题\t整改目标\t整改措施\t责任人\t整改时限\n1\t污水直排\t污水收集率达到85%以上\t修复管网1.6公里\t张某\t6月底\n2\t粪污露天堆放\t设施配套率100%\t新建化粪池35口\t李某\t5月底'
  expect(readPlan(plan(table)).targets.map((one) => [one.value, one.deadline])).toEqual([
    [85, '2023-06-30'],
    [1.6, '2023-06-30'],
    [100, '2023-05-31'],
    [35, '2023-05-31'],
  ])
})

test('a column of what is added up over the years moves a level; bounds of zero are upper bounds', () => {
  const table =
    '指标 | 2020年 | 2025年 | 〔累计〕\n森林覆盖率（%） | 21.6 | 23 | 〔1.4〕\n氨氮排放总量下降（%） | - | - | 〔8〕\n劣Ⅴ类断面数（个） | 2 | 0 | -\n黑臭水体数量（处） | 4 | 0 | -'
  expect(read(`某县“十四五”规划\n一、目标\n${table}`)).toEqual([
    ['森林覆盖率', '>=', 23, 'percent', '2025-12-31'],
    ['森林覆盖率', 'increase_by>=', 1.4, 'percent', '2025-12-31'],
    ['氨氮排放总量下降', 'decrease_by>=', 8, 'percent', '2025-12-31'],
    ['劣Ⅴ类断面数', '<=', 0, 'count', '2025-12-31'],
    ['黑臭水体数量', '<=', 0, 'count', '2025-12-31'],
  ])
})

test('a row may begin with an empty cell of its own', () => {
  const table = '类别 | 指标 | 2023年目标\n水 | 优良比例（%） | 92\n | 管网长度（公里） | 14'
  expect(read(plan(table)).map((one) => (one as unknown[])[2])).toEqual([92, 14])
})

test('year after year each column has its own aim', () => {
  const table = '指标 | 2023年 | 2024年 | 2025年\n再生水利用率 | 20% | 24% | 30%'
  expect(read(plan(table))).toEqual([
    ['再生水利用率', '>=', 20, 'percent', '2023-12-31'],
    ['再生水利用率', '>=', 24, 'percent', '2024-12-31'],
    ['再生水利用率', '>=', 30, 'percent', '2025-12-31'],
  ])
})

test('项目内容 beside 工作要求 names the work', () => {
  const table = '序号 | 项目内容 | 工作要求 | 责任单位\n1 | 污水处理厂建设 | 年内完成9个排污口整治 | 市建设局'
  expect(readPlan(plan(table)).tasks.map((one) => [one.quote, one.lead])).toEqual([
    ['年内完成9个排污口整治', ['市建设局']],
  ])
})

test('a row with a cell more than the header: the name there spans class and name', () => {
  const table = `序号 | 指标 | 2022年现状 | 2023年目标 | 责任单位
1 | 大气 | 优良天数比率 | 80% | 83% | 甲局
2 | PM10浓度 | 60 | 57微克/立方米 | 甲局`
  expect(read(plan(table)).map((one) => (one as unknown[]).slice(0, 3))).toEqual([
    ['优良天数比率', '>=', 83],
    ['PM10浓度', '<=', 57],
  ])
})

test('a row of a tabbed table whose first cell is empty stays in its columns', () => {
  const table =
    '类别\t指标\t2022年\t2023年目标\n大气\tPM10浓度(微克/立方米)\t60\t57\n\t优良天数比率(%)\t80\t83\n水\t优良比例(%)\t70\t75'
  expect(read(plan(table)).map((one) => (one as unknown[]).slice(0, 3))).toEqual([
    ['PM10浓度', '<=', 57],
    ['优良天数比率', '>=', 83],
    ['优良比例', '>=', 75],
  ])
})
