import { expect, test } from 'vitest'
import { tasksOf } from '../testing/read-clause.ts'

test.each([
  ['时间:5月20日-6月10日。', []],
  ['改善目标依据以下原则分配:甲镇下降5%。', ['甲镇下降5%']],
  ['为加快补齐短板,推进管网建设。', ['推进管网建设']],
  ['露天开采造成了破损山体。', []],
])('%s', (sentence, wanted) => {
  expect(tasksOf(sentence).map((one) => one.quote)).toEqual(wanted)
})
