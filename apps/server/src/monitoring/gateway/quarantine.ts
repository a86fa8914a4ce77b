import type { QuarantineEntry } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import './tables.ts'

const shown = 1000

/** Who was refused, the latest first. */
export async function listQuarantine(db: Db): Promise<QuarantineEntry[]> {
  const rows = await db
    .selectFrom('quarantine')
    .selectAll()
    .orderBy('last_seen_at', 'desc')
    .limit(shown)
    .execute()
  return rows.map((row) => ({
    mn: row.mn,
    reason: row.reason,
    remote: row.remote,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    packets: row.packets,
    sample: row.sample.toString('utf8').trimEnd(),
  }))
}

/** Takes an MN off the list; if it goes on sending, it comes back. */
export async function dismissFromQuarantine(db: Db, mn: string): Promise<void> {
  await db.deleteFrom('quarantine').where('mn', '=', mn).execute()
}
