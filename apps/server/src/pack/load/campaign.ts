import { createHash } from 'node:crypto'
import { toDecimal } from '@qinglan/standards'
import { isRevised } from '../../campaign/revision/record-revision.ts'
import type { Db } from '../../database/connect.ts'
import type { Pack } from '../files/read-pack.ts'
import type { TargetEntry, TaskEntry } from '../files/schemas.ts'
import { upsert } from './upsert.ts'

/** A stable id for a row of a pack, so that loading again finds it. */
export function stableId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-9${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Takes in the campaign of a pack: plan, targets, tasks, who is responsible, breakdown, reports. One that was brought to a revised plan
 * follows its pack no longer. Returns how many rows changed.
 */
export async function loadCampaign(db: Db, pack: Pack): Promise<number> {
  const { campaign, plan } = pack.about
  if (!campaign || (await isRevised(db, campaign.id))) return 0
  let written = await upsert(
    db,
    'campaigns',
    ['id'],
    [
      {
        id: campaign.id,
        region_id: campaign.region,
        year: campaign.year,
        name_zh: campaign.zh,
        name_en: campaign.en,
        default_at: campaign.default_at,
        simulated: campaign.simulated,
      },
    ],
  )
  if (plan) {
    const { title, issuer, issued_on } = plan
    written += await upsert(
      db,
      'plans',
      ['campaign_id'],
      [{ campaign_id: campaign.id, title, issuer, issued_on }],
    )
  }
  const idOf = (code: string): string => `${campaign.id}/${code}`
  // what restates another comes after it
  const targets = [...pack.targets.entries()].sort(
    ([i, a], [j, b]) => Number(a.restates !== undefined) - Number(b.restates !== undefined) || i - j,
  )
  written += await upsert(
    db,
    'targets',
    ['id'],
    targets.map(([sort, t]) => targetRow(t, campaign.id, idOf, sort)),
  )
  written += await upsert(
    db,
    'target_units',
    ['target_id', 'unit_id'],
    pack.targets.flatMap((t) => unitRows('target_id', idOf(t.code), t)),
  )
  written += await upsert(
    db,
    'tasks',
    ['id'],
    pack.tasks.map((t, sort) => taskRow(t, campaign.id, idOf, sort)),
  )
  written += await upsert(
    db,
    'task_units',
    ['task_id', 'unit_id'],
    pack.tasks.flatMap((t) => unitRows('task_id', idOf(t.code), t)),
  )
  written += await loadAllocations(
    db,
    pack.targets.flatMap((t) => allocationRows(t, idOf(t.code))),
  )
  return written + (await upsert(db, 'progress_reports', ['id'], reportRows(pack, idOf)))
}

function targetRow(t: TargetEntry, campaignId: string, idOf: (code: string) => string, sort: number) {
  return {
    id: idOf(t.code),
    campaign_id: campaignId,
    code: t.code,
    theme: t.theme,
    subject_zh: t.zh,
    subject_en: t.en,
    definition_zh: t.definition?.zh ?? '',
    definition_en: t.definition?.en ?? '',
    kind: t.kind,
    tier: t.tier ?? 'binding',
    promise: t.promise ?? null,
    modality: t.modality ?? null,
    comparator: t.comparator,
    value: t.value ?? null,
    value_high: t.value_high ?? null,
    unit: t.unit ?? null,
    unit_norm: t.unit_norm ?? null,
    decimals: t.decimals ?? (t.value === undefined ? 0 : toDecimal(t.value).decimals),
    baseline_year: t.baseline_year ?? null,
    deadline: t.deadline ?? null,
    deadline_role: t.deadline_role ?? null,
    population: t.population ? JSON.stringify(t.population) : null,
    needs_list: t.needs_list ?? false,
    delegated_to: t.delegated?.to ?? null,
    number_owner: t.delegated?.owner ?? null,
    number_due: t.delegated?.due ?? null,
    condition_zh: t.condition?.zh ?? null,
    condition_en: t.condition?.en ?? null,
    condition_met_on: t.condition?.met_on ?? null,
    restates: t.restates === undefined ? null : idOf(t.restates),
    source_start: t.source?.[0] ?? null,
    source_end: t.source?.[1] ?? null,
    section_path: JSON.stringify(t.section ?? []),
    indicator: t.indicator ?? null,
    indicator_params: JSON.stringify(t.params ?? {}),
    breakdown: t.breakdown ?? 'none',
    sort,
  }
}

function taskRow(t: TaskEntry, campaignId: string, idOf: (code: string) => string, sort: number) {
  return {
    id: idOf(t.code),
    campaign_id: campaignId,
    code: t.code,
    theme: t.theme,
    title_zh: t.zh,
    title_en: t.en,
    starts: t.starts ?? null,
    deadline: t.deadline ?? null,
    best_effort: t.best_effort ?? false,
    source_start: t.source?.[0] ?? null,
    source_end: t.source?.[1] ?? null,
    section_path: JSON.stringify(t.section ?? []),
    sort,
  }
}

type Holders = Pick<TargetEntry, 'lead' | 'responsible' | 'support'>

function unitRows(column: 'target_id' | 'task_id', id: string, { lead, responsible, support }: Holders) {
  const rows = [
    ...(lead === undefined ? [] : [{ [column]: id, unit_id: lead, role: 'lead' }]),
    ...(responsible ?? []).map((unit_id) => ({ [column]: id, unit_id, role: 'responsible' })),
    ...(support ?? []).map((unit_id) => ({ [column]: id, unit_id, role: 'support' })),
  ]
  return rows.filter((row, i) => rows.findIndex((r) => r['unit_id'] === row['unit_id']) === i)
}

/** A breakdown that people have entered stays theirs. */
async function loadAllocations(
  db: Db,
  rows: readonly ReturnType<typeof allocationRows>[number][],
): Promise<number> {
  if (rows.length === 0) return 0
  const entered = await db
    .selectFrom('allocations')
    .select('target_id')
    .where('target_id', 'in', [...new Set(rows.map((r) => r.target_id))])
    .where(
      'id',
      'not in',
      rows.map((r) => r.id),
    )
    .execute()
  const theirs = new Set(entered.map((e) => e.target_id))
  return upsert(
    db,
    'allocations',
    ['id'],
    rows.filter((r) => !theirs.has(r.target_id)),
  )
}

const allocationRows = (t: TargetEntry, targetId: string) =>
  Object.entries(t.allocations ?? {}).map(([region, share]) => ({
    id: stableId(targetId, 'allocation', region),
    target_id: targetId,
    region_id: region,
    value: typeof share === 'number' ? share : share[0],
    weight: typeof share === 'number' ? null : share[1],
  }))

function reportRows(pack: Pack, idOf: (code: string) => string) {
  const { progress } = pack
  if (!progress) return []
  const row = (
    column: 'target_id' | 'task_id',
    code: string,
    asOf: string,
    figure: number | [number, number],
  ) => ({
    id: stableId(idOf(code), column, asOf),
    target_id: column === 'target_id' ? idOf(code) : null,
    task_id: column === 'task_id' ? idOf(code) : null,
    as_of: asOf,
    value: column === 'task_id' ? null : typeof figure === 'number' ? figure : figure[0],
    total: column === 'task_id' || typeof figure === 'number' ? null : figure[1],
    share: column === 'task_id' ? (typeof figure === 'number' ? figure : figure[0] / figure[1]) : null,
    simulated: progress.simulated,
    reported_by: progress.reported_by,
  })
  const rowsOf = (column: 'target_id' | 'task_id', all: ProgressSeries) =>
    Object.entries(all).flatMap(([code, series]) =>
      Object.entries(series).map(([day, figure]) => row(column, code, day, figure)),
    )
  return [...rowsOf('target_id', progress.targets ?? {}), ...rowsOf('task_id', progress.tasks ?? {})]
}

type ProgressSeries = Readonly<Record<string, Readonly<Record<string, number | [number, number]>>>>
