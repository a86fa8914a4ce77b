import type { FieldChange, ReviewItem } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import type { UnitRole } from '../tables.ts'

const roles = ['lead', 'responsible'] as const

/** Where the units of an item stand; both tables are alike but for the name of a column. */
const places = {
  target: [sql.table('target_units'), sql.ref('target_id')],
  task: [sql.table('task_units'), sql.ref('task_id')],
} as const

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name) => other.includes(name))

/**
 * Gives an item that goes on the units that the revised plan names for it, as far as the platform knows them; where the plan names none
 * for a role, those of the campaign stay.
 */
export async function replaceUnits(
  db: Db,
  id: string,
  item: Pick<ReviewItem, 'kind' | 'lead' | 'responsible'>,
  unitNamed: (name: string) => string | undefined,
): Promise<FieldChange[]> {
  const [table, own] = places[item.kind]
  const { rows: present } = await sql<{ unit_id: string; role: UnitRole }>`
    select unit_id, role from ${table} where ${own} = ${id}`.execute(db)
  const changes: FieldChange[] = []
  const given = new Set<string>()
  for (const role of roles) {
    const before = present.filter((unit) => unit.role === role).map((unit) => unit.unit_id)
    const named = item[role].flatMap((name) => unitNamed(name) ?? [])
    const after = [...new Set(named)].filter((unit) => !given.has(unit))
    for (const unit of after) given.add(unit)
    if (after.length === 0 || sameNames(before, after)) continue
    changes.push({ field: role, before: await namesOf(db, before), after: await namesOf(db, after) })
    // a unit has one role: what it was before gives way
    await sql`delete from ${table} where ${own} = ${id} and (role = ${role} or unit_id in (${sql.join(after)}))`.execute(
      db,
    )
    for (const unit of after)
      await sql`insert into ${table} (${own}, unit_id, role) values (${id}, ${unit}, ${role})`.execute(db)
  }
  return changes
}

async function namesOf(db: Db, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const units = await db.selectFrom('units').select('name_zh').where('id', 'in', ids).orderBy('id').execute()
  return units.map((unit) => unit.name_zh)
}
