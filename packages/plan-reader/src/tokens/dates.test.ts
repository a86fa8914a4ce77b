import { expect, test } from 'vitest'
import { readDate } from './dates.ts'

test.each([
  ['4月底前', '2023-04-30', 'by'],
  ['2月底前', '2023-02-28', 'by'],
  ['5月前', '2023-04-30', 'by'],
  ['11月15日前', '2023-11-15', 'by'],
  ['2024年2月底', '2024-02-29', 'by'],
  ['2025年底前', '2025-12-31', 'by'],
  ['2025年12月31日前', '2025-12-31', 'by'],
  ['年底前', '2023-12-31', 'by'],
  ['一季度', '2023-03-31', 'by'],
  ['第三季度末', '2023-09-30', 'by'],
  ['2024年上半年', '2024-06-30', 'by'],
  ['上半年', '2023-06-30', 'by'],
  ['明年底', '2024-12-31', 'by'],
  ['7月1日起', '2023-07-01', 'start'],
  ['2024年起', '2024-01-01', 'start'],
  ['2025年', '2025-12-31', 'period'],
  ['2023-2025年', '2025-12-31', 'period'],
  ['“十四五”末', '2025-12-31', 'by'],
  ['2023年10月1日至2024年3月31日', '2024-03-31', 'period'],
  ['6月中旬', '2023-06-20', 'by'],
  ['二〇二一年三月二十五日', '2021-03-25', null],
  ['2020427日', '2020-04-27', null],
])('%s is %s (%s)', (text, iso, role) => {
  const date = readDate(text, 0, 2023)
  expect(date).toMatchObject({ iso, role, end: text.length })
})

test('a date without a year stays open when the plan has none', () => {
  expect(readDate('4月底前', 0, null)).toMatchObject({ iso: null, role: 'by' })
})

test.each(['十分', '上级', '本市', '第三批', '13月底'])('%s is no date', (text) => {
  expect(readDate(text, 0, 2023)).toBeNull()
})
