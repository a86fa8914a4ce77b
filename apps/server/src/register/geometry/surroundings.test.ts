import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import type { Entity, FactValue } from '../engine/entity.ts'
import { insideRelation, surroundingsOf } from './surroundings.ts'

let n = 0
const entity = (
  kind: string,
  key: string,
  geometry: Geometry | null,
  facts: Record<string, FactValue> = {},
): Entity => ({
  id: `e${(n += 1)}`,
  kind,
  key,
  facts,
  state: null,
  geometry,
  enteredOn: '2021-01-01',
})
const at = (lon: number, lat: number): Geometry => ({ type: 'Point', coordinates: [lon, lat] })
const square = (lon: number, lat: number, size: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const metresNorth = (metres: number) => (metres / 6_371_008.8) * (180 / Math.PI)

test('a point lies in the zones that hold it, edges included, and in overlapping ones at once', () => {
  const a = entity('zone', 'a', square(120, 32, 0.1))
  const b = entity('zone', 'b', square(120.05, 32, 0.1))
  const s = surroundingsOf([a, b], {})
  const firm = entity('firm', 'f', at(120.07, 32.05))
  expect([
    s.inside(firm, 'zone'),
    s.inside(firm, 'zone', 'a'),
    s.inside(firm, 'zone', 'b'),
    s.inside(firm, 'zone', 'c'),
  ]).toEqual([true, true, true, false])
  expect(s.inside(entity('firm', 'g', at(120, 32.05)), 'zone')).toBe(true)
  expect(s.inside(entity('firm', 'h', at(119.99, 32.05)), 'zone')).toBe(false)
  expect(s.inside(entity('firm', 'i', null), 'zone')).toBe(false)
})

test('999 m and 1001 m from a river are told apart', () => {
  const river = entity('river', 'r', {
    type: 'LineString',
    coordinates: [
      [120, 32],
      [121, 32],
    ],
  })
  const s = surroundingsOf([river], {})
  // the line along a great circle bows north of the parallel: measure beside its end
  expect(s.metresTo(entity('firm', 'f', at(120, 32 + metresNorth(999))), 'river')).toBeCloseTo(999, 0)
  expect(s.metresTo(entity('firm', 'f', at(120, 32 + metresNorth(1001))), 'river')).toBeCloseTo(1001, 0)
  expect(s.metresTo(entity('firm', 'f', at(100, 10)), 'river')).toBe(Infinity)
})

test('the nearest of several is found beyond the first ring of search', () => {
  const plants = [0.5, 0.3, 0.9].map((d, i) => entity('plant', String(i), at(120 + d, 32)))
  const s = surroundingsOf(plants, {})
  expect(s.metresTo(entity('boiler', 'b', at(120, 32)), 'plant')).toBeCloseTo(28_290, -2)
})

test('relations are followed both ways', () => {
  const firm = entity('enterprise', 'E1', null)
  const tanks = [
    entity('tank', 'T1', null, { enterprise: 'E1' }),
    entity('tank', 'T2', null, { enterprise: 'E2' }),
  ]
  const s = surroundingsOf([firm, ...tanks], { 'tank>enterprise': ['enterprise'] })
  expect(s.related(firm, 'tank').map((e) => e.key)).toEqual(['T1'])
  expect(s.related(tanks[0]!, 'enterprise').map((e) => e.key)).toEqual(['E1'])
})

test('what reaches each other over narrow gaps is one piece, step by step', () => {
  const size = 0.001
  const gap = metresNorth(4)
  const ponds = [0, 1, 2].map((i) => entity('pond', String(i), square(120, 32 + i * (size + gap), size)))
  const far = entity('pond', 'far', square(120, 32.1, size))
  const s = surroundingsOf([...ponds, far], {})
  const keys = (metres: number) => s.connected(ponds[0]!, metres).map((e) => e.key)
  expect(keys(5)).toEqual(['0', '1', '2'])
  expect(keys(3)).toEqual(['0'])
})

test('a relation by place is followed both ways, and lines are met', () => {
  const park = entity('park', 'P', square(120, 32, 0.1))
  const firms = [entity('firm', 'in', at(120.05, 32.05)), entity('firm', 'out', at(120.2, 32))]
  const river = entity('river', 'R', {
    type: 'LineString',
    coordinates: [
      [120.05, 31],
      [120.05, 33],
    ],
  })
  const s = surroundingsOf([park, ...firms, river], { 'firm>park': [insideRelation] })
  expect(s.related(park, 'firm').map((e) => e.key)).toEqual(['in'])
  expect(firms.map((f) => s.related(f, 'park').map((e) => e.key))).toEqual([['P'], []])
  expect(s.touching(park, 'river').map((e) => e.key)).toEqual(['R'])
})

test('who is near comes nearest first, the boundary included, itself never; who is the same shares a fact', () => {
  const here = entity('plant', 'here', at(120, 32), { owner: 'a' })
  const hundred = entity('plant', 'hundred', at(120, 32 + metresNorth(100)), { owner: 'b' })
  const fifty = entity('plant', 'fifty', at(120, 32 - metresNorth(50)), { owner: 'a' })
  const s = surroundingsOf([here, hundred, fifty], {})
  expect(s.near(here, 'plant', 100.001).map((n) => n.entity.key)).toEqual(['fifty', 'hundred'])
  expect(s.near(here, 'plant', 99.9).map((n) => n.entity.key)).toEqual(['fifty'])
  expect(s.near({ ...here, geometry: null }, 'plant', 100)).toEqual([])
  expect(s.same(here, 'owner').map((e) => e.key)).toEqual(['fifty'])
  expect(s.same(here, 'unknown')).toEqual([])
})

test('distances are measured from lines and polygons too', () => {
  const pond = entity('pond', 'P', square(120, 32, 0.001))
  const road = entity('road', 'R', {
    type: 'LineString',
    coordinates: [
      [119.99, 32.001 + metresNorth(50)],
      [120.01, 32.001 + metresNorth(50)],
    ],
  })
  const s = surroundingsOf([pond, road], {})
  expect(s.metresTo(pond, 'road')).toBeCloseTo(50, 0)
  expect(s.near(road, 'pond', 60).map((n) => n.entity.key)).toEqual(['P'])
  expect(s.near(road, 'pond', 40)).toEqual([])
})
