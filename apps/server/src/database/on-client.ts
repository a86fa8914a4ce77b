import { Kysely, PostgresDialect } from 'kysely'
import type { PoolClient } from 'pg'
import type { Tables } from './tables.ts'

const known = new WeakMap<PoolClient, Kysely<Tables>>()

/** Kysely over one connection that the caller holds and releases: for transactions that hold a COPY beside other statements. */
export function kyselyOn(client: PoolClient): Kysely<Tables> {
  let db = known.get(client)
  if (!db) {
    const held = { query: client.query.bind(client), release: () => undefined }
    const pool = { connect: () => Promise.resolve(held), end: () => Promise.resolve() }
    db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) })
    known.set(client, db)
  }
  return db
}
