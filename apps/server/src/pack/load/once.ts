import { createHash } from 'node:crypto'
import type { Db } from '../../database/connect.ts'
import '../tables.ts'

/** Does a costly part of loading a pack unless it was done from the same inputs before. Returns whether it was done now. */
export async function once(
  db: Db,
  { packId, part, from }: { packId: string; part: string; from: unknown },
  work: () => Promise<void>,
): Promise<boolean> {
  const digest = createHash('sha256').update(JSON.stringify(from)).digest('hex')
  const known = await db
    .selectFrom('pack_loads')
    .select('digest')
    .where('pack_id', '=', packId)
    .where('part', '=', part)
    .executeTakeFirst()
  if (known?.digest === digest) return false
  await work()
  const row = { pack_id: packId, part, digest }
  await db
    .insertInto('pack_loads')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['pack_id', 'part']).doUpdateSet({ digest, loaded_at: new Date() }),
    )
    .execute()
  return true
}
