import { expect, test } from 'vitest'
import { crossesItself, shapeFromText } from './place-shape.ts'

const polygon = (...ring: number[][]) => ({ type: 'Polygon' as const, coordinates: [ring] })

test('edges that cross are found, corners are no crossing', () => {
  expect(crossesItself(polygon([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]))).toBe(true)
  expect(crossesItself(polygon([0, 0], [2, 0], [2, 2], [0, 2], [0, 0]))).toBe(false)
  expect(crossesItself(polygon([0, 0], [2, 0], [1, 1], [0, 0]))).toBe(false)
  expect(crossesItself({ type: 'Point', coordinates: [0, 0] })).toBe(false)
})

test('text is read as a geometry of the shape that is wanted', () => {
  const text = JSON.stringify(polygon([0, 0], [2, 0], [2, 2], [0, 0]))
  expect(shapeFromText(text, 'polygon')?.type).toBe('Polygon')
  expect(shapeFromText(text, 'line')).toBeNull()
  expect(shapeFromText('{"type":"Polygon"}', 'polygon')).toBeNull()
  expect(shapeFromText('120, 32', 'point')).toBeNull()
})
