import { Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import { badInput } from '../../errors.ts'
import type { Entity } from './entity.ts'

/** What an expression may ask of an entity's place on the map and of its neighbours in the register. */
export interface Surroundings {
  /** Does it lie in a polygon of this kind (of this key, when given)? */
  inside(entity: Entity, kind: string, key?: string): boolean
  /** Metres to the nearest entity of this kind that has this state or fact; Infinity when there is none. */
  metresTo(entity: Entity, kind: string): number
  /** Entities of another kind that name this one, or that this one names. */
  related(entity: Entity, kind: string): readonly Entity[]
}

/** The entity with its surroundings, as CEL sees it: `entity.inside('park')`, `entity.metresTo('river') <= 1000.0`. */
class Place {
  readonly entity: Entity
  readonly surroundings: Surroundings

  constructor(entity: Entity, surroundings: Surroundings) {
    this.entity = entity
    this.surroundings = surroundings
  }
}

const ageYears = (from: string, on: string): number => {
  const years = Number(on.slice(0, 4)) - Number(from.slice(0, 4))
  return on.slice(5) >= from.slice(5) ? years : years - 1
}

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerType('Place', Place)
  .registerFunction('Place.inside(string): bool', (p: Place, kind: string) =>
    p.surroundings.inside(p.entity, kind),
  )
  .registerFunction('Place.inside(string, string): bool', (p: Place, kind: string, key: string) =>
    p.surroundings.inside(p.entity, kind, key),
  )
  .registerFunction('Place.metresTo(string): double', (p: Place, kind: string) =>
    p.surroundings.metresTo(p.entity, kind),
  )
  .registerFunction('Place.related(string): list', (p: Place, kind: string) =>
    p.surroundings.related(p.entity, kind).map((e) => ({ ...e.facts, state: e.state })),
  )
  .registerFunction('ageYears(string, string): int', (from: string, on: string) => BigInt(ageYears(from, on)))

export interface Scope {
  readonly entity: Entity
  readonly date: string
  readonly thresholds: Readonly<Record<string, number>>
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly surroundings: Surroundings
  readonly evidence?: Readonly<Record<string, unknown>>
}

/** What a condition says: yes, no, or that a fact it needs is not known (never a silent no). */
export type Verdict = { readonly holds: boolean } | { readonly unknown: string }

/** A compiled condition, with the facts it reads, which are cited in its verdicts. */
export interface Condition {
  readonly text: string
  readonly facts: readonly string[]
  judge(scope: Scope): Verdict
}

const factNames = (text: string): string[] => [
  ...new Set([...text.matchAll(/\bfacts\.([A-Za-z_][A-Za-z0-9_]*)/g)].map((m) => m[1] as string)),
]

/** Compiles a CEL condition; a mistake in it is told with `where` it stands. */
export function compileCondition(text: string, where: string): Condition {
  let parsed: ReturnType<Environment['parse']>
  try {
    parsed = environment.parse(text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw badInput(
      `${where} 的条件写法有误:${error.message}`,
      `${where}: the condition does not parse: ${error.message}`,
    )
  }
  return {
    text,
    facts: factNames(text),
    judge(scope) {
      try {
        const holds: unknown = parsed({
          facts: scope.entity.facts,
          state: scope.entity.state ?? '',
          date: scope.date,
          thresholds: scope.thresholds,
          settings: scope.settings,
          entity: new Place(scope.entity, scope.surroundings),
          evidence: scope.evidence ?? {},
        })
        if (typeof holds === 'boolean') return { holds }
        return { unknown: `not a yes or no: ${String(holds)}` }
      } catch (error) {
        if (error instanceof EvaluationError)
          return { unknown: (error.summary || error.message).split('\n')[0] ?? '' }
        throw error
      }
    },
  }
}
