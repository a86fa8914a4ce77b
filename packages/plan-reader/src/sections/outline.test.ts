import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const paths = (text: string): string[] => readPlan(text).sections.map((one) => one.path.join(' > '))

test('signs nest in the order the document shows them', () => {
  const plan =
    '甲市2022年工作方案\n一、目标\n改善水质。\n二、任务\n(一)治水\n1.截污。完善管网,开展排查。\n2.补水。建设泵站,加强调度。\n(二)治气\n开展检查。\n三、保障\n落实责任。'
  expect(paths(plan)).toEqual([
    '一、目标',
    '二、任务',
    '二、任务 > (一)治水',
    '二、任务 > (一)治水 > 1.截污',
    '二、任务 > (一)治水 > 2.补水',
    '二、任务 > (二)治气',
    '三、保障',
  ])
})

test('chapters and articles', () => {
  const plan =
    '某省水污染防治条例\n第一章 总则\n第一条 本条例适用于全省。\n第二章 监督\n第二条 县级以上人民政府应当建立制度。'
  expect(paths(plan)).toEqual(['第一章总则', '第二章监督'])
})

test('first sentences title their paragraphs where nearly all paragraphs have one', () => {
  const plan =
    '甲市2022年工作计划\n一、任务\n(一)治气\n推进工业治理。一是开展排查整治,建立台账。二是完善监管体系。\n加强扬尘管控。落实工地责任,开展专项检查,推进联网监控。'
  expect(paths(plan).slice(2)).toEqual([
    '一、任务 > (一)治气 > 推进工业治理',
    '一、任务 > (一)治气 > 加强扬尘管控',
  ])
})

test('items keep their sign', () => {
  const { tasks } = readPlan(
    '甲市2022年工作计划\n一、任务\n推进工业治理。一是开展排查整治。建立问题台账。二是完善监管体系建设。',
  )
  expect(tasks.map((one) => [one.item, one.quote])).toEqual([
    ['一是', '开展排查整治'],
    ['一是', '建立问题台账'],
    ['二是', '完善监管体系建设'],
  ])
})

test('the preamble and the page around the plan are not read', () => {
  const page =
    '首页 > 新闻\n甲市2022年工作计划\n来源:某网\n热度:71\n甲市人民政府办公室\n2022年3月1日\n甲市2022年工作计划\n为改善水质,完成上级下达的任务,制定本计划。\n一、目标\n优良率达到90%。\n扫一扫分享\n版权所有 2022'
  const reading = readPlan(page)
  expect(reading).toMatchObject({
    title: '甲市2022年工作计划',
    issuer: '甲市人民政府办公室',
    issuedOn: '2022-03-01',
    year: 2022,
  })
  expect(reading.tasks.map((one) => one.quote)).toEqual(['优良率达到90%'])
})

test('a title set over two lines is one', () => {
  expect(readPlan('乙市2018年度水污染防治\n主要措施实施方案\n一、目标\n改善水质。').title).toBe(
    '乙市2018年度水污染防治主要措施实施方案',
  )
})
