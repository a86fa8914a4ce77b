import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import type { TargetsTable } from '../tables.ts'

/** @throws QinglanError `not-found` */
export async function findTarget(db: Db, id: string): Promise<Selectable<TargetsTable>> {
  const row = await db.selectFrom('targets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`没有目标“${id}”`, `no target "${id}"`)
  return row
}
