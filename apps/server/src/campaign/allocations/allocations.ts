import type { Allocation, AllocationInput, TargetAllocations } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import '../../region/tables.ts'
import { findCampaign } from '../campaigns.ts'
import type { Breakdown } from '../tables.ts'
import { findTarget } from '../targets/find-target.ts'
import { loadTargets } from '../targets/load-targets.ts'
import { checkAllocations } from './check.ts'
import { splitNumber } from './split.ts'

/** The counties and parks directly below the region of a campaign: those a target is broken down to. */
async function countiesOf(db: Db, regionId: string) {
  return db
    .selectFrom('regions')
    .select(['id', 'name_zh', 'name_en'])
    .where('parent_id', '=', regionId)
    .where('kind', 'in', ['county', 'park'])
    .orderBy('sort')
    .orderBy('id')
    .execute()
}

/** Who holds which part of a target, and whether the parts keep the promise. */
export async function allocationsOf(db: Db, targetId: string): Promise<TargetAllocations> {
  const target = await findTarget(db, targetId)
  const campaign = await findCampaign(db, target.campaign_id)
  const rows = await db
    .selectFrom('allocations')
    .leftJoin('regions', 'regions.id', 'allocations.region_id')
    .leftJoin('units', 'units.id', 'allocations.unit_id')
    .select(['allocations.id', 'allocations.region_id', 'allocations.unit_id', 'value', 'weight'])
    .select(['regions.name_zh as region_zh', 'regions.name_en as region_en'])
    .select(['units.name_zh as unit_zh', 'units.name_en as unit_en'])
    .where('target_id', '=', targetId)
    .orderBy('regions.sort')
    .orderBy('allocations.region_id')
    .orderBy('allocations.unit_id')
    .execute()
  const allocations = rows.map((row): Allocation => ({
    id: row.id,
    holder:
      row.region_id === null
        ? { kind: 'unit', id: row.unit_id ?? '', name: { zh: row.unit_zh ?? '', en: row.unit_en ?? '' } }
        : { kind: 'region', id: row.region_id, name: { zh: row.region_zh ?? '', en: row.region_en ?? '' } },
    value: row.value,
    weight: row.weight,
    current: null,
  }))
  const [loaded] = await loadTargets(db, { campaignId: campaign.id, targetId, at: campaign.defaultAt })
  const method =
    target.breakdown === 'none' && rows.length > 0 ? methodOf(target.unit_norm) : target.breakdown
  const toRegions = rows.some((r) => r.region_id !== null)
  const held = new Set(rows.map((r) => r.region_id))
  const counties =
    method === 'none' || !(toRegions || rows.length === 0) ? [] : await countiesOf(db, campaign.regionId)
  const check = checkAllocations({
    method,
    comparator: target.comparator,
    value: loaded?.number?.value ?? null,
    decimals: loaded?.number?.decimals ?? target.decimals,
    shares: rows,
    without: counties
      .filter((c) => !held.has(c.id))
      .map((c) => ({ id: c.id, name: { zh: c.name_zh, en: c.name_en } })),
  })
  return { allocations, check }
}

/**
 * Replaces the breakdown of a target: by a list of holders with their values, equally, or by share (weights). Parts of an equal or
 * weighted split add up to the target's number exactly.
 *
 * @throws QinglanError `bad-input` for an unknown holder, a holder named twice, or a split of a target without a number
 */
export async function setAllocations(
  db: Db,
  targetId: string,
  input: AllocationInput,
): Promise<TargetAllocations> {
  const target = await findTarget(db, targetId)
  await checkHolders(db, input)
  const values = await valuesOf(db, target.campaign_id, targetId, input)
  await db.deleteFrom('allocations').where('target_id', '=', targetId).execute()
  if (input.holders.length > 0) {
    const rows = input.holders.map((h, i) => ({
      target_id: targetId,
      region_id: h.kind === 'region' ? h.id : null,
      unit_id: h.kind === 'unit' ? h.id : null,
      value: values[i] ?? null,
      weight: h.weight ?? null,
    }))
    await db.insertInto('allocations').values(rows).execute()
  }
  await announce(db, { type: 'campaign', campaignId: target.campaign_id })
  return allocationsOf(db, targetId)
}

async function valuesOf(
  db: Db,
  campaignId: string,
  targetId: string,
  input: AllocationInput,
): Promise<(number | null)[]> {
  if (input.method === 'list') return input.holders.map((h) => h.value ?? null)
  const campaign = await findCampaign(db, campaignId)
  const [loaded] = await loadTargets(db, { campaignId, targetId, at: campaign.defaultAt })
  if (!loaded?.number)
    throw badInput('目标值尚未录入，不能分解', 'the number is not entered yet: nothing to split')
  const weights = input.holders.map((h) => (input.method === 'equal' ? 1 : (h.weight ?? 0)))
  return splitNumber(loaded.number.value, weights, loaded.number.decimals)
}

async function checkHolders(db: Db, { holders }: AllocationInput): Promise<void> {
  const keys = holders.map((h) => `${h.kind} ${h.id}`)
  const twice = keys.find((key, i) => keys.indexOf(key) !== i)
  if (twice !== undefined) throw badInput(`分配对象重复：${twice}`, `a holder stands twice: ${twice}`)
  const known = new Set<string>()
  for (const kind of ['region', 'unit'] as const) {
    const ids = holders.filter((h) => h.kind === kind).map((h) => h.id)
    if (ids.length === 0) continue
    const found = await db
      .selectFrom(kind === 'region' ? 'regions' : 'units')
      .select('id')
      .where('id', 'in', ids)
      .execute()
    for (const { id } of found) known.add(`${kind} ${id}`)
  }
  const unknown = keys.filter((key) => !known.has(key))
  if (unknown.length > 0)
    throw badInput(`没有这些分配对象：${unknown.join('、')}`, `no such holders: ${unknown.join(', ')}`)
}

const rates = new Set(['percent', 'ug/m3', 'mg/m3', 't/(km2.month)'])

/** How a breakdown that people made of a target adds up: rates by weight, all else by sum. */
const methodOf = (unitNorm: string | null): Breakdown =>
  unitNorm !== null && rates.has(unitNorm) ? 'weighted' : 'sum'
