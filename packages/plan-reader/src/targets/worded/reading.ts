import type { Comparator, Population, Threshold } from '../../contract.ts'
import type { TargetDraft } from '../draft.ts'

/** A promise in words, before its clause lends it span, date and scope. */
export type WordedReading = Partial<TargetDraft> &
  Pick<TargetDraft, 'kind' | 'tier'> & {
    /** One for each promise the clause makes. */
    subjects: string[]
  }

/** What the numbers of the clause and the clause before it lend a promise in words. */
export interface Lent {
  threshold: Threshold | null
  moreThresholds: string[]
  population: Population | null
  /** The threshold of the clause before, when this one goes on from it (并…联网). */
  carriedThreshold: Threshold | null
  /** True when the clause before promised all of a set and this one goes on from it. */
  carriedAll: boolean
}

const said = (
  comparator: Comparator,
  value: number,
  unit: string,
  unitNorm: string,
): Partial<TargetDraft> => ({
  comparator,
  value,
  unit,
  valueNorm: value,
  unitNorm,
})

/** 全部 is 100 % of a list. */
export const EVERY_ONE = said('=', 100, '%', 'percent')
/** 消除 is none left. */
export const NONE_LEFT = said('=', 0, '个', 'count')

/** 基本 promises nearly all and says not how much. */
export const SOFT = /基本(?!农田|建设|要求|公共|原则|制度|单元|情况)/
export const SOFT_DOUBT = '“基本”没有写明程度'
