import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

interface ExportedEntry {
  readonly id: number
  readonly line: string
}

const page = 1_000

/** Every entry of a time span in the order it was written, as JSON lines; each names the link that holds it and that link's hash. */
export async function* exportAudit(
  db: Db,
  span: { readonly from?: string; readonly to?: string },
): AsyncGenerator<string> {
  const from = span.from ?? '-infinity'
  const to = span.to ?? 'infinity'
  let after = 0
  for (;;) {
    const { rows } = await sql<ExportedEntry>`
      select e.id, (to_jsonb(e) || jsonb_build_object('link', l.position, 'link_hash', encode(l.hash, 'hex')))::text as line
      from audit_entries e
      left join audit_links l on l.tx = e.tx and e.id between l.first_entry and l.last_entry
      where e.id > ${after} and e.at >= ${from}::timestamptz and e.at < ${to}::timestamptz
      order by e.id limit ${page}`.execute(db)
    for (const row of rows) yield row.line
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}
