import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type TargetLabel, type TaskLabel, rowsIn } from '../scoring/labels.ts'
import { scoreTargets } from '../scoring/score-targets.ts'
import { scoreTasks } from '../scoring/score-tasks.ts'
import { readPlan } from './read-plan.ts'

const data = process.env['QINGLAN_SHARED_DATA']

test.skipIf(data === undefined)(
  'the labelled plan is read as well as asked (needs QINGLAN_SHARED_DATA)',
  () => {
    const labels = join(data!, '..', 'reference', 'plan-labels')
    const reading = readPlan(readFileSync(join(data!, 'plans', 'nantong-2021.txt'), 'utf8'))
    const targets = scoreTargets(
      rowsIn(join(labels, 'nantong-2021.targets.jsonl')) as TargetLabel[],
      reading.targets,
    )
    const share = ({ right, of }: { right: number; of: number }): number => right / of
    expect(targets.number.f1).toBeGreaterThanOrEqual(0.97)
    expect(share(targets.fields['all four'])).toBeGreaterThanOrEqual(0.9)
    expect(share(targets.requiredOther)).toBeGreaterThanOrEqual(0.85)
    const tasks = scoreTasks(rowsIn(join(labels, 'nantong-2021.tasks.jsonl')) as TaskLabel[], reading.tasks)
    expect(share(tasks.recall)).toBeGreaterThanOrEqual(0.9)
    expect(share(tasks.precision)).toBeGreaterThanOrEqual(0.9)
  },
)
