import type { CampaignSummary } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import { QinglanError, badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { findCampaign } from '../campaigns.ts'
import type { Binding } from './bindings.ts'
import { putItems, targetCodes, tasksWithCodes } from './put-items.ts'
import type { ReadingToImport } from './reading.ts'

export interface NewCampaign {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly regionId: string
  /** Absent: the year of the reading. */
  readonly year?: number | undefined
  readonly reading: ReadingToImport
  /** Of the document. */
  readonly sha256?: string
}

/**
 * Makes a campaign from a reading: every target and task with its place in the text, indicators bound where the subject says which,
 * units named in the text made responsible where the platform knows them.
 *
 * @throws QinglanError `conflict` when the id is taken, `bad-input` without a year, a region, or with spans outside the text
 */
export async function importReading(
  db: Db,
  given: NewCampaign,
  bindings: readonly Binding[],
): Promise<CampaignSummary> {
  const { id, reading } = given
  const year = given.year ?? reading.year
  if (year === null) throw badInput('未读出计划年度，请指定', 'the reading has no year; give one')
  await refuseUnfit(db, given)
  await db
    .insertInto('campaigns')
    .values({
      id,
      region_id: given.regionId,
      year,
      name_zh: given.name.zh,
      name_en: given.name.en,
      default_at: null,
    })
    .execute()
  await db
    .insertInto('plans')
    .values({
      campaign_id: id,
      title: reading.title ?? given.name.zh,
      issuer: reading.issuer,
      issued_on: reading.issuedOn,
      file_name: reading.file ?? null,
      sha256: given.sha256 ?? null,
      text: reading.text ?? null,
      sections: JSON.stringify(reading.sections),
    })
    .execute()
  await putItems(db, given, bindings)
  await announce(db, { type: 'campaign', campaignId: id })
  return findCampaign(db, id)
}

async function refuseUnfit(db: Db, { id, regionId, reading }: NewCampaign): Promise<void> {
  const taken = await db.selectFrom('campaigns').select('id').where('id', '=', id).executeTakeFirst()
  if (taken)
    throw new QinglanError('conflict', {
      zh: `计划编号“${id}”已存在`,
      en: `the campaign "${id}" exists already`,
    })
  const region = await db.selectFrom('regions').select('id').where('id', '=', regionId).executeTakeFirst()
  if (!region) throw badInput(`没有区划“${regionId}”`, `there is no region "${regionId}"`)
  const codes = [
    ...targetCodes(reading.targets).values(),
    ...tasksWithCodes(reading.tasks).map(({ code }) => code),
  ]
  const twice = codes.find((code, i) => codes.indexOf(code) !== i)
  if (twice !== undefined) throw badInput(`编号 ${twice} 出现两次`, `the code ${twice} stands twice`)
  const { text } = reading
  const wrong =
    text === undefined ? undefined : reading.targets.find((t) => text.slice(t.start, t.end) !== t.quote)
  if (wrong)
    throw badInput(
      `目标${wrong.id}的引文与原文不符`,
      `the quote of target ${wrong.id} is not what the text says there`,
    )
}
