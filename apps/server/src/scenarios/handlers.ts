import type { CivilDate } from '@qinglan/contract'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Indicator } from '../assessment/indicators/indicator.ts'
import type { Db } from '../database/connect.ts'
import type { Tables } from '../database/tables.ts'
import { badInput } from '../errors.ts'
import { closedSchema } from './closed-schema.ts'

/** What a scenario plays on: a database of its own, a clock that events may move, and what steps tell each other. */
export interface Stage {
  readonly db: Db
  readonly indicators: readonly Indicator[]
  clock: CivilDate
  /** Folder of the pack the scenario lies in. */
  readonly packFolder: string
  /** What an earlier step keeps for a later check, by the name of the handler. */
  readonly notes: Map<string, unknown>
  /** The database itself, for steps that need transactions of their own; such steps say so with `ownDatabase`. */
  readonly own: { readonly db: Kysely<Tables>; readonly pool: pg.Pool } | null
}

/** One difference between what a scenario expects and what came. */
export interface Finding {
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
}

/** Sets up a fact, or plays an event. */
export interface Step {
  /** The step cannot be rolled back: the scenario gets a database of its own. */
  readonly ownDatabase?: boolean
  perform(stage: Stage, argument: unknown): Promise<void>
}

/** Looks what came of it; no findings means as expected. */
export interface Check {
  examine(stage: Stage, argument: unknown): Promise<readonly Finding[]>
}

/** The words a room adds to the language of scenarios. */
export interface Handlers {
  readonly given: Readonly<Record<string, Step>>
  readonly when: Readonly<Record<string, Step>>
  // oxlint-disable-next-line unicorn/no-thenable -- `then` is the word of the language, never a promise
  readonly then: Readonly<Record<string, Check>>
}

function checked<S extends TSchema>(schema: S): (argument: unknown) => Static<S> {
  const validator = Compile(closedSchema(schema))
  return (argument) => {
    if (validator.Check(argument)) return argument as Static<S>
    const [fault] = validator.Errors(argument)
    const where = `${fault?.instancePath ?? ''} ${fault?.message ?? ''}`.trim()
    throw badInput(`情景参数有误：${where}`, `faulty argument of a scenario: ${where}`)
  }
}

/** A fact or event with its argument checked. */
export function step<S extends TSchema>(
  schema: S,
  run: (stage: Stage, argument: Static<S>) => Promise<unknown>,
): Step {
  const check = checked(schema)
  return {
    perform: async (stage, argument) => {
      await run(stage, check(argument))
    },
  }
}

/** A step that works on the database with transactions of its own. */
export function databaseStep<S extends TSchema>(
  schema: S,
  run: (own: NonNullable<Stage['own']>, argument: Static<S>, stage: Stage) => Promise<unknown>,
): Step {
  const checkedStep = step(schema, async (stage, argument) => {
    if (stage.own === null) throw new Error('this step needs a database of its own')
    await run(stage.own, argument, stage)
  })
  return { ...checkedStep, ownDatabase: true }
}

/** A check with its argument checked. */
export function check<S extends TSchema>(
  schema: S,
  run: (stage: Stage, argument: Static<S>) => Promise<readonly Finding[]>,
): Check {
  const check = checked(schema)
  return { examine: (stage, argument) => run(stage, check(argument)) }
}
