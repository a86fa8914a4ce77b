import type { PlanPage } from '@qinglan/contract'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { evaluateCampaign } from '../board/board.ts'
import { dayAsked, findCampaign } from '../campaigns.ts'
import { digestOf } from './digest.ts'

/** The plan document of a campaign and what stands where in it. */
export async function planPage(
  db: Db,
  indicators: readonly Indicator[],
  question: { campaignId: string; at?: string | undefined },
): Promise<PlanPage> {
  const campaign = await findCampaign(db, question.campaignId)
  const at = dayAsked(campaign, question.at)
  const plan = await db
    .selectFrom('plans')
    .selectAll()
    .where('campaign_id', '=', campaign.id)
    .executeTakeFirst()
  const evaluated = await evaluateCampaign(db, indicators, { campaignId: campaign.id, at })
  const digest = plan?.text ? null : digestOf(evaluated.map(({ row }) => row))
  return {
    campaign,
    title: plan?.title ?? campaign.name.zh,
    issuer: plan?.issuer ?? null,
    issuedOn: plan?.issued_on ?? null,
    text: digest?.text ?? plan?.text ?? null,
    isDigest: digest !== null,
    sections: digest?.sections ?? plan?.sections ?? [],
    targets: evaluated.map(({ row, target }) => ({
      targetId: row.targetId,
      code: row.code,
      subject: row.subject,
      state: row.state,
      start: digest ? (digest.places.get(row.targetId)?.start ?? null) : target.row.source_start,
      end: digest ? (digest.places.get(row.targetId)?.end ?? null) : target.row.source_end,
      sourceStart: target.row.source_start,
      sourceEnd: target.row.source_end,
    })),
  }
}
