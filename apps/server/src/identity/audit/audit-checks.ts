import type { AuditCheck } from '@qinglan/contract'
import { Gauge, type Registry } from 'prom-client'
import type { Db } from '../../database/connect.ts'
import '../tables.ts'

/** The latest checks of the trail, newest first, as far as the asker may see them. */
export async function listAuditChecks(db: Db, limit = 30): Promise<AuditCheck[]> {
  const rows = await db.selectFrom('audit_checks').selectAll().orderBy('at', 'desc').limit(limit).execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    askedBy: row.asked_by,
    seconds: row.seconds,
    links: row.links,
    entries: row.entries,
    head: row.head_position === null ? null : { position: row.head_position, hash: row.head_hash ?? '' },
    faultCount: row.fault_count,
    faults: row.faults,
  }))
}

const gauges = [
  [
    'qinglan_audit_faults',
    'Faults that the latest check of the audit trail found',
    (check) => check.faultCount,
  ],
  [
    'qinglan_audit_entries',
    'Entries that the latest check of the audit trail covered',
    (check) => check.entries,
  ],
  [
    'qinglan_audit_checked_timestamp_seconds',
    'When the audit trail was last checked',
    (check) => Date.parse(check.at) / 1000,
  ],
] as const satisfies readonly (readonly [string, string, (check: AuditCheck) => number])[]

/** What a monitoring system alarms on: faults found by the latest check, and when that was. */
export function auditMetrics(registry: Registry, db: Db): void {
  for (const [name, help, valueOf] of gauges) {
    const gauge = new Gauge({
      name,
      help,
      registers: [],
      async collect() {
        const [latest] = await listAuditChecks(db, 1).catch(() => [])
        if (latest) this.set(valueOf(latest))
      },
    })
    registry.registerMetric(gauge)
  }
}
