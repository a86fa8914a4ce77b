import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMarked } from '../scoring/marked.ts'
import { type PooledScore, pool, share } from '../scoring/pool.ts'
import { scoreTargets } from '../scoring/score-targets.ts'
import { scoreTasks } from '../scoring/score-tasks.ts'
import { readPlan } from './read-plan.ts'

const folder = new URL('../cases/labelled/', import.meta.url)

function scoreOf(set: string): PooledScore {
  return pool(
    readdirSync(new URL(`${set}/`, folder)).map((file) => {
      const { text, targets, tasks } = readMarked(readFileSync(new URL(`${set}/${file}`, folder), 'utf8'))
      const reading = readPlan(text, { file })
      return { targets: scoreTargets(targets, reading.targets), tasks: scoreTasks(tasks, reading.tasks) }
    }),
  )
}

/** What each set is read with at the least; raise a floor when the reader has passed it. */
const FLOORS = [
  { set: 'first', recall: 0.98, precision: 0.98, others: 0.97, taskRecall: 0.98, taskPrecision: 0.98 },
  { set: 'second', recall: 0.98, precision: 0.98, others: 0.97, taskRecall: 0.98, taskPrecision: 0.98 },
  { set: 'fifth', recall: 0.98, precision: 0.98, others: 0.97, taskRecall: 0.98, taskPrecision: 0.98 },
  { set: 'fourth', recall: 0.98, precision: 0.98, others: 0.97, taskRecall: 0.97, taskPrecision: 0.97 },
  { set: 'seventh', recall: 1, precision: 1, others: 1, taskRecall: 1, taskPrecision: 1 },
  { set: 'sixth', recall: 0.99, precision: 0.98, others: 0.96, taskRecall: 0.99, taskPrecision: 0.99 },
  { set: 'third', recall: 0.98, precision: 0.97, others: 0.97, taskRecall: 0.98, taskPrecision: 0.98 },
] as const

test.each(FLOORS)('the $set set is read no worse than before', (floor) => {
  const score = scoreOf(floor.set)
  expect(share(score.recall)).toBeGreaterThanOrEqual(floor.recall)
  expect(share(score.precision)).toBeGreaterThanOrEqual(floor.precision)
  expect(share(score.allFour)).toBeGreaterThanOrEqual(0.97)
  expect(share(score.subject)).toBeGreaterThanOrEqual(0.95)
  expect(share(score.modality)).toBeGreaterThanOrEqual(0.95)
  expect(share(score.requiredOther)).toBeGreaterThanOrEqual(floor.others)
  expect(share(score.taskRecall)).toBeGreaterThanOrEqual(floor.taskRecall)
  expect(share(score.taskPrecision)).toBeGreaterThanOrEqual(floor.taskPrecision)
})

test('every set has its floors', () => {
  const sets = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory())
  expect(sets.map((one) => one.name).sort()).toEqual(FLOORS.map((one) => one.set).sort())
})

test('every run of digits of every plan has one role, and what is doubtful says why', () => {
  for (const { set } of FLOORS) {
    for (const file of readdirSync(new URL(`${set}/`, folder))) {
      const { text } = readMarked(readFileSync(new URL(`${set}/${file}`, folder), 'utf8'))
      const { numerals, targets } = readPlan(text)
      expect(targets.filter((one) => one.confidence < 0.7 && one.doubts.length === 0)).toEqual([])
      const told = new Set(
        numerals.flatMap((one) => Array.from({ length: one.end - one.start }, (_, i) => one.start + i)),
      )
      const missed = Array.from(text.matchAll(/[0-9０-９]/g), (found) => found.index).filter(
        (at) => !told.has(at),
      )
      expect(missed.map((at) => text.slice(at - 5, at + 5))).toEqual([])
    }
  }
})
