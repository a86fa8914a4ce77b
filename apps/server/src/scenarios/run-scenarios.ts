import type { Kysely } from 'kysely'
import type { Indicator } from '../assessment/indicators/indicator.ts'
import type { Connection } from '../database/connect.ts'
import type { Tables } from '../database/tables.ts'
import { allHandlers } from './all-handlers.ts'
import type { Finding, Handlers, Stage } from './handlers.ts'
import type { FoundFile, ScenarioFile } from './scenario-file.ts'

/** A step that did not come out as expected. */
export interface Failure {
  readonly file: string
  readonly scenario: string
  readonly step: string
  readonly findings: readonly Finding[]
}

/** How the scenarios of one row came out. */
export interface RowResult {
  readonly row: string
  readonly scenarios: number
  readonly passed: number
  readonly failures: readonly Failure[]
}

type Scenario = ScenarioFile['scenarios'][number]
type StepEntry = Scenario['then'][number]

/** Where scenarios are played: an empty migrated database, and as many copies of it as are asked for. */
export interface Playground {
  readonly db: Kysely<Tables>
  copy(): Promise<Connection>
}

/**
 * Plays one scenario on an empty database: in a transaction that is rolled back, or, where a step needs transactions of its own, in
 * a copy that is dropped.
 */
export async function playScenario(
  playground: Playground,
  indicators: readonly Indicator[],
  file: FoundFile,
  scenario: Scenario,
  handlers: Handlers = allHandlers,
): Promise<Failure[]> {
  const { content, packFolder, name } = file
  const given = [...(content.background ?? []), ...(scenario.given ?? [])]
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  const parts = { given, when: scenario.when ?? [], then: scenario.then }
  const clock = scenario.clock ?? content.clock ?? '2021-12-31'
  const base = { indicators, clock, packFolder, notes: new Map<string, unknown>() }
  if (provesNothing(parts)) {
    const nothing = { path: 'then', expected: 'an expectation', actual: scenario.then }
    return [{ file: name, scenario: scenario.name, step: 'then', findings: [nothing] }]
  }
  const play = async (stage: Stage): Promise<Failure[]> => {
    const findings = await playParts(stage, parts, handlers)
    return findings.map((f) => ({ file: name, scenario: scenario.name, ...f }))
  }
  const ownDatabase = [...given, ...parts.when].some(
    (entry) => (handlers.given[wordOf(entry)] ?? handlers.when[wordOf(entry)])?.ownDatabase,
  )
  if (ownDatabase) {
    const copy = await playground.copy()
    try {
      return await play({ ...base, db: copy.db, own: copy })
    } finally {
      await copy.close()
    }
  }
  const trx = await playground.db.startTransaction().execute()
  try {
    return await play({ ...base, db: trx, own: null })
  } finally {
    await trx.rollback().execute()
  }
}

interface Parts {
  readonly given: readonly StepEntry[]
  readonly when: readonly StepEntry[]
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  readonly then: readonly StepEntry[]
}

/** `{}` asks for nothing; `[]` is a whole list with nothing in it. */
const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)

/** No expectation with anything in it, and no step that must be refused: such a scenario would pass whatever happens. */
const provesNothing = ({ given, when, then }: Parts): boolean =>
  then.every((entry) => isEmpty(entry[wordOf(entry)])) &&
  ![...given, ...when].some((entry) => 'refused' in entry)

type StepFindings = Pick<Failure, 'step' | 'findings'>

async function playParts(stage: Stage, parts: Parts, handlers: Handlers): Promise<StepFindings[]> {
  for (const kind of ['given', 'when'] as const) {
    for (const entry of parts[kind]) {
      const trouble = await perform(stage, handlers[kind], entry)
      if (trouble) return [{ step: `${kind} ${wordOf(entry)}`, findings: [trouble] }]
    }
  }
  const failures: StepFindings[] = []
  for (const entry of parts.then) {
    const word = wordOf(entry)
    const findings = await examine(stage, handlers.then, entry)
    if (findings.length > 0) failures.push({ step: `then ${word}`, findings })
  }
  return failures
}

async function examine(stage: Stage, words: Handlers['then'], entry: StepEntry): Promise<readonly Finding[]> {
  const word = wordOf(entry)
  const handler = words[word]
  if (!handler) return [unknownWord(word, words)]
  try {
    return await handler.examine(stage, entry[word])
  } catch (error) {
    return [
      { path: '', expected: 'no error', actual: error instanceof Error ? error.message : String(error) },
    ]
  }
}

const wordOf = (entry: StepEntry): string => Object.keys(entry).find((key) => key !== 'refused') ?? ''

const unknownWord = (word: string, known: Readonly<Record<string, unknown>>): Finding => ({
  path: '',
  expected: `one of ${Object.keys(known).join(', ')}`,
  actual: word,
})

/** Performs a step; a step marked `refused` must be refused with a message that has these words in it. */
async function perform(stage: Stage, words: Handlers['given'], entry: StepEntry): Promise<Finding | null> {
  const word = wordOf(entry)
  const handler = words[word]
  if (!handler) return unknownWord(word, words)
  const refusal = entry['refused']
  try {
    await handler.perform(stage, entry[word])
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (refusal === undefined) return { path: '', expected: 'no error', actual: message }
    return typeof refusal === 'string' && message.includes(refusal)
      ? null
      : { path: 'refused', expected: refusal, actual: message }
  }
  return refusal === undefined ? null : { path: 'refused', expected: refusal, actual: 'accepted' }
}

/** Plays all scenarios of the files, row by row. */
export async function runScenarios(
  playground: Playground,
  indicators: readonly Indicator[],
  files: readonly FoundFile[],
): Promise<RowResult[]> {
  const byRow = Map.groupBy(files, (f) => f.content.row)
  const results: RowResult[] = []
  for (const [row, ofRow] of [...byRow].sort(([a], [b]) => a.localeCompare(b))) {
    const failures: Failure[] = []
    let [scenarios, passed] = [0, 0]
    for (const file of ofRow) {
      for (const scenario of file.content.scenarios) {
        const found = await playScenario(playground, indicators, file, scenario)
        scenarios += 1
        if (found.length === 0) passed += 1
        failures.push(...found)
      }
    }
    results.push({ row, scenarios, passed, failures })
  }
  return results
}

/** A failure in words: where, what was expected, what came. */
export const failureText = ({ file, scenario, step, findings }: Failure): string =>
  [
    `${file}: ${scenario}`,
    ...findings.map(
      (f) =>
        `  ${step} ${f.path}: 应为 expected ${JSON.stringify(f.expected)}, 实为 got ${JSON.stringify(f.actual)}`,
    ),
  ].join('\n')
