import type { Geometry } from 'geojson'
import { expect, test } from 'vitest'
import { areaM2, coveredM2, lengthM, metresBetween, unionAreaM2 } from './measure.ts'

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
