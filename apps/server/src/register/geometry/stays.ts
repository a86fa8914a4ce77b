import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Geometry, MultiPolygon, Polygon, Position } from 'geojson'

/** A stretch of a track inside a zone, in minutes from the start of the track. */
export interface Stay {
  readonly from: number
  readonly to: number
}

/** Where along a segment (0 at its start, 1 at its end) it crosses the edges of a ring, in plane degrees. */
function crossings([ax, ay]: Position, [bx, by]: Position, ring: readonly Position[]): number[] {
  const found: number[] = []
  const [dx, dy] = [bx! - ax!, by! - ay!]
  for (let i = 1; i < ring.length; i += 1) {
    const [cx, cy] = ring[i - 1]!
    const [ex, ey] = [ring[i]![0]! - cx!, ring[i]![1]! - cy!]
    const cross = dx * ey - dy * ex
    if (cross === 0) continue
    const along = ((cx! - ax!) * ey - (cy! - ay!) * ex) / cross
    const onEdge = ((cx! - ax!) * dy - (cy! - ay!) * dx) / cross
    if (along > 0 && along < 1 && onEdge >= 0 && onEdge <= 1) found.push(along)
  }
  return found
}

const rings = (zone: Polygon | MultiPolygon): readonly Position[][] =>
  zone.type === 'Polygon' ? zone.coordinates : zone.coordinates.flat()

/**
 * When a moving thing was in a zone. The third number of each position of the track is the minutes since its start; between two
 * positions it moves evenly. Null when the track has no times.
 */
export function staysIn(track: Geometry, zone: Geometry): readonly Stay[] | null {
  if (track.type !== 'LineString' || (zone.type !== 'Polygon' && zone.type !== 'MultiPolygon')) return []
  if (track.coordinates.some((p) => p[2] === undefined)) return null
  const stays: { from: number; to: number }[] = []
  for (let i = 1; i < track.coordinates.length; i += 1) {
    const [a, b] = [track.coordinates[i - 1]!, track.coordinates[i]!]
    const cuts = [0, ...rings(zone).flatMap((ring) => crossings(a, b, ring)), 1].sort((x, y) => x - y)
    const minutes = (t: number) => a[2]! + (b[2]! - a[2]!) * t
    for (let c = 1; c < cuts.length; c += 1) {
      const middle = (cuts[c - 1]! + cuts[c]!) / 2
      const position = [a[0]! + (b[0]! - a[0]!) * middle, a[1]! + (b[1]! - a[1]!) * middle]
      if (cuts[c] === cuts[c - 1] || !booleanPointInPolygon(position, zone)) continue
      const [from, to] = [minutes(cuts[c - 1]!), minutes(cuts[c]!)]
      const last = stays.at(-1)
      if (last && Math.abs(last.to - from) < 1e-9) last.to = to
      else stays.push({ from, to })
    }
  }
  return stays
}
