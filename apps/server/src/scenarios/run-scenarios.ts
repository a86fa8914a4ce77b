import type { Kysely } from 'kysely'
import type { Indicator } from '../assessment/indicators/indicator.ts'
import type { Tables } from '../database/tables.ts'
import { allHandlers } from './all-handlers.ts'
import type { Finding, Handlers, Stage } from './handlers.ts'
import type { FoundFile, ScenarioFile } from './scenario-file.ts'

export interface Failure {
  readonly file: string
  readonly scenario: string
  readonly step: string
  readonly findings: readonly Finding[]
}

export interface RowResult {
  readonly row: string
  readonly scenarios: number
  readonly passed: number
  readonly failures: readonly Failure[]
}

type Scenario = ScenarioFile['scenarios'][number]
type StepEntry = Scenario['then'][number]

/** Plays one scenario in a transaction that is rolled back, so that each begins on an empty database. */
export async function playScenario(
  db: Kysely<Tables>,
  indicators: readonly Indicator[],
  file: FoundFile,
  scenario: Scenario,
  handlers: Handlers = allHandlers,
): Promise<Failure[]> {
  const { content, packFolder, name } = file
  const trx = await db.startTransaction().execute()
  const clock = scenario.clock ?? content.clock ?? '2021-12-31'
  const stage: Stage = { db: trx, indicators, clock, packFolder, notes: new Map() }
  const failed = (step: string, findings: readonly Finding[]): Failure => ({
    file: name,
    scenario: scenario.name,
    step,
    findings,
  })
  try {
    const facts = [...(content.background ?? []), ...(scenario.given ?? [])]
    for (const [kind, entries] of [
      ['given', facts],
      ['when', scenario.when ?? []],
    ] as const) {
      for (const entry of entries) {
        const trouble = await perform(stage, handlers[kind], entry)
        if (trouble) return [failed(`${kind} ${wordOf(entry)}`, [trouble])]
      }
    }
    const failures: Failure[] = []
    for (const entry of scenario.then) {
      const word = wordOf(entry)
      const handler = handlers.then[word]
      const findings = handler
        ? await handler.examine(stage, entry[word])
        : [unknownWord(word, handlers.then)]
      if (findings.length > 0) failures.push(failed(`then ${word}`, findings))
    }
    return failures
  } catch (error) {
    return [
      failed('error', [
        { path: '', expected: 'no error', actual: error instanceof Error ? error.message : String(error) },
      ]),
    ]
  } finally {
    await trx.rollback().execute()
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
    return message.includes(String(refusal)) ? null : { path: 'refused', expected: refusal, actual: message }
  }
  return refusal === undefined ? null : { path: 'refused', expected: refusal, actual: 'accepted' }
}

/** Plays all scenarios of the files, row by row. */
export async function runScenarios(
  db: Kysely<Tables>,
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
        const found = await playScenario(db, indicators, file, scenario)
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
