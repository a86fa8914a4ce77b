import type { Board, CivilDate } from '@qinglan/contract'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { dayAsked, findCampaign } from '../campaigns.ts'
import { loadTargets } from '../targets/load-targets.ts'
import { askIndicators } from '../targets/measure.ts'
import { evaluateTarget, withRestatements, type Evaluated } from '../targets/evaluate.ts'

export interface BoardQuestion {
  readonly campaignId: string
  /** `YYYY-MM-DD`; absent: the campaign's default day. */
  readonly at?: string | undefined
}

/** Judges every target of a campaign for a day. */
export async function evaluateCampaign(
  db: Db,
  indicators: readonly Indicator[],
  { campaignId, at }: { campaignId: string; at: CivilDate },
): Promise<Evaluated[]> {
  const campaign = await findCampaign(db, campaignId)
  const ask = askIndicators(db, indicators, campaign)
  const evaluated: Evaluated[] = []
  for (const target of await loadTargets(db, { campaignId, at })) {
    evaluated.push(await evaluateTarget(target, campaign.year, ask, at))
  }
  return withRestatements(evaluated)
}

/**
 * The target board as of a day: every promise with its state, reason, figure and outlook, in the order of the plan; a promise stated
 * twice counts once.
 *
 * @throws QinglanError `not-found` for an unknown campaign, `bad-input` for a day it cannot answer for
 */
export async function board(
  db: Db,
  indicators: readonly Indicator[],
  question: BoardQuestion,
): Promise<Board> {
  const campaign = await findCampaign(db, question.campaignId)
  const at = dayAsked(campaign, question.at)
  const rows = (await evaluateCampaign(db, indicators, { campaignId: campaign.id, at })).map((e) => e.row)
  return { campaign, at, counts: countStates(rows), rows }
}

function countStates(rows: Board['rows']): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { state, restates } of rows) if (restates === null) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
