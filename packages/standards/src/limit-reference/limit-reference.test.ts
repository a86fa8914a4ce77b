import { expect, it } from 'vitest'
import {
  noiseLimitReferences,
  sewageLimitReferences,
  soilLimitReferences,
} from './discharge-noise-soil-limits.ts'
import {
  groundwaterLimitReferences,
  seaLimitReferences,
  surfaceWaterLimitReferences,
} from './water-quality-limits.ts'

const all = [
  ...surfaceWaterLimitReferences(),
  ...seaLimitReferences(),
  ...groundwaterLimitReferences(),
  ...sewageLimitReferences(),
  ...noiseLimitReferences(),
  ...soilLimitReferences(),
]

it('cites every limit once, with edition and clause', () => {
  const keys = all.map((row) => [row.edition, row.clause, row.item, row.category].join(' | '))
  expect(new Set(keys).size).toBe(keys.length)
  expect(
    all.filter((row) => row.clause === '' || row.category === '' || row.category.includes('undefined')),
  ).toEqual([])
  expect([...new Set(all.map((row) => row.standard))].sort()).toEqual([
    'DB32/4440',
    'GB 12348',
    'GB 15618',
    'GB 18918',
    'GB 3096',
    'GB 3097',
    'GB 36600',
    'GB 3838',
    'GB/T 14848',
  ])
})

it('prints a number for every limit that is not in words', () => {
  for (const { bound, limit, item } of all) {
    const numbers = limit.split('–').map(Number)
    if (bound === 'atMost' || bound === 'atLeast') expect(numbers, item).toEqual([Number(limit)])
    if (bound === 'range') expect(numbers, item).toHaveLength(2)
    expect(numbers.every(Number.isFinite), item).toBe(true)
  }
})

it.each([
  ['GB 3838', '§4 table 1 item 8', 'TP', 'Ⅲ (lake)', '0.05', 'mg/L'],
  ['GB 3838', '§4 table 1 item 8', 'TP', 'Ⅲ', '0.2', 'mg/L'],
  ['GB 3838', '§4 table 2', 'FE', 'drinking-water source', '0.3', 'mg/L'],
  ['GB 3097', '§4 table 1 item 14', 'DIP', '四类', '0.045', 'mg/L'],
  ['GB/T 14848', '§5 table 1 item 36', '苯', 'Ⅲ', '10.0', 'µg/L'],
  ['GB 18918', '§4.1.3 table 1', 'NH3N', 'A, water at most 12 °C', '8', 'mg/L'],
  ['DB32/4440', 'table 2', 'TN', 'C single, winter', '20', 'mg/L'],
  ['GB 3096', '§5.1 table 1', 'Leq', '4b类 night', '60', 'dB(A)'],
  ['GB 15618', 'table 3', 'CD', 'control, 6.5 < pH ≤ 7.5', '3', 'mg/kg'],
  ['GB 36600', '§5 tables 1 and 2', '砷', 'screening, class 1', '20', 'mg/kg'],
])('%s %s %s %s is %s %s', (standard, clause, item, category, limit, unit) => {
  expect(all).toContainEqual(expect.objectContaining({ standard, clause, item, category, limit, unit }))
})
