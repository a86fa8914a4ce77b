import pg from 'pg'
import type { Config } from '../config.ts'
import { QinglanError } from '../errors.ts'
import { connect, type Connection } from './connect.ts'
import { runningInstance } from './instance-lock.ts'
import { migrate } from './migrate.ts'
import { shareEmbedded } from './shared-embedded.ts'

/** An open, migrated database with its address. */
export interface OpenDatabase extends Connection {
  readonly url: string
}

const databaseName = 'qinglan'

async function ensureDatabase(adminUrl: string, name: string): Promise<string> {
  const url = new URL(adminUrl)
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (!rowCount)
      await client.query(`create database ${pg.escapeIdentifier(name)} encoding 'UTF8' template template0`)
  } catch (error) {
    // a command beside this one was first
    if (!['42P04', '23505'].includes((error as pg.DatabaseError).code ?? '')) throw error
  } finally {
    await client.end()
  }
  url.pathname = `/${name}`
  return url.href
}

/** Says in one sentence, without the password, why a database that was named cannot be worked on. */
async function ensureReachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
  } catch (error) {
    const cause = error instanceof AggregateError ? error.errors[0] : error
    const { host, pathname } = new URL(url)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new QinglanError('unavailable', {
      zh: `无法连接数据库 ${host}${pathname}:${why};请检查 DATABASE_URL`,
      en: 'cannot connect to the database; see DATABASE_URL',
    })
  }
}

/**
 * Opens the database a command or the server works on, migrated: yours by `DATABASE_URL`; that of the server already running on
 * the data folder; or the embedded one, which commands beside each other share: the first starts it, the last `close` stops it.
 */
export async function openDatabase(config: Config, { max }: { max?: number } = {}): Promise<OpenDatabase> {
  const options = max === undefined ? {} : { max }
  const running = config.databaseUrl ? undefined : await runningInstance(config.dataFolder)
  const given = config.databaseUrl ?? running?.databaseUrl
  if (given) {
    await ensureReachable(given)
    const connection = connect(given, options)
    await migrate(connection.db)
    return { ...connection, url: given }
  }
  const embedded = await shareEmbedded(config.dataFolder)
  try {
    const url = await ensureDatabase(embedded.url, databaseName)
    const connection = connect(url, options)
    await migrate(connection.db)
    return {
      ...connection,
      url,
      close: async () => {
        await connection.close()
        await embedded.stop()
      },
    }
  } catch (error) {
    await embedded.stop()
    throw error
  }
}
