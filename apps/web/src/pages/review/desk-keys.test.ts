import { expect, test } from 'vitest'
import { actionOf, deskKeys, neighbour, nextFilter, nextWaiting, passes } from './desk-keys.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false }

test('every key of the help line does what it says', () => {
  for (const [keys, action] of deskKeys) expect(actionOf({ key: keys[0] ?? '', ...plain })).toBe(action)
})

test('keys with Ctrl, Alt or Meta stay with the browser', () => {
  expect(actionOf({ ...plain, key: 'a', ctrlKey: true })).toBeNull()
  expect(actionOf({ ...plain, key: 'r', metaKey: true })).toBeNull()
  expect(actionOf({ ...plain, key: 'x' })).toBeNull()
  expect(actionOf({ ...plain, key: 'A' })).toBe('accept')
})

const items = [
  { id: 'a', state: 'accepted' },
  { id: 'b', state: 'proposed' },
  { id: 'c', state: 'rejected' },
  { id: 'd', state: 'proposed' },
]

test('after one is settled comes the next that waits, then the first, then none', () => {
  expect(nextWaiting(items, 'b')).toBe('d')
  expect(nextWaiting(items, 'd')).toBe('b')
  expect(nextWaiting([{ id: 'a', state: 'accepted' }], 'a')).toBe('a')
})

test('neighbours stay at the ends', () => {
  expect(neighbour(items, 'a', -1)).toBe('a')
  expect(neighbour(items, 'd', 1)).toBe('d')
  expect(neighbour(items, 'b', 1)).toBe('c')
  expect(neighbour(items, null, 1)).toBe('a')
  expect(neighbour([], null, 1)).toBeNull()
})

test('filters list all, what waits, what waits and is in doubt, round and round', () => {
  const waits = { state: 'proposed', doubts: [] } as const
  const doubtful = { state: 'proposed', doubts: ['单位不明'] } satisfies Parameters<typeof passes>[0]
  const settled = { state: 'accepted', doubts: ['单位不明'] } satisfies Parameters<typeof passes>[0]
  const listed = (filter: Parameters<typeof passes>[1]) =>
    [{ ...waits, doubts: [] }, doubtful, settled].map((item) => passes(item, filter))
  expect(listed('all')).toEqual([true, true, true])
  expect(listed('waiting')).toEqual([true, true, false])
  expect(listed('doubtful')).toEqual([false, true, false])
  expect(nextFilter(nextFilter(nextFilter('all')))).toBe('all')
})
