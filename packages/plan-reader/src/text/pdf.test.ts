import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { normalisePdfText } from './pdf.ts'

const WRAPPED = [
  '某市2020年实施方案',
  '一、年度目标',
  '2020年,全市地表水断面水质优良比例达到',
  '80%以上,城市建成区黑臭水体消除比例稳定',
  '在90%以上,地下水质量极差比例控制在百分',
  '之十以内。',
  '- 3 -',
  '二、重点任务',
  '(一)治理工业污染。6月底前,全市省级以上的',
  '工业集聚区全部建成污水集中处理设施,并按',
  '要求安装在线监控装置,定期公开监测数据和',
  '整改情况。',
]

test('lines that fill the column run on; signs and sentence ends begin anew; page numbers go', () => {
  expect(normalisePdfText(WRAPPED.join('\n')).split('\n')).toEqual([
    '某市2020年实施方案',
    '一、年度目标',
    '2020年,全市地表水断面水质优良比例达到80%以上,城市建成区黑臭水体消除比例稳定在90%以上,地下水质量极差比例控制在百分之十以内。',
    '二、重点任务',
    '(一)治理工业污染。6月底前,全市省级以上的工业集聚区全部建成污水集中处理设施,并按要求安装在线监控装置,定期公开监测数据和整改情况。',
  ])
})

test('a wrapped text is read as it stands, spans over the breaks included', () => {
  const text = WRAPPED.filter((line) => line !== '- 3 -').join('\n')
  const { targets } = readPlan(text)
  expect(targets.slice(0, 3).map((one) => [one.value, one.quote])).toEqual([
    [80, '2020年,全市地表水断面水质优良比例达到\n80%以上'],
    [90, '城市建成区黑臭水体消除比例稳定\n在90%以上'],
    [10, '地下水质量极差比例控制在百分\n之十以内'],
  ])
})

test('line ends of Windows change nothing', () => {
  const lines = WRAPPED.filter((line) => line !== '- 3 -')
  const values = (end: string): unknown[] =>
    readPlan(lines.join(end)).targets.map((one) => [one.value, one.subject, one.deadline])
  expect(values('\r\n')).toEqual(values('\n'))
})

test('a text whose lines are paragraphs stays as it is', () => {
  const text = Array.from(
    { length: 12 },
    (_, i) => `${i + 1}.开展第${i + 1}类污染源的排查整治,建立问题台账。`,
  ).join('\n')
  expect(normalisePdfText(text)).toBe(text)
})
