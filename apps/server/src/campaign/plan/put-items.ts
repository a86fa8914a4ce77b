import { isDeepStrictEqual } from 'node:util'
import type { Theme } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import type { UnitRole } from '../tables.ts'
import { suggestBinding, type Binding } from './bindings.ts'
import type { ReadTarget, ReadTask, ReadingToImport } from './reading.ts'
import { targetRow } from './target-row.ts'
import { platformTheme } from './themes.ts'
import { sameUnit } from './unit-names.ts'

export interface ItemsToPut {
  readonly id: string
  readonly regionId: string
  readonly reading: Pick<ReadingToImport, 'targets' | 'tasks'>
}

/** The code of each promise in its campaign, by its id in the reading. */
export const targetCodes = (targets: readonly ReadTarget[]): ReadonlyMap<string, string> =>
  new Map(targets.map((t, i) => [t.id, t.code ?? `T${String(i + 1).padStart(3, '0')}`]))

/** The tasks that a campaign follows, with their codes. */
export const tasksWithCodes = (tasks: readonly ReadTask[]): { task: ReadTask; code: string }[] =>
  tasks
    .filter((t) => t.role === 'task')
    .map((task, i) => ({ task, code: task.code ?? `K${String(i + 1).padStart(3, '0')}` }))

/** A target's theme is that of the clauses it stands in. */
function themesOfTargets(tasks: readonly ReadTask[]): (target: ReadTarget) => Theme {
  const themes = new Map<string, string>()
  for (const task of tasks) for (const id of task.targets) if (!themes.has(id)) themes.set(id, task.theme)
  return (target) => platformTheme(target.theme ?? themes.get(target.id) ?? '')
}

/** The binding a person chose, or the one its subject suggests. */
export function bindingOf(bindings: readonly Binding[], target: ReadTarget): Binding | null {
  const suggested = suggestBinding(bindings, target)
  const { binding: chosen } = target
  if (chosen === undefined) return suggested
  if (chosen === null) return null
  const same =
    suggested?.indicator === chosen.indicator && isDeepStrictEqual(suggested.params ?? {}, chosen.params)
  return same ? suggested : { ...chosen, all: [] }
}

type Roles = readonly (readonly [names: readonly string[] | undefined, role: UnitRole])[]

/** Finds units by the names that plans give them, shortened or not; a name that may be two units is none. */
export async function unitFinder(db: Db, regionId: string): Promise<(name: string) => string | undefined> {
  const units = await db.selectFrom('units').select(['id', 'name_zh', 'region_id']).execute()
  const own = units.filter((u) => u.region_id === regionId)
  const alike = (among: typeof units, name: string): string | undefined => {
    const [only, another] = among.filter((u) => sameUnit(u.name_zh, name))
    return another ? undefined : only?.id
  }
  return (name) =>
    units.find((u) => u.name_zh === name)?.id ??
    own.find((u) => u.name_zh === `市${name}` || `市${u.name_zh}` === name)?.id ??
    alike(own, name) ??
    alike(units, name)
}

async function putTarget(
  db: Db,
  row: ReturnType<typeof targetRow> & {
    id: string
    campaign_id: string
    code: string
    theme: Theme
    restates: string | null
    sort: number
  },
): Promise<void> {
  const { id, campaign_id: _campaign, code: _code, ...said } = row
  // what the campaign added to the promise since then stays
  const {
    promise: _promise,
    definition_zh: _zh,
    definition_en: _en,
    number_owner: _owner,
    number_due: _due,
    condition_zh: _conditionZh,
    condition_en: _conditionEn,
    condition_met_on: _met,
    breakdown: _breakdown,
    ...fromPlan
  } = said
  await db
    .insertInto('targets')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet(fromPlan))
    .execute()
  await db.deleteFrom('target_units').where('target_id', '=', id).execute()
}

/**
 * Writes the promises and tasks of a reading into a campaign; what stands there under the same code is brought up to date, its
 * reports and breakdown stay.
 */
export async function putItems(
  db: Db,
  { id, regionId, reading }: ItemsToPut,
  bindings: readonly Binding[],
): Promise<void> {
  const codes = targetCodes(reading.targets)
  const idOf = (readId: string): string => `${id}/${codes.get(readId) ?? readId}`
  const themeOf = themesOfTargets(reading.tasks)
  const unitNamed = await unitFinder(db, regionId)
  const unitsOf = (roles: Roles): { unit_id: string; role: UnitRole }[] =>
    roles.flatMap(([names = [], role]) =>
      names.flatMap((name) => unitNamed(name) ?? []).map((unit_id) => ({ unit_id, role })),
    )
  const giveTarget = async (target_id: string, roles: Roles): Promise<void> => {
    for (const unit of unitsOf(roles))
      await db
        .insertInto('target_units')
        .values({ target_id, ...unit })
        .onConflict((c) => c.doNothing())
        .execute()
  }
  // what restates another comes after it
  const ordered = [...reading.targets.entries()].sort(
    ([i, a], [j, b]) => Number(a.restates !== null) - Number(b.restates !== null) || i - j,
  )
  for (const [sort, target] of ordered) {
    const { restates } = target
    await putTarget(db, {
      ...targetRow(target, bindingOf(bindings, target)),
      id: idOf(target.id),
      campaign_id: id,
      code: codes.get(target.id) ?? target.id,
      theme: themeOf(target),
      restates: restates !== null && codes.has(restates) ? idOf(restates) : null,
      sort,
    })
    await giveTarget(idOf(target.id), [
      [target.lead, 'lead'],
      [target.responsible, 'responsible'],
    ])
  }
  for (const [sort, { task, code }] of tasksWithCodes(reading.tasks).entries()) {
    const taskId = `${id}/${code}`
    const said = {
      theme: platformTheme(task.theme),
      title_zh: task.action,
      title_en: task.action,
      deadline: task.deadline,
      best_effort: /力争|争取/.test(task.quote),
      source_start: task.start,
      source_end: task.end,
      quote: task.quote,
      section_path: JSON.stringify(task.sectionPath),
      sort,
    }
    await db
      .insertInto('tasks')
      .values({ ...said, id: taskId, campaign_id: id, code, starts: null })
      .onConflict((c) => c.column('id').doUpdateSet(said))
      .execute()
    await db.deleteFrom('task_units').where('task_id', '=', taskId).execute()
    const named: Roles = [
      [task.lead, 'lead'],
      [task.responsible, 'responsible'],
      [task.support, 'support'],
    ]
    for (const unit of unitsOf(named))
      await db
        .insertInto('task_units')
        .values({ task_id: taskId, ...unit })
        .onConflict((c) => c.doNothing())
        .execute()
    for (const target of task.targets) await giveTarget(idOf(target), [[task.lead, 'lead']])
  }
}
