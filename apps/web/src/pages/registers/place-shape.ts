import type { GeoJSONGeometry as Geometry } from 'ol/format/GeoJSON.js'

type Position = readonly number[]

export type Shape = 'point' | 'line' | 'polygon'

/** What OpenLayers and GeoJSON call a shape. */
export const geometryType = { point: 'Point', line: 'LineString', polygon: 'Polygon' } as const

export const isShape = (geometry: string): geometry is Shape => geometry in geometryType

const several = { point: null, line: 'MultiLineString', polygon: 'MultiPolygon' } as const

/** Reads a geometry of a shape from GeoJSON text; null for anything else. */
export function shapeFromText(text: string, shape: Shape): Geometry | null {
  try {
    const value = JSON.parse(text) as Geometry | null
    const fits = value?.type === geometryType[shape] || value?.type === several[shape]
    return fits && 'coordinates' in value && Array.isArray(value.coordinates) ? value : null
  } catch {
    return null
  }
}

const side = (a: Position, b: Position, c: Position): number =>
  Math.sign(
    ((b[0] ?? 0) - (a[0] ?? 0)) * ((c[1] ?? 0) - (a[1] ?? 0)) -
      ((b[1] ?? 0) - (a[1] ?? 0)) * ((c[0] ?? 0) - (a[0] ?? 0)),
  )

/** Do edges of a drawn ring cross? Neighbours meet at a corner, which is no crossing. */
export function ringCrosses(ring: readonly Position[]): boolean {
  const edges = ring.length - 1
  for (let i = 0; i < edges; i += 1) {
    for (let j = i + 2; j < edges; j += 1) {
      if (i === 0 && j === edges - 1) continue
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
      if (side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)) return true
    }
  }
  return false
}

/** Does a polygon's outline cross itself? */
export const crossesItself = (geometry: Geometry): boolean =>
  geometry.type === 'Polygon'
    ? geometry.coordinates.some(ringCrosses)
    : geometry.type === 'MultiPolygon' && geometry.coordinates.flat().some(ringCrosses)
