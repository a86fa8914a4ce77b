import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import { accountRole, requestRole, serviceRoles, workerRole } from './service-roles.ts'
import { none, verbs, type RoomRights, type TableRights, type Verb } from './table-rights.ts'
import type { Tables } from './tables.ts'

const rooms = fileURLToPath(new URL('..', import.meta.url))

/** What every room declares in its `rights.ts`, rooms in the order of their names. */
export async function declaredRights(): Promise<readonly TableRights[]> {
  const found: TableRights[] = []
  for (const room of (await readdir(rooms)).sort()) {
    const file = join(rooms, room, 'rights.ts')
    if (!(await stat(file).catch(() => undefined))) continue
    const { rights } = (await import(pathToFileURL(file).href)) as { rights: RoomRights }
    found.push(...rights)
  }
  return found
}

const quote = (name: string) => pg.escapeIdentifier(name)

function grantsOf(rights: TableRights): string[] {
  const table = quote(rights.table)
  const policy = (verb: Verb, condition: string | undefined): string[] => {
    if (condition === undefined || condition === 'false') return []
    const clause =
      verb === 'insert'
        ? `with check (${condition})`
        : verb === 'update'
          ? `using (${condition}) with check (${condition})`
          : `using (${condition})`
    return [
      `grant ${verb} on ${table} to ${requestRole}`,
      `create policy qinglan_${verb} on ${table} for ${verb} to ${requestRole} ${clause}`,
    ]
  }
  return [
    ...policy('select', rights.read),
    ...policy('insert', rights.insert),
    ...policy('update', rights.update),
    ...policy('delete', rights.delete),
  ]
}

/** A service account does with every row of a table what it may do with the table at all. */
function serviceGrants({ table, worker = verbs, account = none }: TableRights): string[] {
  const given = [
    [workerRole, worker],
    [accountRole, account],
  ] as const
  return given.flatMap(([role, allowed]) =>
    allowed.flatMap((verb) => [
      `grant ${verb} on ${quote(table)} to ${role}`,
      `create policy ${role}_${verb} on ${quote(table)} for ${verb} to ${role}
         ${verb === 'insert' ? 'with check' : 'using'} (true)`,
    ]),
  )
}

const arrayLiteral = (names: readonly string[]) =>
  pg.escapeLiteral(`{${names.map((n) => `"${n}"`).join(',')}}`)

function auditOf(rights: TableRights, key: readonly string[]): string[] {
  if (rights.audit === 'none') return []
  return [
    `create trigger audit_row after insert or update or delete on ${quote(rights.table)} for each row
       execute function audit_row(${[key, rights.hidden ?? [], rights.unrecorded ?? []].map(arrayLiteral).join(', ')})`,
  ]
}

const clear = `
do $$ declare t record; begin
  for t in select c.oid::regclass as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  loop
    execute format('revoke all on %s from ${serviceRoles.join(', ')}, public', t.name);
    execute format('alter table %s enable row level security', t.name);
    execute format('drop trigger if exists audit_row on %s', t.name);
  end loop;
  for t in select c.oid::regclass as name, p.polname from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace and p.polname like 'qinglan\\_%'
  loop
    execute format('drop policy %I on %s', t.polname, t.name);
  end loop;
end $$`

const createRole = (role: string, attributes: string) => `
do $$ begin
  create role ${role} nologin nosuperuser ${attributes} nocreatedb nocreaterole;
exception when duplicate_object or unique_violation then null; end $$`

// COPY into a table with policies needs an account that they do not bind; where the owner may not make one, imports write by INSERT
const createWorker = `
do $$ begin
  create role ${workerRole} nologin nosuperuser bypassrls nocreatedb nocreaterole;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    begin create role ${workerRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
    exception when duplicate_object or unique_violation then null; end;
end $$`

const everyoneOfThem = serviceRoles.join(', ')

// what a function with its owner's rights does is not for everyone to call; triggers need no right to it
const functions = `
do $$ declare f record; begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.prosecdef
  loop
    execute format('revoke all on function %s from public, ${everyoneOfThem}', f.name);
  end loop;
end $$`

async function tablesWithKeys(db: Kysely<Tables>): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ name: string; key: string[] }>`
    select c.relname as name, coalesce((
      select array_agg(a.attname::text order by k.ord)
      from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, ord)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary), '{}') as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`.execute(db)
  return new Map(rows.map((row) => [row.name, row.key]))
}

/**
 * Brings grants, policies and audit triggers to what the rooms declare, when either the declarations or the tables changed. Every
 * table gets row-level security; one that nobody declares stays closed.
 */
export async function applyRights(db: Kysely<Tables>): Promise<boolean> {
  const tables = await tablesWithKeys(db)
  const declared = (await declaredRights()).filter((rights) => tables.has(rights.table))
  const statements = [
    createRole(requestRole, 'nobypassrls'),
    createRole(accountRole, 'nobypassrls'),
    createWorker,
    clear,
    functions,
    `grant usage on schema public, rights to ${everyoneOfThem}`,
    `grant execute on all functions in schema rights to ${everyoneOfThem}`,
    `grant execute on function observations_partition to ${workerRole}`,
    ...declared.flatMap((rights) => [
      ...grantsOf(rights),
      ...serviceGrants(rights),
      ...auditOf(rights, tables.get(rights.table) ?? []),
    ]),
  ]
  const sha256 = createHash('sha256')
    .update([...tables.keys(), ...statements].join('\n'))
    .digest('hex')
  const standing = await sql<{
    found: number
  }>`select 1 as found from rights_edition where sha256 = ${sha256}`.execute(db)
  if (standing.rows.length > 0) return false
  await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(5050500)`.execute(trx)
    for (const statement of statements) await sql.raw(statement).execute(trx)
    await sql`delete from rights_edition`.execute(trx)
    await sql`insert into rights_edition (sha256) values (${sha256})`.execute(trx)
  })
  return true
}
