import type { NumeralRole, Threshold } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import type { TargetDraft } from './draft.ts'
import { givesPoints } from '../clauses/scoring-words.ts'
import { type Carry, emptyCarry } from './carry.ts'
import { governingModality } from './modality.ts'
import { readNumbers } from './numbers.ts'
import { readWorded } from './worded/read-worded.ts'

export interface TargetReading {
  drafts: TargetDraft[]
  byClause: Map<Clause, TargetDraft[]>
  roles: { start: number; end: number; role: NumeralRole }[]
}

/** Reads the promises of all clauses, in order; what a sentence says once holds for its later clauses. */
export function readTargets(
  norm: string,
  clauses: readonly Clause[],
  planYear: number | null,
): TargetReading {
  const drafts: TargetDraft[] = []
  const roles: TargetReading['roles'] = []
  let sentence = -1
  let carry: Carry = emptyCarry()
  let carriedThreshold: Threshold | null = null
  let carriedAll = false
  for (const clause of clauses) {
    if (clause.sentence !== sentence) {
      sentence = clause.sentence
      const { baselineYear } = carry
      carry = emptyCarry()
      // Goals that hold for a paragraph are measured from one year.
      if (clause.deadline?.acrossSentence === true) carry.baselineYear = baselineYear
      carriedThreshold = null
      carriedAll = false
    }
    const governing = governingModality(norm.slice(clause.start, clause.start + 8))
    if (governing !== null) carry.modality = governing
    else if (clause.deadline?.inherited !== true) carry.modality = null
    if (givesPoints(norm.slice(clause.start, clause.end))) continue
    const numbers = readNumbers(norm, clause, planYear, carry)
    roles.push(...numbers.roles)
    if (numbers.drafts.length > 0) {
      drafts.push(...numbers.drafts)
      carriedThreshold = null
      carriedAll = numbers.drafts.some(
        (one) => one.tier === 'number' && one.comparator === 'complete_count>=',
      )
      continue
    }
    const worded = readWorded(
      norm,
      clause,
      {
        threshold: numbers.threshold,
        population: numbers.population,
        carriedThreshold,
        carriedAll,
      },
      carry.modality,
    )
    drafts.push(...worded)
    if (worded.some((one) => one.tier === 'rule')) carriedThreshold = worded[0]!.threshold
    carriedAll = worded.some((one) => one.tier === 'all' && one.value === 100)
  }
  return { drafts, byClause: Map.groupBy(drafts, (one) => one.clause), roles }
}
