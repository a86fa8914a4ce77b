import type { PlanPage, TargetState } from '@qinglan/contract'
import type { PlanReading } from '@qinglan/plan-reader'

/** A promise beside the text, of a campaign or of a fresh reading. */
export interface PlanItem {
  readonly id: string
  readonly title: string
  readonly titleEn: string
  readonly code: string
  readonly start: number | null
  readonly end: number | null
  /** The state on the board; null for a fresh reading, which has none yet. */
  readonly state: TargetState | null
  readonly figure: string
  readonly doubts: readonly string[]
}

export interface PlanSection {
  readonly path: readonly string[]
  readonly level: number
  readonly start: number
  readonly end: number
}

/** `inDocument`: at their places in the published document, else in the text the page carries, which may be a digest. */
export const itemsOfCampaign = (plan: PlanPage, inDocument = false): PlanItem[] =>
  plan.targets.map(({ targetId, code, subject, state, start, end, sourceStart, sourceEnd }) => ({
    id: targetId,
    title: subject.zh,
    titleEn: subject.en,
    code,
    start: inDocument ? sourceStart : start,
    end: inDocument ? sourceEnd : end,
    state,
    figure: '',
    doubts: [],
  }))

const sign: Readonly<Record<string, string>> = {
  '>=': '≥',
  '<=': '≤',
  'complete_count>=': '≥',
  'increase_by>=': '↑ ≥',
  'decrease_by>=': '↓ ≥',
  range: '',
  none: '',
}

export const itemsOfReading = (reading: PlanReading): PlanItem[] =>
  reading.targets.map((target) => {
    const value = Array.isArray(target.value) ? target.value.join(' ~ ') : target.value
    return {
      id: target.id,
      title: target.subject || target.quote,
      titleEn: target.subject || target.quote,
      code: target.id,
      start: target.start,
      end: target.end,
      state: null,
      figure:
        value === null
          ? ''
          : `${sign[target.comparator] ?? target.comparator} ${value}${target.unit ?? ''}`.trim(),
      doubts: target.doubts,
    }
  })
