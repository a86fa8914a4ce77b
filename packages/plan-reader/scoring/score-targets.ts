import type { PlanTarget } from '../src/index.ts'
import type { Accepted, TargetLabel } from './labels.ts'
import { overlap, pair } from './match.ts'

const SAME_SPAN = 0.5
const SAME_SUBJECT = 0.6

function span(label: TargetLabel): { start: number; end: number } {
  return { start: label.char_start, end: label.char_end }
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

function readingsOf(label: TargetLabel): Accepted[] {
  return [label, ...(label.accept ?? [])]
}

function valueFits(label: TargetLabel, target: PlanTarget): boolean {
  return (
    readingsOf(label).some((one) => same(one.value, target.value)) ||
    same(label.value_norm ?? null, target.valueNorm)
  )
}

/** Value and unit by any accepted reading; `comparator` too when asked. */
function readingFits(label: TargetLabel, target: PlanTarget, comparator: boolean): boolean {
  return readingsOf(label).some(
    (one) =>
      same(one.value, target.value) &&
      (one.unit_norm === target.unitNorm || one.value === null) &&
      (!comparator || one.comparator === target.comparator),
  )
}

export interface Count {
  right: number
  of: number
}

export interface TargetScore {
  number: { recall: Count; precision: Count; f1: number }
  numberUnseen: Count
  fields: Record<'comparator' | 'unit' | 'baseline' | 'deadline' | 'all four', Count>
  /** Number labels that name their subject, threshold or modality, and how many of them are read the same. */
  named: Record<'subject' | 'threshold' | 'modality', Count>
  unlikeThresholds: { label: TargetLabel; target: PlanTarget }[]
  unlikeSubjects: { label: TargetLabel; target: PlanTarget }[]
  tiers: Record<string, Count>
  /** Of each tier's readings, those that some label explains. */
  tierPrecision: Record<string, Count>
  /** Labelled repetitions that the reading links to an earlier promise. */
  restated: Count
  requiredOther: Count
  requiredOtherStrict: Count
  precision: Count
  missed: TargetLabel[]
  wrong: { label: TargetLabel; target: PlanTarget; fields: string[] }[]
  spurious: PlanTarget[]
}

/** Scores targets by overlap of spans and agreement of values, as the labels' README asks. */
export function scoreTargets(labels: readonly TargetLabel[], targets: readonly PlanTarget[]): TargetScore {
  const numbers = labels.filter((one) => one.tier === 'number')
  const read = targets.filter((one) => one.tier === 'number')
  const numberPairs = pair(numbers, read, (label, target) => {
    const shared = overlap(span(label), target)
    return shared < SAME_SPAN || !valueFits(label, target)
      ? 0
      : shared + (readingFits(label, target, true) ? 1 : 0)
  })
  const required = numbers.filter((one) => one.optional !== true)
  const found = required.filter((one) => numberPairs.has(one))
  const matched = new Set(numberPairs.values())
  // A number that a label of another tier accepts is no error.
  const allowed = (target: PlanTarget): boolean =>
    matched.has(target) ||
    labels.some(
      (label) =>
        label.tier !== 'number' &&
        overlap(span(label), target) >= SAME_SPAN &&
        readingFits(label, target, false),
    )
  const precise = read.filter(allowed)
  const recall = { right: found.length, of: required.length }
  const precision = { right: precise.length, of: read.length }
  const r = recall.right / Math.max(1, recall.of)
  const p = precision.right / Math.max(1, precision.of)

  const fields: TargetScore['fields'] = {
    comparator: none(),
    unit: none(),
    baseline: none(),
    deadline: none(),
    'all four': none(),
  }
  const wrong: TargetScore['wrong'] = []
  for (const label of found) {
    const target = numberPairs.get(label)!
    const verdicts = {
      comparator: readingsOf(label).some(
        (one) => one.comparator === target.comparator && same(one.value, target.value),
      ),
      unit: readingFits(label, target, false),
      baseline: [label.baseline_year ?? null, ...(label.accept_baseline ?? [])].includes(target.baselineYear),
      deadline: [label.deadline ?? null, ...(label.accept_deadline ?? [])].includes(target.deadline),
    }
    const bad = (Object.keys(verdicts) as (keyof typeof verdicts)[]).filter((name) => !verdicts[name])
    for (const name of Object.keys(verdicts) as (keyof typeof verdicts)[]) tally(fields[name], verdicts[name])
    tally(fields['all four'], bad.length === 0)
    if (bad.length > 0) wrong.push({ label, target, fields: bad })
  }

  const named: TargetScore['named'] = { subject: none(), threshold: none(), modality: none() }
  const unlikeSubjects: TargetScore['unlikeSubjects'] = []
  const unlikeThresholds: TargetScore['unlikeThresholds'] = []
  const others = labels.filter((one) => one.tier !== 'number')
  const otherPairs = pair(
    others,
    targets.filter((one) => !matched.has(one)),
    (label, target) => {
      const shared = overlap(span(label), target)
      return shared < SAME_SPAN
        ? 0
        : shared + (label.tier === target.tier ? 1 : 0) + (readingFits(label, target, true) ? 1 : 0)
    },
  )
  const tiers: Record<string, Count> = {}
  const requiredOther = none()
  const requiredOtherStrict = none()
  const missed = required.filter((one) => !numberPairs.has(one))
  for (const label of others) {
    if (label.optional === true) continue
    const target = otherPairs.get(label)
    tally((tiers[label.tier] ??= none()), target !== undefined)
    tally(requiredOther, target !== undefined)
    tally(
      requiredOtherStrict,
      target !== undefined && target.tier === label.tier && readingFits(label, target, true),
    )
    if (target === undefined) missed.push(label)
  }
  for (const [label, target] of [...numberPairs, ...otherPairs]) {
    if (label.subject !== undefined) {
      const alike = likeness(label.subject, target.subject) >= SAME_SUBJECT
      tally(named.subject, alike)
      if (!alike) unlikeSubjects.push({ label, target })
    }
    const bound = (label.threshold ?? null) as { value: number } | null
    if (bound !== null) {
      const alike = target.threshold?.value === bound.value
      tally(named.threshold, alike)
      if (!alike) unlikeThresholds.push({ label, target })
    }
    if ((label.modality ?? null) !== null) tally(named.modality, target.modality === label.modality)
  }
  const explained = new Set([...matched, ...otherPairs.values()])
  const spurious = targets.filter((one) => !explained.has(one) && !allowed(one))
  const tierPrecision: Record<string, Count> = {}
  for (const one of targets) tally((tierPrecision[one.tier] ??= none()), !spurious.includes(one))
  const restated = none()
  for (const [label, target] of [...numberPairs, ...otherPairs]) {
    if ((label.duplicate_of ?? null) !== null) tally(restated, target.restates !== null)
  }
  return {
    number: { recall, precision, f1: r + p === 0 ? 0 : (2 * r * p) / (r + p) },
    named,
    unlikeSubjects,
    unlikeThresholds,
    numberUnseen: {
      right: found.filter((one) => one.shown_in_notes !== true).length,
      of: required.filter((one) => one.shown_in_notes !== true).length,
    },
    fields,
    tiers,
    tierPrecision,
    restated,
    requiredOther,
    requiredOtherStrict,
    precision: { right: targets.length - spurious.length, of: targets.length },
    missed,
    wrong,
    spurious,
  }
}

/** Shared characters over all characters of two names, 0 to 1. */
function likeness(a: string, b: string): number {
  if (b.includes(a)) return 1
  const left = Array.from(b)
  let shared = 0
  for (const char of a) {
    const at = left.indexOf(char)
    if (at < 0) continue
    left.splice(at, 1)
    shared++
  }
  return (2 * shared) / (a.length + b.length)
}

function none(): Count {
  return { right: 0, of: 0 }
}

function tally(count: Count, right: boolean): void {
  count.of++
  if (right) count.right++
}
