import type { AuditEntry } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import '../tables.ts'

/** What is looked for in the audit trail; absent parts do not narrow it. */
export interface AuditQuery {
  readonly actor?: string
  readonly action?: string
  readonly table?: string
  readonly key?: string
  readonly from?: string
  readonly to?: string
  /** Entries older than this id: the next page. */
  readonly before?: number
  readonly limit?: number
}

/** The newest entries of the trail that fit and that the asker may see. */
export async function searchAudit(db: Db, query: AuditQuery): Promise<AuditEntry[]> {
  let select = db
    .selectFrom('audit_entries')
    .select([
      'id',
      'at',
      'actor',
      'unit_id',
      'address',
      'request_id',
      'action',
      'table_name',
      'record_key',
      'before',
      'after',
    ])
    .orderBy('id', 'desc')
    .limit(query.limit ?? 100)
  if (query.actor) select = select.where('actor', '=', query.actor)
  if (query.action) select = select.where('action', '=', query.action)
  if (query.table) select = select.where('table_name', '=', query.table)
  if (query.key) select = select.where('record_key', '=', query.key)
  if (query.from) select = select.where('at', '>=', new Date(query.from))
  if (query.to) select = select.where('at', '<', new Date(query.to))
  if (query.before !== undefined) select = select.where('id', '<', query.before)
  const rows = await select.execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    unitId: row.unit_id,
    address: row.address,
    requestId: row.request_id,
    action: row.action,
    table: row.table_name,
    key: row.record_key,
    before: row.before,
    after: row.after,
  }))
}
