import { expect, test } from 'vitest'
import { tasksOf } from '../testing/read-clause.ts'

test.each([
  ['开展专项检查。(责任单位:市甲局、市乙局;完成时限:2023年9月底前)', ['市甲局', '市乙局'], [], '2023-09-30'],
  ['开展专项检查。[市水务局牵头,市工信委、城乡建设局配合]', ['市水务局'], ['市工信委', '城乡建设局'], null],
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
])('%s', (text, lead, support, deadline) => {
  expect(tasksOf(text)).toMatchObject([{ quote: '开展专项检查', lead, support, deadline }])
})

test('a tail answers for its own paragraph only', () => {
  const tasks = tasksOf('1.开展检查。(责任单位:市甲局)\n2.加强巡查。(责任单位:市乙局)\n3.推进整改。')
  expect(tasks.map((one) => one.lead)).toEqual([['市甲局'], ['市乙局'], []])
})
