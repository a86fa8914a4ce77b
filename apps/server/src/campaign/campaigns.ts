import type { CampaignSummary, CivilDate } from '@qinglan/contract'
import { civilDateOf, parseChinaTime, yearEnd } from '@qinglan/periods'
import type { Selectable } from 'kysely'
import type { Db } from '../database/connect.ts'
import { badInput, notFound } from '../errors.ts'
import type { CampaignsTable } from './tables.ts'

const summarise = (row: Selectable<CampaignsTable>): CampaignSummary => ({
  id: row.id,
  name: { zh: row.name_zh, en: row.name_en },
  regionId: row.region_id,
  year: row.year,
  simulated: row.simulated,
  defaultAt: row.default_at ?? yearEnd(row.year),
})

/** Every campaign, newest year first. */
export async function listCampaigns(db: Db): Promise<CampaignSummary[]> {
  const rows = await db.selectFrom('campaigns').selectAll().orderBy('year', 'desc').orderBy('id').execute()
  return rows.map(summarise)
}

/** @throws QinglanError `not-found` */
export async function findCampaign(db: Db, id: string): Promise<CampaignSummary> {
  const row = await db.selectFrom('campaigns').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`没有计划“${id}”`, `no campaign "${id}"`)
  return summarise(row)
}

/**
 * The day a question is about: the one asked for, or the campaign's own. From the first day of the plan year to a year after its
 * end, when the last late work is still worth a question.
 *
 * @throws QinglanError `bad-input` when it is no date or lies outside
 */
export function dayAsked(campaign: CampaignSummary, at: string | undefined): CivilDate {
  if (at === undefined) return campaign.defaultAt
  const time = /^\d{4}-\d{2}-\d{2}$/.test(at) ? parseChinaTime(at) : null
  if (time === null || civilDateOf(time) !== at) {
    throw badInput(
      `“${at}”不是日期，应写作 ${campaign.year}-09-30`,
      `"${at}" is no date; write ${campaign.year}-09-30`,
    )
  }
  const [first, last] = [`${campaign.year}-01-01`, yearEnd(campaign.year + 1)]
  if (at < first || at > last) {
    throw badInput(
      `${at}不在本计划可查的${first}至${last}之内`,
      `${at} is outside ${first} to ${last}, which this campaign can answer for`,
    )
  }
  return at
}
