import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Transform } from 'node:stream'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { badInput } from '../errors.ts'
import { makeFolder } from './make-folder.ts'

/** What a backup folder's manifest says: which schema, and each table with its rows and the hash of its file. */
interface Manifest {
  readonly format: 'qinglan.backup/1'
  readonly madeAt: string
  readonly migrations: readonly string[]
  readonly partitions: readonly Partition[]
  readonly tables: readonly {
    readonly name: string
    readonly columns: readonly string[]
    readonly sha256: string
  }[]
}

/** A partition that the importer made on demand; restoring makes it again before the rows come. */
interface Partition {
  readonly name: string
  readonly parent: string
  readonly bound: string
}

const quote = (name: string) => pg.escapeIdentifier(name)

const hashing = () => {
  const hash = createHash('sha256')
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  return { stream, digest: () => hash.digest('hex') }
}

const migrationNames = async (client: pg.ClientBase): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>('select name from kysely_migration order by name')
  return rows.map((r) => r.name)
}

/** Ordinary and partitioned tables (partitions travel inside their parent), with the columns that are stored, not generated. */
async function tablesOf(client: pg.ClientBase): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind in ('r', 'p') and not c.relispartition and c.relname not like 'kysely\\_%'
    group by c.relname order by c.relname`)
  return rows
}

async function partitionsOf(client: pg.ClientBase): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(`
    select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relispartition and c.relkind in ('r', 'p') order by c.relname`)
  return rows
}

/** Writes every table, as of one moment, into a new folder: one compressed COPY file a table, and a manifest with their hashes. */
export async function backup(
  url: string,
  folder: string,
  onTable: (name: string) => void,
): Promise<Manifest> {
  if ((await readdir(folder).catch(() => [])).length > 0)
    throw badInput(
      `目录 ${folder} 已有内容,备份需要新目录`,
      'a backup goes into a new folder; this one is not empty',
    )
  const making = `${folder}.partial`
  await rm(making, { recursive: true, force: true })
  await makeFolder(dirname(folder))
  await mkdir(making, { mode: 0o700 }) // what people prove themselves with lies in it
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const tables = []
    for (const { name, columns } of await tablesOf(client)) {
      onTable(name)
      const { stream, digest } = hashing()
      const source = client.query(
        copyTo(`copy (select ${columns.map(quote).join(', ')} from ${quote(name)}) to stdout`),
      )
      await pipeline(
        source,
        stream,
        createGzip({ level: 4 }),
        createWriteStream(join(making, `${name}.copy.gz`), { mode: 0o600 }),
      )
      tables.push({ name, columns, sha256: digest() })
    }
    const migrations = await migrationNames(client)
    const partitions = await partitionsOf(client)
    const madeAt = new Date().toISOString()
    const manifest: Manifest = { format: 'qinglan.backup/1', madeAt, migrations, partitions, tables }
    await writeFile(join(making, 'manifest.json'), JSON.stringify(manifest, null, 2), { mode: 0o600 })
    await rename(making, folder)
    return manifest
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json')
  const text = await readFile(path, 'utf8').catch(() => {
    throw badInput(`不是备份目录,缺少 ${path}`, `Not a backup: ${path} is missing`)
  })
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 'qinglan.backup/1') {
    throw badInput(`备份格式不认识:${String(manifest.format)}`, 'Unknown backup format')
  }
  return manifest
}

/** Puts a backup back in place of what the database holds, in one transaction: all of it, or nothing. */
export async function restore(url: string, folder: string, onTable: (name: string) => void): Promise<void> {
  const manifest = await readManifest(folder)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const here = await migrationNames(client)
    const unknown = manifest.migrations.filter((m) => !here.includes(m))
    if (unknown.length > 0) {
      throw badInput(
        `备份来自更新的版本(${unknown.join('、')}),请先升级清蓝`,
        'The backup is from a newer Qinglan; upgrade first',
      )
    }
    const existing = await tablesOf(client)
    await client.query('begin')
    // foreign keys and triggers rest while rows come back in any order
    await client.query("set local session_replication_role = 'replica'")
    await client.query(`truncate ${existing.map((t) => quote(t.name)).join(', ')} cascade`)
    const present = new Set((await partitionsOf(client)).map((p) => p.name))
    for (const { name, parent, bound } of manifest.partitions.filter((p) => !present.has(p.name))) {
      await client.query(`create table ${quote(name)} partition of ${quote(parent)} ${bound}`)
    }
    for (const { name, columns, sha256 } of manifest.tables) {
      onTable(name)
      const { stream, digest } = hashing()
      const target = client.query(
        copyFrom(`copy ${quote(name)} (${columns.map(quote).join(', ')}) from stdin`),
      )
      const damaged = () => badInput(`备份文件 ${name}.copy.gz 已损坏`, `${name}.copy.gz is damaged`)
      const file = createReadStream(join(folder, `${name}.copy.gz`))
      await pipeline(file, createGunzip(), stream, target).catch((error: NodeJS.ErrnoException) => {
        throw error.code?.startsWith('Z_') ? damaged() : error
      })
      if (digest() !== sha256) throw damaged()
    }
    await client.query(`
      do $$ declare s record; begin
        for s in select table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) as seq
          from information_schema.columns where table_schema = 'public' and pg_get_serial_sequence(quote_ident(table_name), column_name) is not null
        loop
          execute format('select setval(%L, coalesce((select max(%I) from %I), 0) + 1, false)', s.seq, s.column_name, s.table_name);
        end loop;
      end $$`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
