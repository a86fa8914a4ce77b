import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { QinglanError, notFound } from '../../errors.ts'
import type { TargetsTable } from '../tables.ts'

/** @throws QinglanError `not-found` */
export async function findTarget(db: Db, id: string): Promise<Selectable<TargetsTable>> {
  const row = await db.selectFrom('targets').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`没有目标“${id}”`, `no target "${id}"`)
  return row
}

/** @throws QinglanError `conflict` for what its campaign follows no longer */
export function refuseClosed(closedReason: string | null): void {
  if (closedReason !== null)
    throw new QinglanError('conflict', {
      zh: `已终止，不再填报：${closedReason}`,
      en: `closed, nothing more is entered: ${closedReason}`,
    })
}

/**
 * A target that its campaign follows.
 *
 * @throws QinglanError `not-found`, or `conflict` when it is closed
 */
export async function followedTarget(db: Db, id: string): Promise<Selectable<TargetsTable>> {
  const row = await findTarget(db, id)
  refuseClosed(row.closed_reason)
  return row
}
