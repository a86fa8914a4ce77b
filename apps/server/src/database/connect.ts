import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** The database, or a transaction in it: services take either as their first argument. */
export type Db = Kysely<Tables> | Transaction<Tables>

const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    // a civil date stays a plain YYYY-MM-DD string; numeric and bigint become numbers (no column here exceeds 2^53)
    if (oid === pg.types.builtins.DATE) return (value: string) => value
    if (oid === pg.types.builtins.NUMERIC || oid === pg.types.builtins.INT8) return Number
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown
  },
}

export interface Connection {
  readonly db: Kysely<Tables>
  /** The pool beneath, for COPY and LISTEN, which need a connection of their own. */
  readonly pool: pg.Pool
  close(): Promise<void>
}

/** Connects to PostgreSQL. Times travel as UTC. */
export function connect(url: string, { max = 10 }: { max?: number } = {}): Connection {
  const pool = new pg.Pool({ connectionString: url, max, types, options: '-c timezone=UTC' })
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => undefined)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}
