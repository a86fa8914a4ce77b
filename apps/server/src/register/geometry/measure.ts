import { area } from '@turf/area'
import { booleanIntersects } from '@turf/boolean-intersects'
import { distance } from '@turf/distance'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { feature, featureCollection, point } from '@turf/helpers'
import { intersect } from '@turf/intersect'
import { union } from '@turf/union'
import type { Feature, Geometry, MultiPolygon, Polygon, Position } from 'geojson'

const isArea = (geometry: Geometry): geometry is Polygon | MultiPolygon =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon'

/**
 * Metres from a point to a line. Between two positions a line is straight on the map (RFC 7946 §3.1.1), not a great circle, which over 20 km
 * along a parallel would lie 4 m off; the nearest place on it is found on the plane around the point, the way there on the sphere.
 */
function metresToLine(from: Position, line: readonly Position[]): number {
  const [x = 0, y = 0] = from
  const shrink = Math.cos((y * Math.PI) / 180)
  let [nearest, squared] = [line[0] ?? from, Infinity]
  for (let i = 1; i < line.length; i += 1) {
    const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [line[i - 1]!, line[i]!]
    const [dx, dy, px, py] = [(bx - ax) * shrink, by - ay, (x - ax) * shrink, y - ay]
    const whole = dx * dx + dy * dy
    const along = whole === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / whole))
    const off = (px - along * dx) ** 2 + (py - along * dy) ** 2
    if (off < squared) [nearest, squared] = [[ax + along * (bx - ax), ay + along * (by - ay)], off]
  }
  return distance(from, nearest, { units: 'meters' })
}

/** Metres from a point to a geometry: 0 on or in it. */
export function metresFromPoint(from: Position, to: Geometry): number {
  const start = point(from)
  switch (to.type) {
    case 'Point':
      return distance(start, to, { units: 'meters' })
    case 'LineString':
      return metresToLine(from, to.coordinates)
    case 'MultiLineString':
      return Math.min(...to.coordinates.map((line) => metresToLine(from, line)))
    case 'Polygon':
    case 'MultiPolygon': {
      if (booleanPointInPolygon(from, to)) return 0
      const rings = to.type === 'Polygon' ? to.coordinates : to.coordinates.flat()
      return Math.min(...rings.map((ring) => metresToLine(from, ring)))
    }
    case 'MultiPoint':
      return Math.min(...to.coordinates.map((p) => distance(start, point(p), { units: 'meters' })))
    case 'GeometryCollection':
      return Math.min(...to.geometries.map((g) => metresFromPoint(from, g)))
  }
}

function corners(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'LineString':
    case 'MultiPoint':
      return geometry.coordinates
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    case 'GeometryCollection':
      return geometry.geometries.flatMap(corners)
  }
}

/** Do two geometries meet, edges included? */
export const meet = (a: Geometry, b: Geometry): boolean => booleanIntersects(feature(a), feature(b))

/** Metres between two geometries: 0 when they meet; else the shortest way starts at a corner of one of them. */
export function metresBetween(a: Geometry, b: Geometry): number {
  if (meet(a, b)) return 0
  return Math.min(
    ...corners(a).map((p) => metresFromPoint(p, b)),
    ...corners(b).map((p) => metresFromPoint(p, a)),
  )
}

/** Square metres on the sphere; null for what has no area. */
export const areaM2 = (geometry: Geometry): number | null => (isArea(geometry) ? area(geometry) : null)

/** Metres along a line; null for what is no line. */
export function lengthM(geometry: Geometry): number | null {
  const lines =
    geometry.type === 'LineString'
      ? [geometry.coordinates]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates
        : null
  if (!lines) return null
  let metres = 0
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1)
      metres += distance(point(line[i - 1]!), point(line[i]!), { units: 'meters' })
  }
  return metres
}

/** Square metres that polygons cover together: what overlaps counts once. */
export function unionAreaM2(geometries: readonly Geometry[]): number {
  const polygons = geometries.filter(isArea)
  if (polygons.length === 0) return 0
  const [first] = polygons
  if (polygons.length === 1 && first) return area(first)
  const whole = union(featureCollection(polygons.map((g) => feature(g))))
  return whole ? area(whole) : 0
}

/** Square metres of a polygon that the others cover; what several cover counts once. */
export function coveredM2(geometry: Geometry, others: readonly Geometry[]): number {
  if (!isArea(geometry)) return 0
  const parts = others.filter(isArea).flatMap((other) => {
    const part: Feature<Polygon | MultiPolygon> | null = intersect(
      featureCollection([feature(geometry), feature(other)]),
    )
    return part ? [part.geometry] : []
  })
  return unionAreaM2(parts)
}
