import type { PlanTarget } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'

/** A target before it has its number, its quote and its link to an earlier copy; the span is in the even text. */
export interface TargetDraft extends Omit<PlanTarget, 'id' | 'quote' | 'restates' | 'sectionPath' | 'item'> {
  clause: Clause
}

/** Fields that most targets leave empty. */
export function draft(
  clause: Clause,
  given: Partial<TargetDraft> & Pick<TargetDraft, 'subject' | 'kind' | 'tier'>,
): TargetDraft {
  return {
    clause,
    start: clause.start,
    end: clause.end,
    comparator: 'none',
    value: null,
    unit: null,
    valueNorm: null,
    unitNorm: null,
    baselineYear: null,
    deadline: clause.deadline?.iso ?? null,
    deadlineRole: clause.deadline?.role ?? null,
    scope: null,
    regions: [],
    population: null,
    modality: null,
    delegatedTo: null,
    threshold: null,
    confidence: 0.9,
    doubts: [],
    ...given,
  }
}
