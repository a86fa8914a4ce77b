import type { Geometry, Position } from 'geojson'
import { expect, test } from 'vitest'
import { staysIn } from './stays.ts'

const zone: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [121, 31],
      [122, 31],
      [122, 32],
      [121, 32],
      [121, 31],
    ],
  ],
}
const track = (...coordinates: Position[]): Geometry => ({ type: 'LineString', coordinates })

test('a passage is timed where the track crosses the edges', () => {
  const [stay, ...others] = staysIn(track([120, 31.5, 0], [123, 31.5, 90]), zone) ?? []
  expect(others).toEqual([])
  expect(stay?.from).toBeCloseTo(30, 9)
  expect(stay?.to).toBeCloseTo(60, 9)
})

test('positions inside join into one stay, and leaving and coming back are two', () => {
  const lingering = staysIn(track([121.2, 31.5, 0], [121.5, 31.5, 20], [121.6, 31.6, 50]), zone)
  expect(lingering).toEqual([{ from: 0, to: 50 }])
  const back = staysIn(track([121.5, 31.5, 0], [122.5, 31.5, 20], [121.5, 31.5, 40]), zone)
  expect(back).toHaveLength(2)
})

test('passing by is no stay, and a track without times has no answer', () => {
  expect(staysIn(track([120, 33, 0], [123, 33, 90]), zone)).toEqual([])
  expect(staysIn(track([120, 31.5], [123, 31.5]), zone)).toBeNull()
})
