import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { areaM2, coveredM2, lengthM, metresBetween, metresFromPoint, unionAreaM2 } from './measure.ts'

const degree = 6_371_008.8 * (Math.PI / 180)
/** A rectangle at the equator, where a degree is as long both ways. */
const box = (x: number, y: number, width: number, height: number): Geometry => {
  const at = (dx: number, dy: number) => [(x + dx) / degree, (y + dy) / degree]
  return {
    type: 'Polygon',
    coordinates: [[at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)]],
  }
}

test('areas and lengths are in metres on the sphere; a point has neither', () => {
  expect(areaM2(box(0, 0, 200, 200)) ?? 0).toBeCloseTo(40_000, -2)
  const line: Geometry = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [1000 / degree, 0],
      [1000 / degree, 500 / degree],
    ],
  }
  expect(lengthM(line)).toBeCloseTo(1500, 3)
  const point: Geometry = { type: 'Point', coordinates: [0, 0] }
  expect([areaM2(point), lengthM(point), lengthM(box(0, 0, 1, 1))]).toEqual([null, null, null])
})

test('what overlaps counts once', () => {
  const one = areaM2(box(0, 0, 100, 100)) ?? 0
  expect(unionAreaM2([box(0, 0, 100, 100), box(50, 0, 100, 100)])).toBeCloseTo(one * 1.5, 0)
  expect(unionAreaM2([box(0, 0, 100, 100), box(0, 0, 100, 100)])).toBeCloseTo(one, 0)
  expect(unionAreaM2([])).toBe(0)
  const covers = [box(0, 0, 60, 100), box(40, 0, 20, 100), box(500, 0, 9, 9)]
  expect(coveredM2(box(0, 0, 100, 100), covers)).toBeCloseTo(one * 0.6, 0)
})

test('the gap between two polygons is measured between their nearest edges', () => {
  expect(metresBetween(box(0, 0, 100, 100), box(105, 20, 50, 50))).toBeCloseTo(5, 1)
  expect(metresBetween(box(0, 0, 100, 100), box(100, 0, 50, 50))).toBe(0)
})

test('a line is straight on the map: 999 m and 1,001 m stay apart on both banks of 20 km along a parallel, and beside a slanting one', () => {
  const degreesNorth = (metres: number) => (metres / 6_371_008.8) * (180 / Math.PI)
  const parallel: Geometry = {
    type: 'LineString',
    coordinates: [
      [120.9, 32],
      [121.1, 32],
    ],
  }
  for (const bank of [1, -1]) {
    for (const metres of [999, 1001]) {
      const from = [121, 32 + bank * degreesNorth(metres)]
      expect(metresFromPoint(from, parallel)).toBeCloseTo(metres, 1)
    }
  }
  const east = degreesNorth(1000) / Math.cos((32 * Math.PI) / 180)
  const slanting: Geometry = {
    type: 'LineString',
    coordinates: [
      [121 - 5 * east, 32 - degreesNorth(5000)],
      [121 + 5 * east, 32 + degreesNorth(5000)],
    ],
  }
  // a kilometre east of a line to the north-east is 707 m from it
  expect(metresFromPoint([121 + east, 32], slanting)).toBeCloseTo(1000 / Math.SQRT2, 0)
  // beyond its end the end itself is nearest
  expect(metresFromPoint([121.2, 32], parallel)).toBeCloseTo(
    metresFromPoint([121.1, 32], { type: 'Point', coordinates: [121.2, 32] }),
    6,
  )
})

test('a point in a polygon is at it, one in its hole is as far as the edge of the hole', () => {
  const ring = (size: number) => [
    [121 - size, 32 - size],
    [121 + size, 32 - size],
    [121 + size, 32 + size],
    [121 - size, 32 + size],
    [121 - size, 32 - size],
  ]
  const zone: Geometry = { type: 'Polygon', coordinates: [ring(0.1), ring(0.01)] }
  expect(metresFromPoint([121.05, 32], zone)).toBe(0)
  const inHole = metresFromPoint([121, 32.005], zone)
  expect(inHole).toBeGreaterThan(550)
  expect(inHole).toBeLessThan(560)
  expect(
    metresFromPoint([121, 32.11], { type: 'MultiPolygon', coordinates: [zone.coordinates] }),
  ).toBeCloseTo(1112, 0)
})
