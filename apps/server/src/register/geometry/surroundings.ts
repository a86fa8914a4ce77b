import { bbox } from '@turf/bbox'
import { booleanIntersects } from '@turf/boolean-intersects'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { distance } from '@turf/distance'
import { feature, lineString, point } from '@turf/helpers'
import { pointToLineDistance } from '@turf/point-to-line-distance'
import { pointToPolygonDistance } from '@turf/point-to-polygon-distance'
import type { Geometry, Position } from 'geojson'
import RBush from 'rbush'
import type { Entity } from '../engine/entity.ts'
import type { Surroundings } from '../engine/expression.ts'

interface Box {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  readonly entity: Entity
}

const boxOf = (entity: Entity, geometry: Geometry): Box => {
  const [minX, minY, maxX, maxY] = bbox(geometry)
  return { minX, minY, maxX, maxY, entity }
}

const positionOf = (geometry: Geometry): Position | null =>
  geometry.type === 'Point' ? geometry.coordinates : null

/** Metres from a point to a geometry: 0 on or in it. */
function metresFromPoint(from: Position, to: Geometry): number {
  const start = point(from)
  switch (to.type) {
    case 'Point':
      return distance(start, to, { units: 'meters' })
    case 'LineString':
      return pointToLineDistance(start, to, { units: 'meters' })
    case 'MultiLineString':
      return Math.min(
        ...to.coordinates.map((line) => pointToLineDistance(start, lineString(line), { units: 'meters' })),
      )
    case 'Polygon':
    case 'MultiPolygon':
      return Math.max(0, pointToPolygonDistance(start, to, { units: 'meters' }))
    case 'MultiPoint':
      return Math.min(...to.coordinates.map((p) => distance(start, point(p), { units: 'meters' })))
    case 'GeometryCollection':
      return Math.min(...to.geometries.map((g) => metresFromPoint(from, g)))
  }
}

const contains = (zone: Geometry, geometry: Geometry): boolean => {
  if (zone.type !== 'Polygon' && zone.type !== 'MultiPolygon') return false
  const position = positionOf(geometry)
  return position
    ? booleanPointInPolygon(position, zone)
    : booleanIntersects(feature(geometry), feature(zone))
}

/** How far from a point other entities are looked for before giving up, in degrees: about 100 km. */
const searchDegrees = [0.02, 0.1, 1]

/**
 * The map and the register around an entity, indexed by boxes for one day. A point on the edge of a zone lies in it; a line or
 * polygon lies in a zone when they meet. Distances are on the sphere, in metres.
 */
export function surroundingsOf(
  entities: readonly Entity[],
  relations: Readonly<Record<string, readonly string[]>>,
): Surroundings {
  const indexes = new Map<string, RBush<Box>>()
  const byKind = new Map<string, Entity[]>()
  for (const entity of entities) {
    const list = byKind.get(entity.kind)
    if (list) list.push(entity)
    else byKind.set(entity.kind, [entity])
  }
  const indexOf = (kind: string): RBush<Box> => {
    let index = indexes.get(kind)
    if (!index) {
      index = new RBush<Box>()
      const boxes = (byKind.get(kind) ?? []).flatMap((e) => (e.geometry ? [boxOf(e, e.geometry)] : []))
      indexes.set(kind, index.load(boxes))
    }
    return index
  }
  /** other kind → value of the naming fact → entities, made when first asked for */
  const named = new Map<string, Map<string, Entity[]>>()
  const naming = (kind: string, fact: string): Map<string, Entity[]> => {
    const id = `${kind}\n${fact}`
    let map = named.get(id)
    if (!map) {
      map = new Map()
      for (const entity of byKind.get(kind) ?? []) {
        const value = fact === '' ? entity.key : entity.facts[fact]
        if (typeof value !== 'string') continue
        const list = map.get(value)
        if (list) list.push(entity)
        else map.set(value, [entity])
      }
      named.set(id, map)
    }
    return map
  }

  return {
    inside(entity, kind, key) {
      const geometry = entity.geometry
      if (!geometry) return false
      return indexOf(kind)
        .search(boxOf(entity, geometry))
        .some(
          ({ entity: zone }) =>
            (key === undefined || zone.key === key) &&
            zone.geometry !== null &&
            contains(zone.geometry, geometry),
        )
    },
    metresTo(entity, kind) {
      const from = entity.geometry ? positionOf(entity.geometry) : null
      if (!from) return Infinity
      const [x, y] = from as [number, number]
      for (const reach of searchDegrees) {
        const near = indexOf(kind).search({
          minX: x - reach,
          maxX: x + reach,
          minY: y - reach,
          maxY: y + reach,
        })
        const metres = Math.min(
          ...near.map(({ entity: e }) =>
            e.id === entity.id || !e.geometry ? Infinity : metresFromPoint(from, e.geometry),
          ),
        )
        // a nearer one could still stand outside the searched box only when the found one is farther than its edge
        if (metres <= reach * 80_000) return metres
        if (reach === searchDegrees.at(-1)) return metres
      }
      return Infinity
    },
    related(entity, kind) {
      const out: Entity[] = []
      // relations: "kind.fact" of this entity names others; "other.fact" of others names this one
      for (const fact of relations[`${entity.kind}>${kind}`] ?? []) {
        const value = entity.facts[fact]
        if (typeof value === 'string') out.push(...(naming(kind, '').get(value) ?? []))
      }
      for (const fact of relations[`${kind}>${entity.kind}`] ?? [])
        out.push(...(naming(kind, fact).get(entity.key) ?? []))
      return out
    },
  }
}
