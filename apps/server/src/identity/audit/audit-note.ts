import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Origin } from '../principal.ts'

/** Something that is no change of an audited row and still belongs in the trail: a sign-in, a sensitive read, an export. */
export interface AuditNote {
  readonly personId: string | null
  readonly actor: string
  readonly unitId: string | null
  readonly regionId: string | null
  readonly action: string
  readonly subject?: string | undefined
  readonly key?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** Writes a note into the audit trail, in the transaction of `db` or in its own. */
export async function writeAuditNote(db: Db, note: AuditNote, origin: Origin): Promise<void> {
  await sql`
    insert into audit_entries (person_id, actor, unit_id, region_id, address, request_id, action, table_name, record_key, after)
    values (${note.personId}, ${note.actor}, ${note.unitId}, ${note.regionId}, ${origin.address}, ${origin.requestId}, ${note.action},
      ${note.subject ?? null}, ${note.key ?? null}, ${note.detail ? JSON.stringify(note.detail) : null}::jsonb)`.execute(
    db,
  )
}
