import type { CampaignGaps } from '@qinglan/contract'
import type { Db } from '../database/connect.ts'
import { findCampaign } from './campaigns.ts'
import { delegatedNumbers } from './targets/numbers.ts'

/** Targets nobody is responsible for, and delegated numbers with what is still missing. */
export async function campaignGaps(db: Db, campaignId: string): Promise<CampaignGaps> {
  const campaign = await findCampaign(db, campaignId)
  const rows = await db
    .selectFrom('targets')
    .select(['id', 'code', 'subject_zh', 'subject_en'])
    .where('campaign_id', '=', campaign.id)
    .where('restates', 'is', null)
    .where('closed_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('target_units')
            .select('unit_id')
            .whereRef('target_id', '=', 'targets.id')
            .where('role', '<>', 'support'),
        ),
      ),
    )
    .orderBy('sort')
    .execute()
  return {
    withoutUnit: rows.map((r) => ({
      targetId: r.id,
      code: r.code,
      subject: { zh: r.subject_zh, en: r.subject_en },
    })),
    numbers: await delegatedNumbers(db, campaign.id),
  }
}
