import type { NumeralRole, Threshold } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import type { TargetDraft } from './draft.ts'
import { givesPoints } from '../clauses/scoring-words.ts'
import { type Carry, emptyCarry } from './carry.ts'
import { governingModality } from './modality.ts'
import { HEAD_END } from './indicators.ts'
import { readNumbers } from './numbers.ts'
import { bareSubject } from './subject.ts'
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
    if (clause.leadIn !== null && HEAD_END.test(clause.leadIn)) {
      carry.indicator = clause.leadIn
      carry.leadIn = clause.leadIn
    }
    carry.set = COUNTED_SET.exec(norm.slice(clause.contentStart, clause.end))?.[1] ?? carry.set
    const governing = governingModality(norm.slice(clause.start, clause.start + 8))
    if (governing !== null) carry.modality = governing
    else if (clause.deadline?.inherited !== true) carry.modality = null
    if (clause.leadIn !== null) carry.leadModality = STRIVEN_FOR.exec(clause.leadIn)?.[1] ?? null
    carry.modality ??= carry.leadModality
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
    if (
      /^为(?:了)?(?:尽快|完成|实现|确保)|^为.{2,40}(?:打下|奠定|提供|作出|做出)[^,]{0,6}(?:基础|支撑|保障|贡献)$/.test(
        norm.slice(clause.contentStart, clause.end),
      )
    )
      continue
    const worded = readWorded(
      norm,
      clause,
      {
        threshold: numbers.threshold,
        moreThresholds: numbers.moreThresholds,
        population: numbers.population,
        carriedThreshold,
        carriedAll,
      },
      carry.modality,
      planYear,
    )
    noteIndicator(norm, clause, carry)
    drafts.push(...worded)
    if (worded.some((one) => one.tier === 'rule')) carriedThreshold = worded[0]!.threshold
    carriedAll = worded.some((one) => one.tier === 'all' && one.value === 100)
  }
  return { drafts, byClause: Map.groupBy(drafts, (one) => one.clause), roles }
}

/** 奋斗目标为: what follows is striven for. */
const STRIVEN_FOR = /(奋斗目标|力争|争取)(?:目标)?[^,]{0,4}$/

/** 全市486个入海排污口,…: the set that later rates are of. */
const COUNTED_SET = /^(?:全[市省县区州域]|辖区内?|其中)?\d+[个家条处座项台辆户口眼]([\u4e00-\u9fff]{2,16}),/
/** Names an indicator and says only that it moves: …达标率明显上升,达90%以上. */
const MOVES =
  /(?:持续|稳步|明显|大幅|显著|逐年|进一步|不断|有所|稳中|不|只)*(?:升高|恶化|反弹|上升|提升|提高|改善|下降|降低|减少|增长|增加|向好)$/
const KEPT = /^([^,]{2,30}?(?:率|比例|比重|占比|浓度))(?:不得?|保持|稳定|与|较|比|继续|持平|只)/
/** 开展节能诊断,每年不少于30家: what is done stands before how many. */
const DOES = /^(?:[^,]{0,30}?)(?:开展|创建|建设|建成|完成|实施|打造|培育|推广|推进|加强)([^,、]{2,24})$/

/** A clause without a number may name what the next one measures or counts. */
function noteIndicator(norm: string, clause: Clause, carry: Carry): void {
  const text = norm.slice(clause.contentStart, clause.end)
  const moved = bareSubject(text.replace(MOVES, ''))
  if (MOVES.test(text) && HEAD_END.test(moved)) carry.indicator = moved
  const kept = KEPT.exec(text)?.[1]
  if (kept !== undefined) carry.indicator = bareSubject(kept)
  carry.object = DOES.exec(text)?.[1] ?? carry.object
}
