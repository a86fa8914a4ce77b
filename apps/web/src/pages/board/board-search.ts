import { tiers, type TargetState, type TargetTier } from '@qinglan/contract'
import { readSharedSearch, type SharedSearch } from '../../filters/shared-search.ts'
import { oneOf, someOf, type Raw } from '../../frame/search.ts'
import { targetStates } from '../../states/state-look.ts'

/** The filters of the board, kept in the address so that a filtered board can be sent to someone. */
export interface BoardSearch extends SharedSearch {
  /** Comma list. */
  readonly state?: string | undefined
  readonly tier?: TargetTier | undefined
  readonly restated?: boolean | undefined
}

export const statesOf = (search: BoardSearch): TargetState[] => someOf(targetStates, search.state) ?? []

export const readBoardSearch = (raw: Raw): BoardSearch => ({
  ...readSharedSearch(raw),
  state: someOf(targetStates, raw['state'])?.join(','),
  tier: oneOf(tiers, raw['tier']),
  restated: raw['restated'] === true ? true : undefined,
})
