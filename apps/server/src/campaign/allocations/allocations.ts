import type { Allocation, AllocationInput, TargetAllocations } from '@qinglan/contract'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import '../../region/tables.ts'
import { findCampaign } from '../campaigns.ts'
import type { Breakdown, TargetsTable } from '../tables.ts'
import { findTarget, followedTarget } from '../targets/find-target.ts'
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
  const method = rows.length > 0 ? methodOfTarget(target) : target.breakdown
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
 * Replaces the breakdown of a target: by a list of holders with their values, equally, or by share (weights). Parts of a count add up
 * to the target's number exactly; a rate is not cut up: everyone holds the target's own rate, with their weight (1 in an equal split).
 *
 * @throws QinglanError `bad-input` for an unknown holder, a holder named twice, or a split of a target without a number; `conflict` when the
 * target is closed
 */
export async function setAllocations(
  db: Db,
  targetId: string,
  input: AllocationInput,
): Promise<TargetAllocations> {
  const target = await followedTarget(db, targetId)
  await checkHolders(db, input)
  const values = await valuesOf(db, target, input)
  const equalRate = input.method === 'equal' && methodOfTarget(target) === 'weighted'
  await db.deleteFrom('allocations').where('target_id', '=', targetId).execute()
  if (input.holders.length > 0) {
    const rows = input.holders.map((h, i) => ({
      target_id: targetId,
      region_id: h.kind === 'region' ? h.id : null,
      unit_id: h.kind === 'unit' ? h.id : null,
      value: values[i] ?? null,
      weight: h.weight ?? (equalRate ? 1 : null),
    }))
    await db.insertInto('allocations').values(rows).execute()
  }
  await announce(db, { type: 'campaign', campaignId: target.campaign_id })
  return allocationsOf(db, targetId)
}

async function valuesOf(
  db: Db,
  target: Selectable<TargetsTable>,
  input: AllocationInput,
): Promise<(number | null)[]> {
  if (input.method === 'list') return input.holders.map((h) => h.value ?? null)
  const campaign = await findCampaign(db, target.campaign_id)
  const [loaded] = await loadTargets(db, {
    campaignId: campaign.id,
    targetId: target.id,
    at: campaign.defaultAt,
  })
  if (!loaded?.number)
    throw badInput('目标值尚未录入，不能分解', 'the number is not entered yet: nothing to split')
  const { value, decimals } = loaded.number
  if (methodOfTarget(target) === 'weighted') return input.holders.map(() => value)
  const weights = input.holders.map((h) => (input.method === 'equal' ? 1 : (h.weight ?? 0)))
  return splitNumber(value, weights, decimals)
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

const rates = new Set([
  'percent',
  'percentage_point',
  'permille',
  'ug/m3',
  'mg/m3',
  'mg/L',
  't/(km2.month)',
  't/(month.km2)',
  't/km2',
  'dB(A)',
  'water_quality_class',
])

/** How a breakdown that people made of a target adds up: rates by weight, all else by sum. */
const methodOf = (unitNorm: string | null): Breakdown =>
  unitNorm !== null && rates.has(unitNorm) ? 'weighted' : 'sum'

/** As the pack says, else by the unit. */
const methodOfTarget = ({ breakdown, unit_norm }: Pick<TargetsTable, 'breakdown' | 'unit_norm'>): Breakdown =>
  breakdown === 'none' ? methodOf(unit_norm) : breakdown
