import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** The database, or a transaction in it: services take either as their first argument. */
export type Db = Kysely<Tables> | Transaction<Tables>

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, String) // a civil date stays plain YYYY-MM-DD
types.setTypeParser(pg.types.builtins.NUMERIC, Number)
types.setTypeParser(pg.types.builtins.INT8, Number) // no column here exceeds 2^53

/** A pool of connections and the query builder over it; `close` ends both. */
export interface Connection {
  readonly db: Kysely<Tables>
  /** The pool beneath, for COPY and LISTEN, which need a connection of their own. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

const pools = new WeakMap<Kysely<Tables>, pg.Pool>()

/** The pool beneath a database that `connect` opened, for who was handed the database alone. */
export function poolOf(db: Kysely<Tables>): pg.Pool {
  const pool = pools.get(db)
  if (!pool) throw new Error('this database has no pool of its own')
  return pool
}

/** Connects to PostgreSQL. Times travel as UTC. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new pg.Pool({ connectionString: url, max, types, options: '-c timezone=UTC' })
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined)
  // nor may one that breaks between two statements of a transaction: the next statement is told
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return { db, pool, close: () => db.destroy() }
}
