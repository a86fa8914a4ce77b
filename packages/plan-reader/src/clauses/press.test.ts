import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const read = (text: string): { targets: unknown[]; tasks: string[]; title: string | null } => {
  const { targets, tasks, title } = readPlan(text)
  return { targets: targets.map((one) => one.value), tasks: tasks.map((one) => one.quote), title }
}

test('the press says where its news comes from before it says what is promised', () => {
  expect(
    read('近日,某某省生态环境厅印发《某某省治理方案》,2026年底前,累计淘汰老旧货车3万辆。').targets,
  ).toEqual([3])
  expect(read('近日,某某省生态环境厅印发《某某省治理方案》。').tasks).toEqual([])
})

test('what a document is said to demand is a task, that it demands it is none', () => {
  expect(read('《方案》要求,推广清洁取暖。').tasks).toEqual(['推广清洁取暖'])
})

test.each([
  '某某省是资源大省,开采历史悠久。',
  '截至2019年,全省已查明矿种90种。',
  '改善人居环境,是乡村振兴的第一仗。',
  '2024年是“十四五”的关键一年。',
  '“目前,两个项目已经完工,确保走在前列。”某局负责人介绍。',
  '以某某流域为例，干流水质已达到Ⅱ类，较2015年提升了12个百分点，体现了目标的成效。',
  '某某市环保局召开会议,贯彻落实省里要求。',
])('tells how things are: %s', (sentence) => {
  expect(read(sentence)).toMatchObject({ targets: [], tasks: [] })
})

test('上半年 in a plan is a time to act in', () => {
  expect(read('某市2024年实施方案\n一、任务\n上半年,完成60%的改造任务。').targets).toEqual([60])
})

test('a headline above news promises nothing', () => {
  expect(
    read('某某市优良天数比率将达90%\n近日,某某市印发方案,明确到2026年优良天数比率达到90%。').targets,
  ).toEqual([90])
})

test('how a period went is no promise', () => {
  expect(read('某县1月至6月空气质量通报\n综合指数累计为5.1,全市20个区县排名第4,同比下降12%。')).toMatchObject(
    {
      targets: [],
      tasks: [],
    },
  )
})
