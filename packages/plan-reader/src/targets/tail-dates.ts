import type { Clause } from '../clauses/clause.ts'
import type { Responsibility } from '../clauses/responsibility.ts'
import { ACTION } from '../clauses/vocabulary.ts'
import { type TargetDraft, draft } from './draft.ts'
import { bareSubject } from './subject.ts'

/** What is kept up for good is not done by the date of a tail. */
const LASTING: ReadonlySet<TargetDraft['kind']> = new Set(['prohibition', 'frequency'])

/**
 * Lends the date of a tail (…,2023年10月底前完成) to the promises before it that have none of their own.
 * Where the tail dates actions without a measure, the last sentence before it is a dated promise.
 */
export function lendTailDates(
  norm: string,
  clauses: readonly Clause[],
  drafts: readonly TargetDraft[],
  tailsOf: (clause: Clause) => readonly Responsibility[],
): TargetDraft[] {
  const tailOf = new Map<Clause, Responsibility>()
  const answered = new Map<Responsibility, Clause[]>()
  for (const clause of clauses) {
    const tail = tailsOf(clause).find((one) => one.deadline !== null)
    if (tail === undefined || clause.heading) continue
    tailOf.set(clause, tail)
    answered.set(tail, [...(answered.get(tail)?.slice(-8) ?? []), clause])
  }
  if (answered.size === 0) return [...drafts]
  const promising = new Set(drafts.flatMap((one) => tailOf.get(one.clause) ?? []))
  const lent = drafts.map((one): TargetDraft => {
    const iso = tailOf.get(one.clause)?.deadline ?? null
    return one.deadline !== null || iso === null || LASTING.has(one.kind)
      ? one
      : // A completion with a date is a dated promise.
        { ...one, tier: one.tier === 'completion' ? 'dated' : one.tier, deadline: iso, deadlineRole: 'by' }
  })
  const dated = [...answered].flatMap(([tail, own]) => (promising.has(tail) ? [] : datedBy(norm, own, tail)))
  return [...lent, ...dated]
}

function datedBy(norm: string, clauses: readonly Clause[], tail: Responsibility): TargetDraft[] {
  const last = clauses.at(-1)!
  const first = clauses.find((one) => one.sentence === last.sentence)!
  const text = norm.slice(first.contentStart, last.end)
  if (!ACTION.test(text)) return []
  return [
    draft(last, {
      start: first.contentStart,
      end: last.end,
      subject: bareSubject(text),
      kind: 'deadline_task',
      tier: 'dated',
      deadline: tail.deadline,
      deadlineRole: 'by',
      confidence: 0.8,
    }),
  ]
}
