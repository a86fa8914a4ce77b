import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { cutToWidth, textTable } from './text-table.ts'

test.each([
  ['优良天数', 8, '优良天数'],
  ['优良天数', 7, '优良天…'],
  ['优良天数', 6, '优良…'],
  ['PM2.5年均', 7, 'PM2.5…'],
])('%s in %d cells is %s', (text, width, expected) => expect(cutToWidth(text, width)).toBe(expected))

test('columns stand in line across scripts', () => {
  const columns = [
    { title: '目标', width: 10 },
    { title: 'Now', width: 6, align: 'right' },
    { title: '理由', width: 'rest' },
  ] as const
  const lines = textTable(
    columns,
    [
      ['造林面积', '3100', 'x'],
      ['PM2.5', '33', '目前'.repeat(30)],
    ],
    60,
  )
    .trimEnd()
    .split('\n')
  expect(lines[2]).toBe('造林面积      3100  x')
  expect(lines[3]?.indexOf('33')).toBe(16)
  expect(Math.max(...lines.map((l) => stringWidth(l)))).toBe(60)
})

test('without a width nothing of the rest is cut', () => {
  const columns = [
    { title: '目标', width: 4 },
    { title: '理由', width: 'rest' },
  ] as const
  const text = textTable(columns, [['甲', '目前'.repeat(90)]], undefined)
  expect(text.split('\n')[2]).toBe(`甲    ${'目前'.repeat(90)}`)
})
