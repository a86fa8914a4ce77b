import type { Correction, CorrectionInput } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { letterOfResolution, resolutionOfLetter } from '../resolutions.ts'
import { siteById } from '../sites/list-sites.ts'
import { readingAt } from '../flags.ts'
import { storedValue } from './stored-value.ts'
import './tables.ts'

/** Notes that a person changes one value of a site, or rejects it; `applyCorrections` then does so. @throws QinglanError */
export async function noteCorrection(
  db: Db,
  siteId: string,
  { resolution, at, factor, statistic, value, reason }: CorrectionInput,
  by: string,
): Promise<number> {
  const site = await siteById(db, siteId)
  if (reason.trim() === '') throw badInput('须写明修正原因', 'a reason is needed')
  const channel = {
    siteId: site.id,
    resolution: letterOfResolution[resolution],
    at: new Date(at),
    factor,
    statistic,
  }
  const found = await storedValue(db, channel)
  if (!found) throw notFound('没有这个值,不能修正', 'there is no such value to correct')
  const { siteId: site_id, ...rest } = channel
  await db
    .insertInto('corrections')
    .values({
      ...rest,
      site_id,
      value,
      reason: reason.trim(),
      corrected_by: by,
      former: found.values[found.position] ?? null,
      former_flag: found.flags?.[found.position] ?? null,
      applied_at: null,
    })
    .execute()
  return site.id
}

/** The corrections of a site, the latest first. @throws QinglanError */
export async function listCorrections(db: Db, siteId: string): Promise<Correction[]> {
  const site = await siteById(db, siteId)
  const rows = await db
    .selectFrom('corrections')
    .selectAll()
    .where('site_id', '=', site.id)
    .orderBy('corrected_at', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    resolution: resolutionOfLetter[row.resolution] ?? 'sample',
    at: row.at.toISOString(),
    factor: row.factor,
    statistic: row.statistic,
    value: row.value,
    former: readingAt([row.former], row.former_flag, 0),
    reason: row.reason,
    correctedBy: row.corrected_by,
    correctedAt: row.corrected_at.toISOString(),
    applied: row.applied_at !== null,
  }))
}
