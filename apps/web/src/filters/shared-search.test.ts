import { expect, test } from 'vitest'
import { passesShared, readSharedSearch, unitsOf, type Filtered } from './shared-search.ts'

const water = { unitId: 'water', name: { zh: '市水利局', en: 'Water bureau' } }
const eco = { unitId: 'eco', name: { zh: '市生态环境局', en: 'Ecology bureau' } }
const row: Filtered = { code: 'K007', theme: 'water', responsible: [water] }
const texts = [{ zh: '清淤河道', en: 'Dredge rivers' }]

test.each([
  [{}, true],
  [{ q: '' }, true],
  [{ q: '  dredge 水利 ' }, true],
  [{ q: 'k007' }, true],
  [{ q: 'dredge air' }, false],
  [{ theme: 'water', unit: 'water' }, true],
  [{ theme: 'air' }, false],
  [{ unit: 'eco' }, false],
] as const)('%j passes: %s', (search, passes) => {
  expect(passesShared(row, texts, search)).toBe(passes)
})

test('what an address says wrongly is ignored', () => {
  expect(readSharedSearch({ theme: 'fire', unit: 12, q: '' })).toEqual({
    theme: undefined,
    unit: '12',
    q: undefined,
  })
})

test('each unit is offered once, in the order of its name', () => {
  expect(unitsOf([row, { ...row, responsible: [eco, water] }])).toEqual([eco, water])
})
