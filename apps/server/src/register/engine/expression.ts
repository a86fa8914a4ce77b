import { isDeepStrictEqual } from 'node:util'
import { Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import type { Geometry } from 'geojson'
import { badInput } from '../../errors.ts'
import { areaM2, coveredM2, lengthM, unionAreaM2 } from '../geometry/measure.ts'
import { staysIn } from '../geometry/stays.ts'
import type { Entity, Evidence, FactValue } from './entity.ts'
import { LimitShelf } from './limits.ts'

/** What an expression may ask of an entity's place on the map and of its neighbours in the register. */
export interface Surroundings {
  /** Does it lie in a polygon of this kind (of this key, when given)? */
  inside(entity: Entity, kind: string, key?: string): boolean
  /** Metres to the nearest entity of this kind that has this state or fact; Infinity when there is none. */
  metresTo(entity: Entity, kind: string): number
  /** Entities of another kind that name this one, or that this one names, or (relation `inside`) lie in it, or that it lies in. */
  related(entity: Entity, kind: string): readonly Entity[]
  /** Are the two kinds related by where they lie? */
  byPlace(kind: string, other: string): boolean
  /** Entities of this kind whose geometry meets its own, edges included. */
  touching(entity: Entity, kind: string): readonly Entity[]
  /** Entities of the same kind that reach each other over gaps of at most so many metres, itself included. */
  connected(entity: Entity, gapMetres: number): readonly Entity[]
  /** Entities of this kind within so many metres, the boundary included, nearest first. */
  near(entity: Entity, kind: string, metres: number): readonly { entity: Entity; metres: number }[]
  /** Other entities of its kind with the same value of a fact. */
  same(entity: Entity, fact: string): readonly Entity[]
}

/** The entity with its surroundings, as CEL sees it: `entity.inside('park')`, `entity.metresTo('river') <= 1000.0`. */
class Place {
  readonly entity: Entity
  readonly surroundings: Surroundings
  readonly evidence: readonly Evidence[]
  readonly date: string

  constructor({ entity, surroundings, own, date }: Scope) {
    this.entity = entity
    this.surroundings = surroundings
    this.evidence = own ?? []
    this.date = date
  }

  /** Its evidence for a duty that counts on the day. */
  evidenceOf(duty: string): Evidence[] {
    return this.evidence.filter(
      (e) => e.duty === duty && e.on <= this.date && (e.until === null || e.until >= this.date),
    )
  }
}

function limitOf(shelf: LimitShelf, side: 'max' | 'min', library: string, of: string, on: string): number {
  const limit = shelf.limitOn(library, of, on)
  if (typeof limit === 'string') throw new EvaluationError(`${limit}: ${library} ${of} ${on}`)
  const value = limit[side]
  if (value === null) throw new EvaluationError(`no ${side}: ${library} ${of} ${on}`)
  return value
}

const ageYears = (from: string, on: string): number => {
  const years = Number(on.slice(0, 4)) - Number(from.slice(0, 4))
  return on.slice(5) >= from.slice(5) ? years : years - 1
}

/** Stops a condition whose answer hangs on something nobody knows. */
const unknown = (what: string): never => {
  throw new EvaluationError(`not known: ${what}`)
}

const geometryOf = (p: Place): Geometry => p.entity.geometry ?? unknown('geometry')

/** An entity as a condition sees another one. */
/** An entity that is on the map; where nobody knows its place, nothing is known of what lies around it. */
const placed = (p: Place): Entity => {
  geometryOf(p)
  return p.entity
}

const described = (e: Entity) => ({ ...e.facts, key: e.key, state: e.state ?? '' })

/** The entity as it was on a day; `known: false` when it was not in the register yet. */
function asOf({ entity }: Place, on: string): Record<string, unknown> {
  const version = entity.versions?.findLast((v) => v.effectiveOn <= on)
  if (!version) return { known: false }
  const area = version.geometry && areaM2(version.geometry)
  const sameOutline = isDeepStrictEqual(version.geometry, entity.geometry)
  const known = { known: true, facts: version.facts, state: version.state ?? '', sameOutline }
  return area === null ? known : { ...known, areaM2: area }
}

/** The one zone it lies in: on an edge between two, the one with the first key; unknown outside all. */
function zoneOf(p: Place, kind: string): Record<string, unknown> {
  const zones = p.surroundings.touching(placed(p), kind)
  const [zone] = zones.toSorted((a, b) => a.key.localeCompare(b.key))
  return zone ? described(zone) : unknown(`zone: ${kind}`)
}

/** Stretches of a track in zones of a kind: the zone's facts with `minutes`, and `from` and `to` in minutes of the track. */
function stays(p: Place, kind: string): Record<string, unknown>[] {
  const track = geometryOf(p)
  return p.surroundings.touching(p.entity, kind).flatMap((zone) => {
    const found = zone.geometry ? (staysIn(track, zone.geometry) ?? unknown('times of the track')) : []
    return found.map(({ from, to }) => ({ ...described(zone), from, to, minutes: to - from }))
  })
}

/** The sum of a fact over what a condition found; one that is not known leaves the sum unknown. */
const sumOf = (list: readonly Record<string, unknown>[], fact: string): number =>
  list.reduce((sum, entity) => {
    const value = entity[fact]
    return sum + (typeof value === 'number' ? value : unknown(`${fact}: ${String(entity['key'])}`))
  }, 0)

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerType('Place', Place)
  .registerFunction('Place.inside(string): bool', (p: Place, kind: string) =>
    p.surroundings.inside(placed(p), kind),
  )
  .registerFunction('Place.inside(string, string): bool', (p: Place, kind: string, key: string) =>
    p.surroundings.inside(placed(p), kind, key),
  )
  .registerFunction('Place.metresTo(string): double', (p: Place, kind: string) =>
    p.surroundings.metresTo(placed(p), kind),
  )
  .registerFunction('Place.related(string): list', (p: Place, kind: string) => {
    const entity = p.surroundings.byPlace(p.entity.kind, kind) ? placed(p) : p.entity
    return p.surroundings.related(entity, kind).map(described)
  })
  .registerFunction('Place.touching(string): list', (p: Place, kind: string) =>
    p.surroundings.touching(placed(p), kind).map(described),
  )
  .registerFunction('Place.zoneOf(string): map', zoneOf)
  .registerFunction('Place.stays(string): list', stays)
  .registerFunction('Place.areaM2(): double', (p: Place) => areaM2(geometryOf(p)) ?? unknown('area'))
  .registerFunction('Place.lengthM(): double', (p: Place) => lengthM(geometryOf(p)) ?? unknown('length'))
  .registerFunction('Place.joinedAreaM2(double): double', (p: Place, gapMetres: number) => {
    return unionAreaM2(p.surroundings.connected(placed(p), gapMetres).flatMap((e) => e.geometry ?? []))
  })
  .registerFunction('Place.coveredM2(string): double', (p: Place, kind: string) =>
    coveredM2(
      geometryOf(p),
      p.surroundings.touching(p.entity, kind).flatMap((e) => e.geometry ?? []),
    ),
  )
  .registerFunction('Place.asOf(string): map', asOf)
  .registerFunction('Place.near(string, double): list', (p: Place, kind: string, metres: number) => {
    return p.surroundings
      .near(placed(p), kind, metres)
      .map((n) => ({ ...described(n.entity), metres: n.metres }))
  })
  .registerFunction('Place.same(string): list', (p: Place, fact: string) =>
    p.surroundings.same(p.entity, fact).map(described),
  )
  .registerFunction('Place.onList(string): bool', (p: Place, list: string) => p.entity.lists?.[list] === true)
  .registerFunction(
    'Place.leftList(string): bool',
    (p: Place, list: string) => p.entity.lists?.[list] === false,
  )
  .registerFunction('Place.done(string): bool', (p: Place, duty: string) => p.evidenceOf(duty).length > 0)
  .registerFunction('Place.evidence(string): list', (p: Place, duty: string) =>
    p.evidenceOf(duty).map((e) => ({ ...e.data, on: e.on })),
  )
  .registerFunction('Place.latest(string): map', (p: Place, duty: string) => {
    const last = p
      .evidenceOf(duty)
      .sort((a, b) => (a.on < b.on ? -1 : 1))
      .at(-1)
    return last ? { ...last.data, on: last.on } : unknown(duty)
  })
  .registerFunction('list.sum(string): double', sumOf)
  .registerType('Limits', LimitShelf)
  .registerFunction(
    'Limits.max(string, string, string): double',
    (shelf: LimitShelf, library: string, of: string, on: string) => limitOf(shelf, 'max', library, of, on),
  )
  .registerFunction(
    'Limits.min(string, string, string): double',
    (shelf: LimitShelf, library: string, of: string, on: string) => limitOf(shelf, 'min', library, of, on),
  )
  .registerFunction(
    'Limits.has(string, string, string): bool',
    (shelf: LimitShelf, library: string, of: string, on: string) =>
      typeof shelf.limitOn(library, of, on) !== 'string',
  )
  .registerFunction('ageYears(string, string): int', (from: string, on: string) => BigInt(ageYears(from, on)))

export interface Scope {
  readonly entity: Entity
  readonly date: string
  readonly thresholds: Readonly<Record<string, number>>
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly surroundings: Surroundings
  readonly evidence?: Readonly<Record<string, unknown>>
  /** All evidence of the entity. */
  readonly own?: readonly Evidence[]
  readonly limits?: LimitShelf
  /** The entity as it stands before the proposal that a gate judges. */
  readonly before?: Before
  readonly region?: string | null
  /** The entry of a list that a clause is judged against; what it does not say is null. */
  readonly entry?: Entity
}

export interface Before {
  readonly exists: boolean
  readonly state: string
  readonly region: string
  readonly facts: Readonly<Record<string, FactValue>>
}

const nothingBefore: Before = { exists: false, state: '', region: '', facts: {} }
const emptyShelf = new LimitShelf([])
const nothing = {}

/** What a condition says: yes, no, or that a fact it needs is not known (never a silent no). */
export type Verdict = { readonly holds: boolean } | { readonly unknown: string }

/** A compiled condition, with the facts it reads, which are cited in its verdicts. */
export interface Condition {
  readonly text: string
  readonly facts: readonly string[]
  judge(scope: Scope): Verdict
  /** The same for a quantity. */
  measure(scope: Scope): number | { readonly unknown: string }
}

const factNames = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bfacts\.([A-Za-z_][A-Za-z0-9_]*)/g)].map((m) => m[1] as string)),
]

/** Where in a condition a mistake stands, for whoever edits it. */
interface Mistake {
  readonly summary: string
  readonly range?: { readonly start: number } | undefined
}

/** A condition that cannot be: the text is named, so that a form can tell which of its fields is meant. */
function refuseCondition(text: string, where: string, { summary, range }: Mistake): never {
  const at = Math.min(range?.start ?? 0, text.length)
  const before = text.slice(0, at).split('\n')
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1]
  throw badInput(
    `${where} 的条件写法有误,第 ${line} 行第 ${column} 字:${summary}`,
    `${where}: the condition is wrong at line ${line}, character ${column}: ${summary}`,
    { text, at, line, column },
  )
}

/** Compiles a CEL condition; a mistake in it is told with `where` it stands. @throws QinglanError `bad-input` */
export function compileCondition(text: string, where: string): Condition {
  let parsed: ReturnType<Environment['parse']>
  try {
    parsed = environment.parse(text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    refuseCondition(text, where, error)
  }
  const { error: mistake } = parsed.check()
  if (mistake) refuseCondition(text, where, mistake)
  const asksPlace = /\bentity\b/.test(text)
  const evaluate = (scope: Scope): { value: unknown } | { unknown: string } => {
    try {
      const value: unknown = parsed({
        facts: scope.entity.facts,
        state: scope.entity.state ?? '',
        date: scope.date,
        thresholds: scope.thresholds,
        settings: scope.settings,
        entity: asksPlace ? new Place(scope) : undefined,
        evidence: scope.evidence ?? nothing,
        limits: scope.limits ?? emptyShelf,
        before: scope.before ?? nothingBefore,
        region: scope.region ?? '',
        entry: scope.entry ? described(scope.entry) : nothing,
      })
      return { value }
    } catch (error) {
      if (error instanceof EvaluationError)
        return { unknown: (error.summary || error.message).split('\n')[0] ?? '' }
      throw error
    }
  }
  return {
    text,
    facts: factNames(text),
    judge(scope) {
      const answer = evaluate(scope)
      if ('unknown' in answer) return answer
      if (typeof answer.value === 'boolean') return { holds: answer.value }
      return { unknown: `not a yes or no: ${String(answer.value)}` }
    },
    measure(scope) {
      const answer = evaluate(scope)
      if ('unknown' in answer) return answer
      const { value } = answer
      if (typeof value === 'number' || typeof value === 'bigint') return Number(value)
      return { unknown: `not a number: ${String(value)}` }
    },
  }
}
