import type { FieldChange } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import type { Binding } from '../plan/bindings.ts'
import type { ReadTarget, ReadTask } from '../plan/reading.ts'
import type { Difference, Pair } from '../review/difference.ts'
import { bindingAfter, rowOf } from './compare-with-campaign.ts'

type Changed = Difference['changed'][number]

/** Where an item stands in a campaign. */
export interface Place {
  readonly id: string
  readonly sort: number
}

/** The fields of a pair that differ, as the history keeps them. */
export const fieldsOf = ({ before, after, fields }: Changed): FieldChange[] =>
  fields.map((field) => ({ field, before: before[field], after: after[field] }))

/** An indicator and what it is asked with. */
const measured = (indicator: string | null, params: string): string | null =>
  indicator === null ? null : `${indicator} ${params === '{}' ? '' : params}`.trim()

/** A date that the plan leaves open as it was left open before is no change. */
const deadlineOf = ({ fields }: Changed, read: string | null) =>
  fields.includes('deadline') ? { deadline: read } : {}

/**
 * Has a promise say what the revised plan says. Its id, binding, breakdown and reports stay, and what the campaign added to it:
 * definition, English name, condition, whose its number is.
 */
export async function carryTargetOn(
  db: Db,
  pair: Changed,
  read: ReadTarget,
  { id, sort }: Place,
  bindings: readonly Binding[],
): Promise<FieldChange[]> {
  const row = rowOf(read, bindingAfter(pair), bindings)
  const old = await db
    .selectFrom('targets')
    .select(['subject_zh', 'subject_en', 'indicator', 'indicator_params'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('targets')
    .set({
      subject_zh: row.subject_zh,
      ...(old.subject_en === old.subject_zh ? { subject_en: row.subject_zh } : {}),
      kind: row.kind,
      tier: row.tier,
      modality: row.modality,
      comparator: pair.after.comparator,
      value: row.value,
      value_high: row.value_high,
      unit: row.unit,
      unit_norm: row.unit_norm,
      decimals: row.decimals,
      baseline_year: row.baseline_year,
      ...deadlineOf(pair, row.deadline),
      deadline_role: row.deadline_role,
      population: row.population,
      needs_list: row.needs_list,
      delegated_to: row.delegated_to,
      indicator: row.indicator,
      indicator_params: row.indicator_params,
      ...placeOf(pair, sort),
    })
    .where('id', '=', id)
    .execute()
  const [before, after] = [
    measured(old.indicator, JSON.stringify(old.indicator_params)),
    measured(row.indicator, row.indicator_params),
  ]
  return [...fieldsOf(pair), ...(before === after ? [] : [{ field: 'indicator' as const, before, after }])]
}

/** Has a task say what the revised plan says; its id and reports stay. */
export async function carryTaskOn(
  db: Db,
  pair: Changed,
  read: ReadTask,
  { id, sort }: Place,
): Promise<FieldChange[]> {
  const old = await db
    .selectFrom('tasks')
    .select(['title_zh', 'title_en'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('tasks')
    .set({
      title_zh: read.action,
      ...(old.title_en === old.title_zh ? { title_en: read.action } : {}),
      ...deadlineOf(pair, read.deadline),
      best_effort: /力争|争取/.test(read.quote),
      ...placeOf(pair, sort),
    })
    .where('id', '=', id)
    .execute()
  return fieldsOf(pair)
}

const placeOf = ({ after }: Pair, sort: number) => ({
  source_start: after.start,
  source_end: after.end,
  quote: after.quote,
  section_path: JSON.stringify(after.sectionPath),
  sort,
})

/** What reads the same in the revised plan stands at another place there. */
export async function moveTo(db: Db, pair: Pair, { id, sort }: Place): Promise<void> {
  const table = pair.after.kind === 'target' ? 'targets' : 'tasks'
  await db.updateTable(table).set(placeOf(pair, sort)).where('id', '=', id).execute()
}
