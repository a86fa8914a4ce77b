import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { checkAudit } from './check-audit.ts'

/** One check at a time, however many processes there are. */
const checkLock = 5_050_506
const lookEveryMs = 60_000
const hourMs = 3_600_000

/** A running schedule of checks. */
export interface CheckSchedule {
  /** Lets the check at hand finish. */
  stop(): Promise<void>
}

/** How often the audit trail is checked, and who is told. */
export interface ScheduleOptions {
  /** Hours between two checks; 0 turns them off. */
  readonly hours: number
  readonly anchorFile: string
  /** Told what was found, in one line; `isSound` says whether it is a reason to wake someone. */
  readonly tell: (line: string, isSound: boolean) => void
  readonly now?: () => number
  readonly lookMs?: number
}

async function checkWhenDue(db: Kysely<Tables>, options: ScheduleOptions, now: Date): Promise<void> {
  const { hours, anchorFile, tell } = options
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_lock(${checkLock}) as mine`.execute(connection)
    if (!rows[0]?.mine) return
    try {
      const due = new Date(now.getTime() - hours * hourMs)
      const { rows: recent } = await sql`select 1 from audit_checks where at > ${due} limit 1`.execute(
        connection,
      )
      if (recent.length > 0) return
      const { links, entries, faults } = await checkAudit(db, anchorFile, 'schedule', now)
      const [first] = faults
      if (!first) tell(`审计记录完好 audit trail intact: ${entries} entries, ${links} links`, true)
      else {
        const where = `position ${first.position}: ${first.what.zh} / ${first.what.en}`
        tell(`审计记录有 ${faults.length} 处问题 AUDIT TRAIL: ${faults.length} faults, ${where}`, false)
      }
    } finally {
      await sql`select pg_advisory_unlock(${checkLock})`.execute(connection)
    }
  })
}

/** Verifies the audit trail every so often, for as long as any process of the installation runs. */
export function checkOnSchedule(db: Kysely<Tables>, options: ScheduleOptions): CheckSchedule {
  const { hours, tell, now = Date.now, lookMs = lookEveryMs } = options
  if (hours === 0) return { stop: () => Promise.resolve() }
  let running = Promise.resolve()
  let busy = false
  const look = () => {
    if (busy) return
    busy = true
    running = checkWhenDue(db, options, new Date(now()))
      .catch((error: unknown) => tell(`审计校验未能进行 audit check failed: ${String(error)}`, false))
      .finally(() => {
        busy = false
      })
  }
  const timer = setInterval(look, lookMs)
  look()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
