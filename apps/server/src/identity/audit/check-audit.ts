import { performance } from 'node:perf_hooks'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import '../tables.ts'
import { noteAnchor, readAnchors } from './anchors.ts'
import { verifyAudit, type AuditVerdict } from './verify-audit.ts'

const keptFaults = 20

/**
 * Verifies the whole trail as of one moment against the anchors of a file, and keeps the result where the auditor sees it; a sound
 * head is noted as a new anchor.
 */
export async function checkAudit(
  db: Kysely<Tables>,
  anchorFile: string,
  askedBy: 'schedule' | 'command',
  now: Date,
): Promise<AuditVerdict> {
  const began = performance.now()
  const anchors = await readAnchors(anchorFile)
  const verdict = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => verifyAudit(trx, anchors))
  const { links, entries, head, faults } = verdict
  await sql`
    insert into audit_checks (at, asked_by, seconds, links, entries, head_position, head_hash, fault_count, faults)
    values (${now}, ${askedBy}, ${(performance.now() - began) / 1000}, ${links}, ${entries}, ${head?.position ?? null},
      ${head?.hash ?? null}, ${faults.length}, ${JSON.stringify(faults.slice(0, keptFaults))}::jsonb)`.execute(
    db,
  )
  const known = anchors.some((anchor) => anchor.position === head?.position)
  if (faults.length === 0 && head && !known) await noteAnchor(anchorFile, head, now)
  return verdict
}
