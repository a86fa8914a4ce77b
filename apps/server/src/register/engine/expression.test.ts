import type { Geometry } from 'geojson'
import { describe, expect, test } from 'vitest'
import { surroundingsOf } from '../geometry/surroundings.ts'
import type { Entity } from './entity.ts'
import { compileCondition } from './expression.ts'

const square = (lon: number, size: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, 32],
      [lon + size, 32],
      [lon + size, 32 + size],
      [lon, 32 + size],
      [lon, 32],
    ],
  ],
})
const zone = (key: string, geometry: Geometry | null, change: Partial<Entity> = {}): Entity => ({
  id: key,
  kind: 'zone',
  key,
  facts: { code: key },
  state: null,
  geometry,
  enteredOn: '2020-01-01',
  ...change,
})
const judge = (text: string, entity: Entity, others: readonly Entity[] = []) =>
  compileCondition(text, 'test').judge({
    entity,
    date: '2021-06-30',
    thresholds: {},
    settings: {},
    surroundings: surroundingsOf([entity, ...others], {}),
  })

test.each([
  [[2, 3.5], { holds: true }],
  [[2, 3.4], { holds: false }],
  [[], { holds: false }],
  [[9, null], { unknown: 'not known: tonnes: 1' }],
])('the sum over %j', (tonnes, verdict) => {
  const [self, ...others] = [1, ...tonnes].map((value, i) =>
    zone(String(i - 1), null, { facts: { owner: 'o', tonnes: value } }),
  )
  expect(judge("entity.same('owner').sum('tonnes') >= 5.5", self!, others)).toEqual(verdict)
})

describe('looking back', () => {
  const grown = zone('A', square(120, 0.2), {
    versions: [
      { effectiveOn: '2020-01-01', facts: { use: 'forest' }, state: null, geometry: square(120, 0.1) },
      { effectiveOn: '2021-03-01', facts: { use: 'forest' }, state: null, geometry: square(120, 0.2) },
    ],
  })
  test.each([
    ['entity.areaM2() > entity.asOf("2020-12-31").areaM2', { holds: true }],
    ['entity.areaM2() > entity.asOf("2021-03-01").areaM2', { holds: false }],
    ['entity.asOf("2019-12-31").known', { holds: false }],
    ['entity.asOf("2020-12-31").sameOutline', { holds: false }],
    ['entity.asOf("2021-03-01").sameOutline', { holds: true }],
    ['entity.asOf("2020-12-31").facts.use == "forest"', { holds: true }],
  ])('%s', (text, verdict) => expect(judge(text, grown)).toEqual(verdict))
})

test('what is not on the map has no area, which is not nothing', () => {
  expect(judge('entity.areaM2() > 0.0', zone('A', null))).toMatchObject({
    unknown: expect.stringContaining('geometry') as string,
  })
  expect(judge('entity.inside("park")', zone('A', null))).toHaveProperty('unknown')
  expect(judge('entity.metresTo("river") < 10.0', zone('A', null))).toHaveProperty('unknown')
  expect(judge('true || entity.areaM2() > 0.0', zone('A', null))).toEqual({ holds: true })
})

test('ponds apart are not joined, ponds side by side are', () => {
  const [a, b] = [zone('A', square(120, 0.001)), zone('B', square(120.001, 0.001))]
  expect(judge('entity.joinedAreaM2(0.0) > 1.9 * entity.areaM2()', a, [b])).toEqual({ holds: true })
  expect(
    judge('entity.joinedAreaM2(0.0) > 1.9 * entity.areaM2()', a, [zone('B', square(120.01, 0.001))]),
  ).toEqual({
    holds: false,
  })
})

test('half of a polygon lies under others', () => {
  const other: Entity = { ...zone('O', square(120.05, 0.1)), kind: 'other' }
  expect(
    judge('entity.coveredM2("other") / entity.areaM2() > 0.49', zone('A', square(120, 0.1)), [other]),
  ).toEqual({
    holds: true,
  })
  expect(
    judge('entity.coveredM2("other") / entity.areaM2() > 0.51', zone('A', square(120, 0.1)), [other]),
  ).toEqual({
    holds: false,
  })
})
