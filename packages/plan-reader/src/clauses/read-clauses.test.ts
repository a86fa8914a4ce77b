import { expect, test } from 'vitest'
import { targetsOf, tasksOf } from '../testing/read-clause.ts'

const due = (sentences: string): (string | null)[] => targetsOf(sentences).map((one) => one.deadline)

test('a date at the head governs the sentence; a semicolon carries it on with a doubt', () => {
  const targets = targetsOf('8月底前,完成12家企业整治,更换30台锅炉;安装联网设备15套。完成9处治理。')
  expect(targets.map((one) => one.deadline)).toEqual(['2023-08-31', '2023-08-31', '2023-08-31', null])
  expect(targets[2]!.doubts).toContain('时限由分号前的分句沿用')
})

test('a new date takes over', () => {
  expect(due('3月底前完成排查,5月底前完成整改;年底前完成验收。')).toEqual([
    '2023-03-31',
    '2023-05-31',
    '2023-12-31',
  ])
})

test('a date at the end governs what stands before it', () => {
  expect(due('推进某电厂脱硫改造,力争2023年底前完成。')).toEqual(['2023-12-31'])
})

test('a year that is compared with is no date', () => {
  expect(targetsOf('化肥使用量较2020年削减3%。')[0]).toMatchObject({ deadline: null, baselineYear: 2020 })
})

test('a start is no due date for what follows', () => {
  const targets = targetsOf('7月1日起,全面执行新标准,完成6座站点建设。')
  expect(targets.map((one) => [one.deadline, one.deadlineRole])).toEqual([
    ['2023-07-01', 'start'],
    [null, null],
  ])
})

test('conditions and dates join the clause they belong to; brackets and titles stay whole', () => {
  expect(
    tasksOf('在具备条件的前提下,推进联网。落实《某办法(试行),暂行》(甲局,乙局)要求,加强监管。').map(
      (one) => one.quote,
    ),
  ).toEqual(['在具备条件的前提下,推进联网', '落实《某办法(试行),暂行》(甲局,乙局)要求', '加强监管'])
})

test('并 that begins an action of its own parts the clause', () => {
  expect(tasksOf('完成监测站点建设并与省级平台联网。编制并实施治理方案。').map((one) => one.quote)).toEqual([
    '完成监测站点建设',
    '并与省级平台联网',
    '编制并实施治理方案',
  ])
})
