import { themes, tiers, type TargetState, type TargetTier, type Theme } from '@qinglan/contract'
import { oneOf, someOf, textOf, type Raw } from '../../frame/search.ts'
import { targetStates } from '../../states/state-look.ts'

/** The filters of the board, kept in the address so that a filtered board can be sent to someone. */
export interface BoardSearch {
  /** Comma list. */
  readonly state?: string | undefined
  readonly theme?: Theme | undefined
  readonly unit?: string | undefined
  readonly tier?: TargetTier | undefined
  readonly q?: string | undefined
  readonly restated?: boolean | undefined
}

export const statesOf = (search: BoardSearch): TargetState[] => someOf(targetStates, search.state) ?? []

export function readBoardSearch(raw: Raw): BoardSearch {
  return {
    state: someOf(targetStates, raw['state'])?.join(','),
    theme: oneOf(themes, raw['theme']),
    unit: textOf(raw['unit']),
    tier: oneOf(tiers, raw['tier']),
    q: textOf(raw['q']),
    restated: raw['restated'] === true ? true : undefined,
  }
}
