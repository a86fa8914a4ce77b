import type { Clause } from '../../clauses/clause.ts'
import { leadingRegions } from '../../clauses/places.ts'
import { deadlineDoubts } from '../deadline-doubts.ts'
import { type TargetDraft, draft } from '../draft.ts'
import { CONDITION, modalityOf } from '../modality.ts'
import { leadingScope, withoutScope } from '../subject.ts'
import { moreThresholdsDoubt } from '../thresholds.ts'
import { wordsFrom } from '../value-span.ts'
import { readAll } from './all.ts'
import { readCompletion, readDated } from './dated.ts'
import { readDelegated, readLeftToOthers } from './delegated.ts'
import { readDirections, readLooseDirection, readLooseEnd } from './direction.ts'
import type { Lent, WordedReading } from './reading.ts'
import { readRule } from './rule.ts'
import { readScheduled } from './scheduled.ts'

/** A movement named last is what is promised; a date lent from before makes it no action. */
const LOOSE_END = /(?:逐年|稳步|持续|明显|大幅|显著|进一步)(?:提升|提高|改善|下降|增长|上升|减少|递增)$/
/** 在保障供应的前提下, and the like: a condition, and no part of what is promised. */
const ADVERBIAL = /^(?:(?:在|按照?|根据|依据|结合|通过)[^,]{2,40}|以[^,]{2,24}为(?:主|辅|重点|基础|导向)),/
const MEANWHILE = /^在[^,]{2,40}的同时,/

/** Reads the promises of a clause that states no number of its own; the first kind that fits is taken. */
export function readWorded(
  norm: string,
  clause: Clause,
  lent: Lent,
  modality: string | null,
  planYear: number | null,
): TargetDraft[] {
  if (clause.heading) return []
  const text = norm.slice(clause.contentStart, clause.end)
  const bare = withoutBrackets(text)
  const words = withoutBrackets(norm.slice(openingEnd(norm, clause), clause.end)).replace(ADVERBIAL, '')
  const scheduled = readScheduled(bare)
  const left = readLeftToOthers(text)
  const readings =
    left !== null ? [left] : scheduled.length > 0 ? scheduled : first(words, bare, clause, lent, planYear)
  const place = words.replace(/^(?:确保|力争|全力|并|且)+/, '')
  return readings.flatMap(({ subjects, ...reading }) => {
    const doubts = [...(reading.doubts ?? [])]
    const more = reading.threshold === lent.threshold ? moreThresholdsDoubt(lent.moreThresholds) : null
    if (more !== null) doubts.push(more)
    doubts.push(...deadlineDoubts(clause.deadline))
    return subjects.map((subject) =>
      draft(clause, {
        modality: modalityOf(text) ?? modality,
        scope: leadingScope(place),
        regions: leadingRegions(place),
        population: lent.population,
        ...reading,
        subject: withoutScope(subject),
        doubts,
        confidence: Math.max(0.35, (reading.confidence ?? 0.85) - doubts.length * 0.12),
      }),
    )
  })
}

function first(
  words: string,
  bare: string,
  clause: Clause,
  lent: Lent,
  planYear: number | null,
): WordedReading[] {
  const binding =
    readDelegated(bare.replace(MEANWHILE, '')) ??
    readRule(words, lent) ??
    boundAll(readAll(words, lent), lent)
  if (binding !== null) return [binding]
  const directions = readDirections(words, planYear)
  if (directions.length > 0) return directions
  const loose =
    LOOSE_END.test(words) && clause.deadline?.inherited === true ? readLooseDirection(words) : null
  const end = readLooseEnd(words)
  const dated = readDated(words, clause)
  // An end without a measure stays weak where it has a date.
  const weak = end !== null && dated !== null ? { ...dated, ...weakness(end) } : end
  const rest =
    loose ??
    weak ??
    dated ??
    readLooseDirection(words.replaceAll(CONDITION, '')) ??
    readCompletion(bare.replace(CONDITION, ''), clause)
  return rest === null ? [] : [rest]
}

function weakness({
  confidence = 0.62,
  doubts = [],
}: WordedReading): Pick<WordedReading, 'confidence' | 'doubts'> {
  return { confidence, doubts: [...doubts] }
}

/** All of a set that a threshold selects is a rule. */
function boundAll(all: WordedReading | null, lent: Lent): WordedReading | null {
  return all === null || lent.threshold === null ? all : { ...all, tier: 'rule', threshold: lent.threshold }
}

/** Past the dates that open the clause, but not past its other adverbial phrases. */
function openingEnd(norm: string, clause: Clause): number {
  const end = wordsFrom(norm, clause, clause.contentStart, clause.end)
  const dates = clause.tokens.filter((token) => token.kind === 'date' && token.end <= end)
  if (dates.length === 0) return clause.contentStart
  let at = dates[0]!.end
  while (at < clause.end && /[,前起止]/.test(norm[at]!)) at++
  return /^[\u4e00-\u9fff,]{0,4}$/.test(norm.slice(clause.contentStart, dates[0]!.start))
    ? at
    : clause.contentStart
}

function withoutBrackets(text: string): string {
  return text.replaceAll(/\((?![^)]*(?:县\(?市|市、区)\))[^()]{0,80}\)/g, '')
}
