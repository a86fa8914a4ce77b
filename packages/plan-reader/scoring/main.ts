// Scores the reader against hand labels: npm run score-plans [-- --errors] [LABEL_FOLDER PLAN_FOLDER | MARKED_FOLDER].
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PlanReading, readPlan } from '../src/index.ts'
import { type TargetLabel, type TaskLabel, rowsIn } from './labels.ts'
import { readMarked } from './marked.ts'
import { type PooledScore, pool } from './pool.ts'
import { type Count, scoreTargets } from './score-targets.ts'
import { scoreTasks } from './score-tasks.ts'

const here = dirname(fileURLToPath(import.meta.url))
const args = process.argv.slice(2).filter((one) => !one.startsWith('--'))
const showErrors = process.argv.includes('--errors')
const shared = process.env['QINGLAN_SHARED_DATA']

const percent = ({ right, of }: Count): string =>
  of === 0 ? '—' : `${((100 * right) / of).toFixed(1)}% (${right}/${of})`
const line = (name: string, value: string): void =>
  void process.stdout.write(`  ${name.padEnd(34)}${value}\n`)

function harmonic(recall: Count, precision: Count): number {
  const r = recall.right / Math.max(1, recall.of)
  const p = precision.right / Math.max(1, precision.of)
  return r + p === 0 ? 0 : (2 * r * p) / (r + p)
}

function report(
  name: string,
  text: string,
  reading: PlanReading,
  targets: TargetLabel[] | null,
  tasks: TaskLabel[] | null,
): void {
  process.stdout.write(`${name}\n`)
  if (targets !== null) {
    const score = scoreTargets(targets, reading.targets)
    line('number targets: recall', percent(score.number.recall))
    line('number targets: precision', percent(score.number.precision))
    line('number targets: F1', score.number.f1.toFixed(4))
    line('number targets not in notes: recall', percent(score.numberUnseen))
    for (const [field, count] of Object.entries(score.fields)) line(`number fields: ${field}`, percent(count))
    for (const [tier, recall] of Object.entries(score.tiers).sort(([a], [b]) => a.localeCompare(b))) {
      const precision = score.tierPrecision[tier] ?? { right: 0, of: 0 }
      line(`${tier}: recall of required`, percent(recall))
      line(`${tier}: precision`, percent(precision))
      line(`${tier}: F1`, harmonic(recall, precision).toFixed(4))
    }
    for (const [field, count] of Object.entries(score.named)) line(`named: ${field}`, percent(count))
    line('restatements linked', percent(score.restated))
    line('required others: recall', percent(score.requiredOther))
    line('required others: tier, value right', percent(score.requiredOtherStrict))
    line('all targets: precision', percent(score.precision))
    if (showErrors) {
      for (const one of score.missed)
        line(
          'MISSED',
          `${one.tier} ${text.slice(one.char_start, one.char_end)} ${JSON.stringify(one.value)} ${one.unit_norm}`,
        )
      for (const one of score.spurious)
        line('SPURIOUS', `${one.tier} ${one.quote} ${JSON.stringify(one.value)} ${one.unitNorm}`)
      for (const { label, target } of score.unlikeSubjects)
        line('SUBJECT', `${target.subject} for ${label.subject} in ${target.quote}`)
      for (const { label, target } of score.unlikeThresholds)
        line(
          'THRESHOLD',
          `${JSON.stringify(target.threshold)} for ${JSON.stringify(label.threshold)} in ${target.quote}`,
        )
      for (const one of score.wrong) {
        const { target, label } = one
        line(
          'WRONG',
          `${one.fields.join('+')} ${target.quote} read ${target.comparator} ${JSON.stringify(target.value)} ${target.unitNorm} base ${target.baselineYear} due ${target.deadline}; label ${label.comparator} ${JSON.stringify(label.value)} ${label.unit_norm} base ${label.baseline_year} due ${label.deadline}`,
        )
      }
    }
  }
  if (tasks !== null) {
    const score = scoreTasks(tasks, reading.tasks)
    line('tasks: recall', percent(score.recall))
    line('tasks: precision', percent(score.precision))
    line('tasks one to one: recall', percent(score.recallOneToOne))
    line('tasks: deadline', percent(score.deadline))
    line('tasks: role', percent(score.role))
    if (score.doers.of > 0) line('tasks: lead and support', percent(score.doers))
    if (showErrors) {
      for (const one of score.missed) line('MISSED TASK', text.slice(one.char_start, one.char_end))
      for (const one of score.spurious) line('SPURIOUS TASK', one.quote)
    }
  }
}

function scoreFolder(labels: string, plans: string): void {
  const names = new Set(
    readdirSync(labels).flatMap((file) => /^(.+)\.(?:targets|tasks)\.jsonl$/.exec(file)?.[1] ?? []),
  )
  for (const name of [...names].sort()) {
    const plan = join(plans, `${name}.txt`)
    if (!existsSync(plan)) continue
    const text = readFileSync(plan, 'utf8')
    report(
      name,
      text,
      readPlan(text, { file: `${name}.txt` }),
      rowsIn(join(labels, `${name}.targets.jsonl`)) as TargetLabel[] | null,
      rowsIn(join(labels, `${name}.tasks.jsonl`)) as TaskLabel[] | null,
    )
  }
}

function scoreMarked(folder: string): void {
  const scores = readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const { text, targets, tasks } = readMarked(readFileSync(join(folder, file), 'utf8'))
      const reading = readPlan(text, { file })
      if (showErrors) report(file, text, reading, targets, tasks)
      return { targets: scoreTargets(targets, reading.targets), tasks: scoreTasks(tasks, reading.tasks) }
    })
  process.stdout.write(`${folder}\n`)
  for (const [name, figure] of Object.entries(pool(scores)) as [keyof PooledScore, Count | number][])
    line(name, typeof figure === 'number' ? String(Number(figure.toFixed(4))) : percent(figure))
}

const marked = join(here, '..', 'cases', 'labelled')

if (args.length === 2) scoreFolder(args[0]!, args[1]!)
else if (args.length === 1) scoreMarked(args[0]!)
else {
  for (const set of readdirSync(marked, { withFileTypes: true }))
    if (set.isDirectory()) scoreMarked(join(marked, set.name))
  if (shared === undefined)
    process.stdout.write('QINGLAN_SHARED_DATA is not set: the labelled development plan was not scored.\n')
  else {
    scoreFolder(join(shared, '..', 'reference', 'plan-labels'), join(shared, 'plans'))
    scoreFolder(join(here, 'labels'), join(shared, 'plans'))
  }
}
