import { expect, it } from 'vitest'
import { standardFor } from './standard-for.ts'
import { waterEditions } from './water-editions.ts'

it.each([
  ['GB 3838', '2002-06-01', 'GB 3838-2002'],
  ['GB3097', '2026-11-23', 'GB 3097-1997'],
  ['GB/T 14848', '2018-05-01', 'GB/T 14848-2017'],
  ['GB 18918', '2026-03-01', 'GB 18918-2002'],
  ['DB32/4440', '2023-03-28', 'DB32/4440-2022'],
  ['HJ 356', '2020-03-24', 'HJ 356-2019'],
  ['GB 3096', '2026-01-01', 'GB 3096-2008'],
  ['GB 15618', '2018-08-01', 'GB 15618-2018'],
  ['地表水环境质量评价办法', '2011-03-09', '环办[2011]22号'],
])('%s on %s is %s', (standard, date, edition) => {
  expect(standardFor(standard, date).edition).toBe(edition)
})

it('says which days are covered before a standard is in force', () => {
  expect(() => standardFor('GB 3838', '2002-05-31')).toThrow(/2002-06-01/)
  expect(() => standardFor('GB/T 14848', '2018-04-30')).toThrow(/2018-05-01/)
})

it('names each edition once', () => {
  expect(new Set(waterEditions.map((row) => row.edition)).size).toBe(waterEditions.length)
})
