import { expect, test } from 'vitest'
import { targetsOf, tasksOf } from '../testing/read-clause.ts'

test.each([
  ['开展专项检查。(责任单位:市甲局、市乙局;完成时限:2023年9月底前)', ['市甲局', '市乙局'], [], '2023-09-30'],
  ['开展专项检查。[市农业局牵头,市商务局、城乡规划局配合]', ['市农业局'], ['市商务局', '城乡规划局'], null],
  ['开展专项检查。(牵头单位:市甲局;配合单位:市乙局、市丙局)', ['市甲局'], ['市乙局', '市丙局'], null],
  [
    '开展专项检查。(市生态环境局牵头,市住建局、市城管局等按职责分工负责)',
    ['市生态环境局', '市住建局', '市城管局'],
    [],
    null,
  ],
  [
    '开展专项检查。\n牵头单位:市甲局\n配合单位:市乙局\n完成时限:2023年12月',
    ['市甲局'],
    ['市乙局'],
    '2023-12-31',
  ],
  ['开展专项检查。\n责任单位:市甲局', ['市甲局'], [], null],
  ['开展专项检查。(市甲局牵头,市乙局配合,2023年10月底前完成)', ['市甲局'], ['市乙局'], '2023-10-31'],
  [
    '开展专项检查。（市甲局牵头，市乙局、市丙局参与，2024年12月底前完成）',
    ['市甲局'],
    ['市乙局', '市丙局'],
    '2024-12-31',
  ],
  ['开展专项检查。(甲局、乙局牵头,丙局、丁局)', ['甲局', '乙局'], ['丙局', '丁局'], null],
  ['开展专项检查。(市甲局、乙局按职责分工负责)', ['市甲局', '乙局'], [], null],
  ['开展专项检查。(市甲局按照各自职责分别负责,长期坚持)', ['市甲局'], [], null],
  ['开展专项检查。(市甲局牵头,市乙局配合,以下均需各乡镇负责落实,不再列出)', ['市甲局'], ['市乙局'], null],
  [
    '开展专项检查。(市甲局牵头;各乡镇政府负责落实,以下均需各乡镇落实,不再列出)',
    ['市甲局', '各乡镇政府'],
    [],
    null,
  ],
])('%s', (text, lead, support, deadline) => {
  expect(tasksOf(text)).toMatchObject([{ quote: '开展专项检查', lead, support, deadline }])
})

test('a tail answers for its own paragraph only', () => {
  const tasks = tasksOf('1.开展检查。(责任单位:市甲局)\n2.加强巡查。(责任单位:市乙局)\n3.推进整改。')
  expect(tasks.map((one) => one.lead)).toEqual([['市甲局'], ['市乙局'], []])
})

test('a tail that only says who divides the duty is no task, and lends its date to the promises before it', () => {
  const text =
    '1.新建管网10公里。推进提标。(市甲局、乙局按职责分工负责,2024年10月底前完成)\n2.推进整改。(市丙局牵头,2024年6月底前完成)'
  const tasks = tasksOf(text)
  expect(tasks.map((one) => one.quote)).toEqual(['新建管网10公里', '推进提标', '推进整改'])
  expect(targetsOf(text).map((one) => [one.tier, one.quote, one.deadline])).toEqual([
    ['number', '新建管网10公里', '2024-10-31'],
    ['dated', '推进整改', '2024-06-30'],
  ])
})

test('a last sentence may say only who does it', () => {
  const [task] = tasksOf('推进排污口整治。市生态环境局牵头，市水务局、各乡镇（街道）配合。')
  expect([task?.quote, task?.lead, task?.support]).toEqual([
    '推进排污口整治',
    ['市生态环境局'],
    ['市水务局', '各乡镇(街道)'],
  ])
  expect(tasksOf('推进排污口整治。市生态环境局负责。')).toHaveLength(1)
})
