import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import './tables.ts'

/** A piece is one statement, so that no lock is held for long. */
const usualPiece = 10_000

/** Deletes what loggers told longer ago than so many days, by the time when it came, piece by piece. @returns how many rows went */
export async function forgetOldReports(db: Db, days: number, piece = usualPiece): Promise<number> {
  let count = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from device_reports where ctid = any(array(
        select ctid from device_reports where received_at < now() - make_interval(secs => ${days * 86_400})
        order by received_at limit ${piece} for update skip locked))`.execute(db)
    count += Number(numAffectedRows)
    if (numAffectedRows < BigInt(piece)) return count
  }
}
