import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { apiEntries, apiPage } from '../scripts/api-page.ts'
import * as standards from './index.ts'

it('lists every export with a first sentence', () => {
  const entries = apiEntries()
  const names = new Set(entries.map(({ name }) => name))
  expect(Object.keys(standards).filter((name) => !names.has(name))).toEqual([])
  expect(
    entries.filter(({ sentence }) => !/[.。]$/.test(sentence)).map(({ name, file }) => `${file} ${name}`),
  ).toEqual([])
})

it('names the clause of everything that computes or lists what a standard says', () => {
  // absence, decimals, editions and the codes of batches are this library's own
  const own = /^(?:errors|missing|editions|rounding\/decimal|air\/batch\/codes)/
  const ownNames = new Set(['fractionToNumber'])
  const without = apiEntries().filter(
    ({ kind, clause, file, name }) =>
      ['function', 'const', 'class'].includes(kind) &&
      clause === '' &&
      !own.test(file) &&
      !ownNames.has(name),
  )
  expect(without.map(({ name, file }) => `${file} ${name}`)).toEqual([])
})

it('is up to date (node packages/standards/scripts/api-page.ts writes it)', () => {
  expect(readFileSync(new URL('../API.md', import.meta.url), 'utf8')).toBe(apiPage())
})
