import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'

const leads = (body: string): [string, string[], string | null][] =>
  readPlan(`某某市2023年污染防治工作计划\n二、重点任务\n${body}`).tasks.map((one) => [
    one.action,
    one.lead,
    one.deadline,
  ])

test('an item of several clauses is no heading, and its tail reaches all of them', () => {
  const text =
    '某某市2023年污染防治工作计划\n二、重点任务\n(一)排查出的312个问题,整改完成率须达到98%,剩余问题于2027年3月底前全部完成。(责任单位:市生态环境局;完成时限:2027年3月)\n1.新建管网30公里,改造泵站4座。'
  const { sections, tasks, targets } = readPlan(text)
  expect(sections.map((one) => one.path.at(-1))).toEqual(['二、重点任务'])
  expect(tasks.slice(0, 2).map((one) => one.lead)).toEqual([['市生态环境局'], ['市生态环境局']])
  expect(targets[0]).toMatchObject({ value: 98, population: { value: 312, unit: '个' } })
})

test('the tail of the last part reaches the parts before it', () => {
  const read = leads(
    '1.实施清水工程:\n①整治排口20处;\n②清淤河道8公里。(责任单位:市水利局;完成时限:2023年10月底前)\n2.开展噪声排查。(责任单位:市公安局)',
  )
  expect(read.map(([, lead]) => lead.join())).toEqual(['市水利局', '市水利局', '市公安局'])
  expect(read[0]![2]).toBe('2023-10-31')
})

test('an item that ended is not answered for by the tail of the next', () => {
  const read = leads('1.整治排口20处。\n2.清淤河道8公里。(责任单位:市水利局)')
  expect(read.map(([, lead]) => lead)).toEqual([[], ['市水利局']])
})
