import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql, type Kysely } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import { applyRights } from './apply-rights.ts'
import type { Tables } from './tables.ts'

const rooms = fileURLToPath(new URL('..', import.meta.url))

/** Every room keeps its migrations beside its code, named `NNNN-what.sql`; the numbers give one order over all rooms. */
const provider: MigrationProvider = {
  async getMigrations() {
    const found: Record<string, Migration> = {}
    for (const room of await readdir(rooms, { withFileTypes: true })) {
      if (!room.isDirectory()) continue
      const folder = join(rooms, room.name, 'migrations')
      for (const name of await readdir(folder).catch(() => [])) {
        if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(name))
          throw new Error(`migration ${room.name}/${name}: named NNNN-what.sql`)
        const text = await readFile(join(folder, name), 'utf8')
        found[name.replace(/\.sql$/, '')] = { up: async (db) => void (await sql.raw(text).execute(db)) }
      }
    }
    return found
  },
}

/** Brings the database to the newest schema and rights; returns the names of the migrations it ran. */
export async function migrate(db: Kysely<Tables>): Promise<readonly string[]> {
  const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error instanceof Error ? error : new Error(JSON.stringify(error))
  await applyRights(db)
  return (results ?? []).map((r) => r.migrationName)
}
