import type { Publication } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound, QinglanError } from '../../errors.ts'
import '../tables.ts'

const outside = () =>
  new QinglanError('forbidden', {
    zh: '只能发布本地区的攻坚计划',
    en: 'Only campaigns of your own region are yours to publish',
  })

/** What is shared, and with whom. */
export async function listPublications(db: Db): Promise<Publication[]> {
  const rows = await db.selectFrom('publications').selectAll().orderBy('subject_id').execute()
  return rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id, audience: row.audience }))
}

/** Shares a record with the regions below, or with everyone. They see the record itself, not a copy: one value at every level. */
export async function publish(db: Db, wanted: Publication): Promise<void> {
  try {
    await db
      .insertInto('publications')
      .values({ subject_kind: wanted.kind, subject_id: wanted.id, audience: wanted.audience })
      .onConflict((oc) =>
        oc
          .columns(['subject_kind', 'subject_id'])
          .doUpdateSet({ audience: wanted.audience, published_at: sql<Date>`now()` }),
      )
      .execute()
  } catch (error) {
    if ((error as { code?: string }).code === '42501') throw outside()
    throw error
  }
}

/**
 * Ends the sharing of a record.
 *
 * @throws QinglanError `not-found`
 */
export async function withdraw(db: Db, kind: Publication['kind'], id: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('publications')
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) throw notFound('没有这项发布', 'No such publication')
}
