import GeoJSON from 'ol/format/GeoJSON.js'
import { getArea } from 'ol/sphere.js'

const format = new GeoJSON()

/** The area of a polygon on the sphere, in hectares with one decimal; null for what has no area. */
export function hectaresOf(geometry: unknown): string | null {
  if (!geometry) return null
  const read = format.readGeometry(geometry)
  if (read?.getType() !== 'Polygon' && read?.getType() !== 'MultiPolygon') return null
  return (getArea(read, { projection: 'EPSG:4326' }) / 10_000).toFixed(1)
}
