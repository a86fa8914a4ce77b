import { area } from '@turf/area'
import { feature, featureCollection } from '@turf/helpers'
import { union } from '@turf/union'
import type { Bilingual } from '@qinglan/contract'
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson'

/** A geometry as GeoJSON (RFC 7946) wants it, or what is wrong with it. */
export type GeometryRead = { readonly geometry: Geometry } | { readonly problem: Bilingual }

const problem = (zh: string, en: string): { problem: Bilingual } => ({ problem: { zh, en } })

const inRange = (lon: number, lat: number) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90

/** What is wrong with a longitude and a latitude in degrees, if anything. */
export function positionProblem(lon: number, lat: number): Bilingual | null {
  if (inRange(lon, lat)) return null
  return inRange(lat, lon)
    ? { zh: '经度与纬度颠倒了', en: 'longitude and latitude have changed places' }
    : { zh: '经度应在 ±180 度、纬度在 ±90 度之内', en: 'expected degrees: longitude ±180, latitude ±90' }
}

const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) && value.length >= 2 && value.every((n) => typeof n === 'number' && Number.isFinite(n))

/** How many brackets stand around the positions of a geometry. */
const depths: Readonly<Record<string, number>> = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
}

function positionsAt(value: unknown, depth: number): Position[] | null {
  if (depth === 0) return isPosition(value) ? [value] : null
  if (!Array.isArray(value) || value.length === 0) return null
  const inner = value.map((v) => positionsAt(v, depth - 1))
  return inner.some((i) => i === null) ? null : inner.flatMap((i) => i ?? [])
}

const isClosed = (ring: readonly Position[]): boolean => {
  const [first, last] = [ring[0], ring.at(-1)]
  return first?.[0] === last?.[0] && first?.[1] === last?.[1]
}

/** Edges that cross give a polygon another area than the ground it covers. */
function crossesItself(shape: Polygon | MultiPolygon): boolean {
  const own = area(shape)
  try {
    const ground = union(featureCollection([feature(shape), feature(shape)]))
    return own === 0 || !ground || Math.abs(area(ground) - own) > own * 1e-6
  } catch {
    return true
  }
}

function polygonProblem(shape: Polygon | MultiPolygon): { problem: Bilingual } | null {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat()
  if (rings.some((ring) => !isClosed(ring)))
    return problem(
      '多边形没有闭合:首尾坐标应相同',
      'the polygon is not closed: its last position must be its first',
    )
  if (rings.some((ring) => ring.length < 4))
    return problem('多边形至少要三个角', 'a polygon needs three corners')
  return crossesItself(shape)
    ? problem('多边形的边相互交叉或没有面积', 'edges of the polygon cross, or it has no area')
    : null
}

/** Reads a geometry from parsed JSON. */
export function readGeometry(value: unknown): GeometryRead {
  const { type, coordinates } = (typeof value === 'object' && value !== null ? value : {}) as {
    type?: unknown
    coordinates?: unknown
  }
  const depth = typeof type === 'string' ? depths[type] : undefined
  if (depth === undefined) return problem('应为 GeoJSON 几何', 'expected a GeoJSON geometry')
  const positions = positionsAt(coordinates, depth)
  if (!positions)
    return problem(`${String(type)} 的坐标写法有误`, `the coordinates are not those of a ${String(type)}`)
  for (const [lon = NaN, lat = NaN] of positions) {
    const wrong = positionProblem(lon, lat)
    if (wrong) return { problem: wrong }
  }
  const geometry = value as Geometry
  if (geometry.type === 'LineString' && positions.length < 2)
    return problem('线至少要两个点', 'a line needs two positions')
  const wrong =
    geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? polygonProblem(geometry) : null
  return wrong ?? { geometry }
}
