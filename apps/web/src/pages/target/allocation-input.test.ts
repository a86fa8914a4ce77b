import type { Region } from '@qinglan/contract'
import { expect, test } from 'vitest'
import { holdersOf, inputOf } from './allocation-input.ts'

const name = (zh: string) => ({ zh, en: zh })
const region = (id: string, parentId: string): Region => ({ id, parentId, kind: 'county', name: name(id) })
const campaign = {
  id: 'c',
  name: name('c'),
  regionId: 'city',
  year: 2021,
  simulated: false,
  defaultAt: '2021-12-31',
}
const held = {
  id: '1',
  holder: { kind: 'region' as const, id: 'a', name: name('a') },
  value: 3,
  weight: null,
  current: null,
}
const holders = holdersOf({ campaign, allocations: [held] }, [
  region('a', 'city'),
  region('b', 'city'),
  region('x', 'other'),
])
const shares = { a: { value: 3, weight: 2 }, b: { value: null, weight: 1 } }

test('whoever holds a part and the counties of the city can hold one, each once', () => {
  expect(holders.map(({ id }) => id)).toEqual(['a', 'b'])
})

test.each([
  ['list', [{ kind: 'region', id: 'a', value: 3, weight: 2 }]],
  [
    'equal',
    [
      { kind: 'region', id: 'a' },
      { kind: 'region', id: 'b' },
    ],
  ],
  [
    'by-share',
    [
      { kind: 'region', id: 'a', weight: 2 },
      { kind: 'region', id: 'b', weight: 1 },
    ],
  ],
] as const)('%s sends %j', (method, expected) => {
  expect(inputOf(holders, { method, shares })).toEqual({ method, holders: expected })
})

test('a unit can be added; who is not chosen gets nothing', () => {
  const unit = { kind: 'unit' as const, id: 'u', name: name('u') }
  const all = holdersOf({ campaign, allocations: [held] }, [region('b', 'city')], [unit, held.holder])
  expect(all.map(({ id }) => id)).toEqual(['a', 'u', 'b'])
  expect(inputOf(all, { method: 'equal' }, new Set(['a', 'u']))).toEqual({
    method: 'equal',
    holders: [
      { kind: 'region', id: 'a' },
      { kind: 'unit', id: 'u' },
    ],
  })
})
