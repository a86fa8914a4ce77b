import { expect, test } from 'vitest'
import { sameUnit } from './unit-names.ts'

test.each([
  ['市城管局', '市城市管理局'],
  ['市住房和城乡建设局', '市住建局'],
  ['工业和信息化局', '市工信局'],
  ['市发展改革委', '市发改委'],
  ['市发展和改革委员会', '市发改委'],
  ['市场监督管理局', '市市场监管局'],
  ['东溪县人民政府', '东溪县政府'],
  ['市卫生健康委员会', '市卫健委'],
  ['市生态环境局', '市生态环境局'],
])('%s is %s', (one, other) => {
  expect([sameUnit(one, other), sameUnit(other, one)]).toEqual([true, true])
})

test.each([
  ['市水务局', '市水利局'],
  ['市局', '市水利局'],
  ['东溪县政府', '西岭县政府'],
  ['市公安局', '市公安局交警支队'],
  ['县生态环境局', '市生态环境局'],
])('%s is not %s', (one, other) => {
  expect([sameUnit(one, other), sameUnit(other, one)]).toEqual([false, false])
})
