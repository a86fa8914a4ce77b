import type { UnitRow } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'

/** All units with their place. */
export async function listUnits(db: Db): Promise<UnitRow[]> {
  const rows = await db.selectFrom('units').selectAll().orderBy('id').execute()
  return rows.map((row) => ({
    id: row.id,
    regionId: row.region_id,
    kind: row.kind,
    name: { zh: row.name_zh, en: row.name_en },
  }))
}

/** Adds a unit or changes it; row-level security refuses one outside the administrator's region. */
export async function putUnit(db: Db, unit: UnitRow): Promise<void> {
  const columns = { region_id: unit.regionId, kind: unit.kind, name_zh: unit.name.zh, name_en: unit.name.en }
  try {
    await db
      .insertInto('units')
      .values({ id: unit.id, ...columns })
      .onConflict((oc) => oc.column('id').doUpdateSet(columns))
      .execute()
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error
    throw new QinglanError('forbidden', { zh: '超出您的管理范围', en: 'Outside of what you administer' })
  }
}
