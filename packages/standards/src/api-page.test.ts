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

it('is up to date (node packages/standards/scripts/api-page.ts writes it)', () => {
  expect(readFileSync(new URL('../API.md', import.meta.url), 'utf8')).toBe(apiPage())
})
