import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { connect, type Connection } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'

/** A database of its own beside the given one, migrated, dropped on `close`: nothing that a scenario does touches a city's data. */
export async function scratchDatabase(besideUrl: string): Promise<Connection> {
  const name = `qinglan_scenarios_${randomBytes(6).toString('hex')}`
  const asNeighbour = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: besideUrl })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await asNeighbour(`create database ${name} encoding 'UTF8' template template0`)
  const url = new URL(besideUrl)
  url.pathname = `/${name}`
  const connection = connect(url.href, { max: 2 })
  const close = async (): Promise<void> => {
    await connection.close()
    await asNeighbour(`drop database if exists ${name} with (force)`)
  }
  try {
    await migrate(connection.db)
    return { ...connection, close }
  } catch (error) {
    await close()
    throw error
  }
}
