import { expect, test } from 'vitest'
import { deviceName, meaningOf } from './device-states.ts'

test.each([
  ['SB1', 'RS', 0, '关闭'],
  ['SB12', 'RS', 5, '反吹'],
  ['SB1', 'RS', 9, null],
  ['SB1', 'RT', 1, null],
  ['SB1', 'RS', null, null],
  ['i12001', 'Info', 2, '故障'],
  ['w01018', 'Rtd', 1, null],
  ['toString', 'Rtd', 1, null],
])('%s-%s=%s means %s', (code, statistic, value, expected) => {
  expect(meaningOf(code, statistic, value)).toBe(expected)
})

test('a treatment device is named by its number, another code is none', () => {
  expect(deviceName('SB3')).toEqual({ zh: '3号治理设施', en: 'Treatment device 3' })
  expect(deviceName('SB')).toBeNull()
  expect(deviceName('w01018')).toBeNull()
})
