import { describe, expect, test } from 'vitest'
import { readGeometry } from './read-geometry.ts'

const ring = [
  [120, 32],
  [121, 32],
  [121, 33],
  [120, 33],
  [120, 32],
]

describe('what is a geometry', () => {
  test.each([
    ['a point', { type: 'Point', coordinates: [120.5, 32] }],
    [
      'a track with times',
      {
        type: 'LineString',
        coordinates: [
          [120, 32, 0],
          [121, 32, 5],
        ],
      },
    ],
    ['a polygon', { type: 'Polygon', coordinates: [ring] }],
    ['several polygons', { type: 'MultiPolygon', coordinates: [[ring]] }],
    [
      'a polygon with a hole',
      {
        type: 'Polygon',
        coordinates: [
          ring,
          [
            [120.4, 32.4],
            [120.6, 32.4],
            [120.6, 32.6],
            [120.4, 32.4],
          ],
        ],
      },
    ],
  ])('%s', (_, value) => expect(readGeometry(value)).toEqual({ geometry: value }))
})

describe('what is none', () => {
  test.each([
    ['text', 'POINT (1 2)', /GeoJSON/],
    ['a feature', { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }, /GeoJSON/],
    ['no coordinates', { type: 'Point' }, /坐标/],
    ['words for numbers', { type: 'Point', coordinates: ['120', '32'] }, /坐标/],
    ['too few brackets', { type: 'Polygon', coordinates: ring }, /坐标/],
    ['latitude first', { type: 'Point', coordinates: [32, 120.5] }, /颠倒/],
    ['no place on earth', { type: 'Point', coordinates: [500, 1200] }, /度/],
    ['a line of one point', { type: 'LineString', coordinates: [[120, 32]] }, /两个点/],
    ['an open ring', { type: 'Polygon', coordinates: [ring.slice(0, 4)] }, /闭合/],
    [
      'two corners',
      {
        type: 'Polygon',
        coordinates: [
          [
            [120, 32],
            [121, 32],
            [120, 32],
          ],
        ],
      },
      /三个角/,
    ],
    [
      'a bow tie',
      {
        type: 'Polygon',
        coordinates: [
          [
            [120, 32],
            [121, 33],
            [121, 32],
            [120, 33],
            [120, 32],
          ],
        ],
      },
      /交叉/,
    ],
    [
      'a flat one',
      {
        type: 'Polygon',
        coordinates: [
          [
            [120, 32],
            [121, 32],
            [122, 32],
            [120, 32],
          ],
        ],
      },
      /面积/,
    ],
  ])('%s', (_, value, message) => {
    const read = readGeometry(value)
    expect('problem' in read && read.problem.zh).toMatch(message)
  })
})
