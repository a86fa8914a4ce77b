import { isDeepStrictEqual } from 'node:util'
import { bbox } from '@turf/bbox'
import type { Geometry } from 'geojson'
import type { Selectable } from 'kysely'
import { badInput } from '../../errors.ts'
import { checkTransition, missingFacts, wrongFacts, type FactProblem } from '../definitions/check-facts.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { FactValue } from '../engine/entity.ts'
import type { Proposal } from '../gates/ask-gates.ts'
import type { EntitiesTable } from '../tables.ts'

/** What a form, an import or a pack says of an entity. */
export interface EntityInput {
  readonly facts: Readonly<Record<string, FactValue>>
  readonly state?: string | null
  readonly geometry?: Geometry | null
  readonly regionId?: string | null
  readonly unitId?: string | null
  /** The civil day from which this holds: an approval, a finding, a registration. */
  readonly effectiveOn: string
  readonly reason?: string
  readonly simulated?: boolean
}

const families = {
  point: ['Point'],
  line: ['LineString', 'MultiLineString'],
  polygon: ['Polygon', 'MultiPolygon'],
} as const

function checkGeometry(kind: KindDefinition, geometry: Geometry | null): void {
  if (!geometry) return
  const allowed: readonly string[] = kind.geometry === 'none' ? [] : families[kind.geometry]
  if (!allowed.includes(geometry.type)) {
    const zh = `“${kind.title.zh}”的位置应为 ${allowed.join('、') || '无'},实为 ${geometry.type}`
    const en = `geometry of ${kind.title.en}: expected ${allowed.join(', ') || 'none'}`
    throw badInput(zh, en, [{ fact: 'geometry', value: geometry.type, reason: { zh, en } }])
  }
}

const factsMessage = (kind: KindDefinition, problems: readonly FactProblem[]): { zh: string; en: string } => {
  const title = (fact: string) => kind.facts[fact]?.title ?? { zh: fact, en: fact }
  return {
    zh: problems.map((p) => `${title(p.fact).zh}:${p.reason.zh}`).join(';'),
    en: problems.map((p) => `${title(p.fact).en}: ${p.reason.en}`).join('; '),
  }
}

/** An entity as it was before a change, and what the change makes of it. */
export interface EntityChange {
  readonly key: string
  readonly before: Selectable<EntitiesTable> | undefined
  readonly after: Proposal & { readonly state: string | null; readonly geometry: Geometry | null }
  readonly unitId: string | null
  readonly unchanged: boolean
}

/** @throws QinglanError `bad-input` naming every fact that does not fit */
function refuse(kind: KindDefinition, problems: readonly FactProblem[]): void {
  if (problems.length === 0) return
  const message = factsMessage(kind, problems)
  throw badInput(message.zh, message.en, problems)
}

/** The key that facts name, which itself must fit. @throws QinglanError `bad-input` */
export function keyOf(kind: KindDefinition, facts: EntityInput['facts']): string {
  const key = { [kind.key]: facts[kind.key] ?? null }
  refuse(kind, [...wrongFacts(kind, key), ...missingFacts({ ...kind, required: [] }, key)])
  return String(facts[kind.key])
}

/**
 * What an input makes of an entity; what it does not speak of stays, and what is required may be known already.
 *
 * @throws QinglanError `bad-input` for a fact, a state or a place that cannot be
 */
export function changeOf(
  kind: KindDefinition,
  before: Selectable<EntitiesTable> | undefined,
  input: EntityInput,
): EntityChange {
  const key = keyOf(kind, input.facts)
  const facts = { ...before?.facts, ...input.facts }
  refuse(kind, [...wrongFacts(kind, input.facts), ...missingFacts(kind, facts)])
  const state = input.state === undefined ? (before?.state ?? null) : input.state
  const refused = checkTransition(kind, before?.state ?? null, state)
  if (refused)
    throw badInput(`${kind.title.zh} ${key}:${refused.zh}`, `${kind.title.en} ${key}: ${refused.en}`)
  const geometry = input.geometry === undefined ? (before?.geometry ?? null) : input.geometry
  checkGeometry(kind, geometry)
  const regionId = input.regionId === undefined ? (before?.region_id ?? null) : input.regionId
  const unitId = input.unitId === undefined ? (before?.unit_id ?? null) : input.unitId
  const unchanged =
    before !== undefined &&
    before.left_on === null &&
    isDeepStrictEqual(
      [before.facts, before.state, before.geometry, before.region_id, before.unit_id],
      JSON.parse(JSON.stringify([facts, state, geometry, regionId, unitId])),
    )
  const after = { kind: kind.kind, facts, state, geometry, regionId, on: input.effectiveOn }
  return { key, before, after, unitId, unchanged }
}

/** The columns of a changed entity, as the table wants them. */
export function columnsOf(kind: KindDefinition, { key, after, unitId }: EntityChange) {
  const [minLon, minLat, maxLon, maxLat] = after.geometry ? bbox(after.geometry) : [null, null, null, null]
  return {
    kind: kind.kind,
    key,
    name: String(after.facts[kind.name ?? kind.key] ?? key),
    region_id: after.regionId ?? null,
    unit_id: unitId,
    facts: JSON.stringify(after.facts),
    state: after.state,
    geometry: after.geometry && JSON.stringify(after.geometry),
    min_lon: minLon ?? null,
    min_lat: minLat ?? null,
    max_lon: maxLon ?? null,
    max_lat: maxLat ?? null,
    left_on: null,
  }
}
