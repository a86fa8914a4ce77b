import type { Bilingual, CivilDate } from '@qinglan/contract'
import { toDecimal } from '@qinglan/standards'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import type { PromiseFacts } from '../state/promise.ts'
import type { ProgressReportsTable, TargetsTable } from '../tables.ts'

export type ReportRow = Selectable<ProgressReportsTable>

/** A target with what belongs to it: who is responsible, the number that counts, what was reported. */
export interface TargetRecord {
  readonly row: Selectable<TargetsTable>
  readonly responsible: readonly { unitId: string; name: Bilingual }[]
  /** From the plan, entered by the city, or given by the task book, in this order. */
  readonly number: {
    value: number
    decimals: number
    origin: 'plan' | 'city' | 'task-book'
    source: string | null
  } | null
  /** Oldest first. */
  readonly reports: readonly ReportRow[]
}

interface Selection {
  readonly campaignId: string
  /** Only this target; absent: all that the campaign follows. */
  readonly targetId?: string
  /** Reports of later days are left out. */
  readonly at: CivilDate
}

/** Reads the targets of a campaign in the order of the plan. */
export async function loadTargets(db: Db, { campaignId, targetId, at }: Selection): Promise<TargetRecord[]> {
  let query = db.selectFrom('targets').selectAll().where('campaign_id', '=', campaignId)
  query = targetId === undefined ? query.where('closed_at', 'is', null) : query.where('id', '=', targetId)
  const rows = await query.orderBy('sort').orderBy('code').execute()
  if (rows.length === 0) return []
  const ids = rows.map((r) => r.id)
  const units = await db
    .selectFrom('target_units')
    .innerJoin('units', 'units.id', 'target_units.unit_id')
    .select(['target_id', 'unit_id', 'name_zh', 'name_en', 'role'])
    .where('target_id', 'in', ids)
    .where('role', '<>', 'support')
    .orderBy('role')
    .orderBy('unit_id')
    .execute()
  const numbers = await db
    .selectFrom('target_numbers')
    .selectAll()
    .where('target_id', 'in', ids)
    .orderBy('entered_at')
    .execute()
  const reports = await db
    .selectFrom('progress_reports')
    .selectAll()
    .where('target_id', 'in', ids)
    .where('as_of', '<=', at)
    .orderBy('as_of')
    .orderBy('reported_at')
    .execute()
  const unitsOf = Map.groupBy(units, (u) => u.target_id)
  const numbersOf = Map.groupBy(numbers, (n) => n.target_id)
  const reportsOf = Map.groupBy(reports, (r) => r.target_id)
  return rows.map((row) => ({
    row,
    responsible: (unitsOf.get(row.id) ?? []).map((u) => ({
      unitId: u.unit_id,
      name: { zh: u.name_zh, en: u.name_en },
    })),
    number: numberOf(row, numbersOf.get(row.id) ?? []),
    reports: reportsOf.get(row.id) ?? [],
  }))
}

type GivenNumber = { origin: 'task-book' | 'city'; value: number; source: string }

function numberOf(row: Selectable<TargetsTable>, given: readonly GivenNumber[]): TargetRecord['number'] {
  if (row.value !== null) return { value: row.value, decimals: row.decimals, origin: 'plan', source: null }
  const counts = given.findLast((n) => n.origin === 'city') ?? given.findLast((n) => n.origin === 'task-book')
  if (!counts) return null
  const decimals = Math.max(row.decimals, toDecimal(counts.value).decimals)
  return { value: counts.value, decimals, origin: counts.origin, source: counts.source }
}

/** What the state rule needs to know of a target. */
export function promiseFacts({ row, number }: TargetRecord, year: number): PromiseFacts {
  return {
    year,
    kind: row.kind,
    comparator: row.comparator,
    value: number?.value ?? null,
    valueHigh: row.value_high,
    decimals: number?.decimals ?? row.decimals,
    unit: row.unit,
    unitNorm: row.unit_norm,
    deadline: row.deadline,
    delegatedTo: row.delegated_to,
    condition:
      row.condition_zh === null ? null : { zh: row.condition_zh, en: row.condition_en ?? row.condition_zh },
    conditionMetOn: row.condition_met_on,
    needsList: row.needs_list,
    population: row.population,
  }
}
