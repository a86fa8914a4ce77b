import { bbox } from '@turf/bbox'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import type { Geometry, Position } from 'geojson'
import RBush from 'rbush'
import type { Entity } from '../engine/entity.ts'
import type { Surroundings } from '../engine/expression.ts'
import { meet, metresBetween, metresFromPoint } from './measure.ts'

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

const contains = (zone: Geometry, geometry: Geometry): boolean => {
  if (zone.type !== 'Polygon' && zone.type !== 'MultiPolygon') return false
  const position = positionOf(geometry)
  return position ? booleanPointInPolygon(position, zone) : meet(geometry, zone)
}

/** A point on the edge of a polygon meets it. */
const touches = (a: Geometry, b: Geometry): boolean => {
  if (b.type === 'Point') return contains(a, b) || meet(a, b)
  return a.type === 'Point' ? contains(b, a) || meet(a, b) : meet(a, b)
}

const metresApart = (a: Geometry, b: Geometry): number => {
  const from = positionOf(a)
  return from ? metresFromPoint(from, b) : metresBetween(a, b)
}

const metresPerDegree = 111_195

/** A box with a margin of so many metres. */
const widened = (box: Box, metres: number): Box => {
  const dy = metres / metresPerDegree
  const dx = dy / Math.max(0.01, Math.cos((Math.max(Math.abs(box.minY), Math.abs(box.maxY)) * Math.PI) / 180))
  return { ...box, minX: box.minX - dx, maxX: box.maxX + dx, minY: box.minY - dy, maxY: box.maxY + dy }
}

/** In the relations between kinds: found on the map, not named in a fact. */
export const insideRelation = '@inside'

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

  const meeting = (entity: Entity, kind: string): Entity[] => {
    const geometry = entity.geometry
    if (!geometry) return []
    return indexOf(kind)
      .search(boxOf(entity, geometry))
      .flatMap(({ entity: other }) =>
        other.id !== entity.id && other.geometry && touches(other.geometry, geometry) ? [other] : [],
      )
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
    near(entity, kind, metres) {
      const { geometry } = entity
      if (!geometry) return []
      return indexOf(kind)
        .search(widened(boxOf(entity, geometry), metres * 1.01))
        .flatMap(({ entity: other }) =>
          other.id !== entity.id && other.geometry
            ? [{ entity: other, metres: metresApart(geometry, other.geometry) }]
            : [],
        )
        .filter((n) => n.metres <= metres)
        .sort((a, b) => a.metres - b.metres)
    },
    same(entity, fact) {
      const value = entity.facts[fact]
      if (typeof value !== 'string') return []
      return (naming(entity.kind, fact).get(value) ?? []).filter((e) => e.id !== entity.id)
    },
    metresTo(entity, kind) {
      const { geometry } = entity
      if (!geometry) return Infinity
      const { minX, minY, maxX, maxY } = boxOf(entity, geometry)
      let nearest = Infinity
      for (const reach of searchDegrees) {
        const box = { minX: minX - reach, minY: minY - reach, maxX: maxX + reach, maxY: maxY + reach }
        nearest = Math.min(
          ...indexOf(kind)
            .search(box)
            .map(({ entity: e }) =>
              e.id === entity.id || !e.geometry ? Infinity : metresApart(geometry, e.geometry),
            ),
        )
        // a nearer one could still stand outside the searched box only when the found one is farther than its edge
        if (nearest <= reach * 80_000) break
      }
      return nearest
    },
    byPlace: (kind, other) =>
      [`${kind}>${other}`, `${other}>${kind}`].some((id) => relations[id]?.includes(insideRelation)),
    related(entity, kind) {
      const out: Entity[] = []
      // relations: "kind.fact" of this entity names others; "other.fact" of others names this one
      for (const fact of relations[`${entity.kind}>${kind}`] ?? []) {
        if (fact === insideRelation) {
          out.push(...meeting(entity, kind))
          continue
        }
        const value = entity.facts[fact]
        if (typeof value === 'string') out.push(...(naming(kind, '').get(value) ?? []))
      }
      for (const fact of relations[`${kind}>${entity.kind}`] ?? []) {
        if (fact === insideRelation) out.push(...meeting(entity, kind))
        else out.push(...(naming(kind, fact).get(entity.key) ?? []))
      }
      return out
    },
    touching: meeting,
    connected(entity, gapMetres) {
      const found = new Map([[entity.id, entity]])
      for (const next of found.values()) {
        if (!next.geometry) continue
        const reach = widened(boxOf(next, next.geometry), gapMetres)
        for (const { entity: other } of indexOf(entity.kind).search(reach)) {
          if (found.has(other.id) || !other.geometry) continue
          if (metresBetween(next.geometry, other.geometry) <= gapMetres) found.set(other.id, other)
        }
      }
      return [...found.values()]
    },
  }
}
