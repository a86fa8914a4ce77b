import type { CampaignSummary } from '@qinglan/contract'
import { toDecimal } from '@qinglan/standards'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import { QinglanError, badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { findCampaign } from '../campaigns.ts'
import { suggestBinding, type Binding } from './bindings.ts'
import type { ReadTarget, ReadTask, ReadingToImport } from './reading.ts'
import { platformTheme } from './themes.ts'

export interface NewCampaign {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly regionId: string
  /** Absent: the year of the reading. */
  readonly year?: number | undefined
  readonly reading: ReadingToImport
}

const stretch = new Set(['力争', '争取', '奋斗目标'])

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
      sha256: null,
      text: reading.text ?? null,
      sections: JSON.stringify(reading.sections),
    })
    .execute()
  const codes = new Map(reading.targets.map((t, i) => [t.id, `T${String(i + 1).padStart(3, '0')}`]))
  const idOf = (readId: string): string => `${id}/${codes.get(readId) ?? readId}`
  const themeOf = themesOfTargets(reading.tasks)
  // what restates another comes after it
  const ordered = [...reading.targets.entries()].sort(
    ([i, a], [j, b]) => Number(a.restates !== null) - Number(b.restates !== null) || i - j,
  )
  for (const [sort, target] of ordered) {
    const row = targetRow(target, suggestBinding(bindings, target))
    await db
      .insertInto('targets')
      .values({
        ...row,
        id: idOf(target.id),
        campaign_id: id,
        code: codes.get(target.id) ?? target.id,
        theme: platformTheme(themeOf.get(target.id) ?? ''),
        restates: target.restates !== null && codes.has(target.restates) ? idOf(target.restates) : null,
        sort,
      })
      .execute()
  }
  await importTasks(db, given, idOf)
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
  const { text } = reading
  const wrong =
    text === undefined ? undefined : reading.targets.find((t) => text.slice(t.start, t.end) !== t.quote)
  if (wrong)
    throw badInput(
      `目标${wrong.id}的引文与原文不符`,
      `the quote of target ${wrong.id} is not what the text says there`,
    )
}

/** A target's theme is that of the clauses it stands in. */
function themesOfTargets(tasks: readonly ReadTask[]): ReadonlyMap<string, string> {
  const themes = new Map<string, string>()
  for (const task of tasks) for (const id of task.targets) if (!themes.has(id)) themes.set(id, task.theme)
  return themes
}

function targetRow(t: ReadTarget, binding: Binding | null) {
  const [value, high] = Array.isArray(t.value) ? t.value : [t.value, null]
  const wholeList = (t.tier === 'all' || t.tier === 'rule') && value === 100
  const counted = binding?.count === 'population' && t.population !== null
  return {
    subject_zh: t.subject,
    subject_en: t.subject,
    definition_zh: '',
    definition_en: '',
    kind: t.tier === 'dated' || t.tier === 'completion' ? 'deadline_task' : t.kind,
    tier: t.modality !== null && stretch.has(t.modality) ? ('stretch' as const) : ('binding' as const),
    promise: null,
    modality: t.modality,
    comparator: counted ? ('>=' as const) : t.comparator,
    value: counted ? (t.population?.value ?? null) : t.tier === 'delegated' ? null : value,
    value_high: high,
    unit: counted ? (t.population?.unit ?? null) : t.unit,
    unit_norm: counted ? 'count' : t.unitNorm,
    decimals: counted || value === null ? 0 : toDecimal(value).decimals,
    baseline_year: t.baselineYear,
    deadline: t.deadline,
    deadline_role: t.deadlineRole,
    population: t.population === null ? null : JSON.stringify(t.population),
    needs_list: wholeList && binding === null,
    delegated_to: t.delegatedTo ?? (t.tier === 'delegated' ? t.quote : null),
    number_owner: null,
    number_due: null,
    condition_zh: null,
    condition_en: null,
    condition_met_on: null,
    source_start: t.start,
    source_end: t.end,
    quote: t.quote,
    section_path: JSON.stringify(t.sectionPath),
    indicator: binding?.indicator ?? null,
    indicator_params: JSON.stringify(binding?.params ?? {}),
    breakdown: 'none' as const,
  }
}

async function importTasks(
  db: Db,
  { id, regionId, reading }: NewCampaign,
  idOf: (readId: string) => string,
): Promise<void> {
  const units = await db.selectFrom('units').select(['id', 'name_zh', 'region_id']).execute()
  const unitNamed = (name: string): string | undefined =>
    units.find((u) => u.name_zh === name)?.id ??
    units.find((u) => u.region_id === regionId && (u.name_zh === `市${name}` || `市${u.name_zh}` === name))
      ?.id
  const tasks = reading.tasks.filter((t) => t.role === 'task')
  for (const [sort, task] of tasks.entries()) {
    const code = `K${String(sort + 1).padStart(3, '0')}`
    const taskId = `${id}/${code}`
    await db
      .insertInto('tasks')
      .values({
        id: taskId,
        campaign_id: id,
        code,
        theme: platformTheme(task.theme),
        title_zh: task.action,
        title_en: task.action,
        starts: null,
        deadline: task.deadline,
        best_effort: /力争|争取/.test(task.quote),
        source_start: task.start,
        source_end: task.end,
        quote: task.quote,
        section_path: JSON.stringify(task.sectionPath),
        sort,
      })
      .execute()
    for (const [names, role] of [
      [task.lead, 'lead'],
      [task.support, 'support'],
    ] as const) {
      for (const unitId of new Set(names.flatMap((n) => unitNamed(n) ?? []))) {
        await db
          .insertInto('task_units')
          .values({ task_id: taskId, unit_id: unitId, role })
          .onConflict((c) => c.doNothing())
          .execute()
        if (role === 'support') continue
        for (const target of task.targets) {
          const row = { target_id: idOf(target), unit_id: unitId, role }
          await db
            .insertInto('target_units')
            .values(row)
            .onConflict((c) => c.doNothing())
            .execute()
        }
      }
    }
  }
}
