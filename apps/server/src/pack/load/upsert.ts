import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

type Row = Readonly<Record<string, unknown>>

/**
 * Inserts rows or brings them up to date by their key; rows that say the same are left alone. Returns how many were written.
 * Table and column names come from this folder's code, never from a pack.
 */
export async function upsert(
  db: Db,
  table: string,
  key: readonly string[],
  rows: readonly Row[],
): Promise<number> {
  let written = 0
  for (let from = 0; from < rows.length; from += 500)
    written += await upsertSome(db, table, key, rows.slice(from, from + 500))
  return written
}

const names = (list: readonly string[], prefix?: string) =>
  sql.join(list.map((c) => (prefix === undefined ? sql.ref(c) : sql.ref(`${prefix}.${c}`))))

async function upsertSome(
  db: Db,
  table: string,
  key: readonly string[],
  rows: readonly Row[],
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const columns = Object.keys(first)
  const others = columns.filter((c) => !key.includes(c))
  const values = sql.join(rows.map((row) => sql`(${sql.join(columns.map((c) => row[c] ?? null))})`))
  const update =
    others.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(others.map((c) => sql`${sql.ref(c)} = ${sql.ref(`excluded.${c}`)}`))}
          where (${names(others, table)}) is distinct from (${names(others, 'excluded')})`
  const result = await sql`insert into ${sql.table(table)} (${names(columns)}) values ${values}
    on conflict (${names(key)}) ${update}`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}
