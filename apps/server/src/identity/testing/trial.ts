import { sql, type Transaction } from 'kysely'
import type { Connection, Db } from '../../database/connect.ts'
import type { Tables } from '../../database/tables.ts'
import { tellPrincipal } from '../principal.ts'
import type { Actor } from './rights-world.ts'

/** What is tried on a row. */
export type Verb = 'select' | 'insert' | 'update' | 'delete'
/** Everything that is tried on a row. */
export const verbs: readonly Verb[] = ['select', 'insert', 'update', 'delete']

/** A table as it is tried. */
export interface TableShape {
  readonly name: string
  /** A column that an update may set to itself. */
  readonly column: string
}

/** A row that each actor tries. */
export interface TrialRow {
  readonly json: string
  readonly place: string
  readonly mark: string
}

/** Every table of the database, so that none is forgotten. */
export async function tablesOf(db: Db): Promise<readonly TableShape[]> {
  const { rows } = await sql<TableShape>`
    select c.relname as name, (select a.attname from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attidentity = '' and a.attgenerated = '' order by a.attnum limit 1) as column
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not like 'kysely%' order by c.relname collate "C"`.execute(db)
  return rows
}

const markIn = (json: string) => /mark-([A-Za-z]+)/.exec(json)?.[1]

/** Rows that name nobody in a text are marked by the site, entity or person they belong to. */
export async function ownersOf(db: Db): Promise<(json: string) => string> {
  const { rows } = await sql<{ key: string; mark: string }>`
    select '"site_id": ' || id || ',' as key, code as mark from sites
    union all select '"entity_id": "' || id || '"', name from entities
    union all select '"person_id": "' || id || '"', login from people`.execute(db)
  const owners = rows.map(({ key, mark }) => ({ key, mark: markIn(mark) ?? '' }))
  return (json) => markIn(json) ?? owners.find(({ key }) => json.includes(key))?.mark ?? '·'
}

/** The rows of a table, one of each mark. */
export async function rowsOf(
  db: Db,
  table: TableShape,
  markOf: (json: string) => string,
): Promise<TrialRow[]> {
  const { rows } = await sql<{ json: string; place: string }>`
    select to_jsonb(t)::text as json, t.tableoid || ':' || t.ctid as place from ${sql.table(table.name)} t`.execute(
    db,
  )
  const byMark = new Map<string, TrialRow>()
  for (const row of rows) byMark.set(markOf(row.json), { ...row, mark: markOf(row.json) })
  return [...byMark.values()]
}

const statementOf = (verb: Exclude<Verb, 'select'>, table: TableShape, row: TrialRow) => {
  const [oid = '', ctid = ''] = row.place.split(':')
  const here = sql`tableoid = ${oid}::oid and ctid = ${ctid}::tid`
  const name = sql.table(table.name)
  switch (verb) {
    case 'insert':
      return sql`insert into ${name} overriding system value select * from jsonb_populate_record(null::${name}, ${row.json}::jsonb)`
    case 'update':
      return sql`update ${name} set ${sql.ref(table.column)} = ${sql.ref(table.column)} where ${here}`
    case 'delete':
      return sql`delete from ${name} where ${here}`
  }
}

/** Tries one thing on one row and takes it back. A key that exists already, or a row others need, is no lack of rights. */
async function tryOne(
  trx: Transaction<Tables>,
  verb: Exclude<Verb, 'select'>,
  table: TableShape,
  row: TrialRow,
): Promise<boolean> {
  await sql`savepoint trial`.execute(trx)
  try {
    const { numAffectedRows } = await statementOf(verb, table, row).execute(trx)
    return (numAffectedRows ?? 0n) > 0n
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === '42501') return false
    if (code?.startsWith('23')) return true
    throw error
  } finally {
    await sql`rollback to savepoint trial`.execute(trx)
  }
}

/** Which verbs the account of requests was granted on a table at all. */
export async function grantsOf(requests: Connection, table: TableShape): Promise<ReadonlySet<Verb>> {
  const { rows } = await sql<{ verb: Verb }>`
    select verb from unnest(${verbs}::text[]) as v (verb) where has_table_privilege(${table.name}, verb)`.execute(
    requests.db,
  )
  return new Set(rows.map(({ verb }) => verb))
}

/** A table with the rows that are tried. */
export interface Trial {
  readonly table: TableShape
  readonly rows: readonly TrialRow[]
  readonly granted: ReadonlySet<Verb>
}

async function tryTable(
  trx: Transaction<Tables>,
  { table, rows, granted }: Trial,
): Promise<Record<Verb, string[]>> {
  const done: Record<Verb, string[]> = { select: [], insert: [], update: [], delete: [] }
  for (const verb of verbs.filter((name) => granted.has(name))) {
    if (verb === 'select') {
      const seen = await sql<{ place: string }>`
        select t.tableoid || ':' || t.ctid as place from ${sql.table(table.name)} t`.execute(trx)
      const places = new Set(seen.rows.map(({ place }) => place))
      done.select.push(...rows.filter(({ place }) => places.has(place)).map(({ mark }) => mark))
      continue
    }
    for (const row of rows) if (await tryOne(trx, verb, table, row)) done[verb].push(row.mark)
  }
  return done
}

/** The marks of the rows on which a person may do a thing, table by table. */
export function tryAll(
  requests: Connection,
  actor: Actor,
  trials: readonly Trial[],
): Promise<ReadonlyMap<string, Record<Verb, string[]>>> {
  return requests.db.transaction().execute(async (trx) => {
    await tellPrincipal(trx, actor.principal, { address: '-', requestId: '-' })
    const done = new Map<string, Record<Verb, string[]>>()
    for (const trial of trials) done.set(trial.table.name, await tryTable(trx, trial))
    return done
  })
}
