import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { connect, type Connection } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import type { Playground } from './run-scenarios.ts'

/**
 * Databases of their own beside the given one, dropped on `close`: nothing that a scenario does touches a city's data. One is
 * migrated and kept as the mould of the others.
 */
export async function openScratch(besideUrl: string): Promise<Playground & { close(): Promise<void> }> {
  const names: string[] = []
  const asNeighbour = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: besideUrl })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  const open = async (mould: string): Promise<Connection> => {
    const name = `qinglan_scenarios_${randomBytes(6).toString('hex')}`
    await asNeighbour(`create database ${name} encoding 'UTF8' template ${mould}`)
    names.push(name)
    const url = new URL(besideUrl)
    url.pathname = `/${name}`
    return connect(url.href, { max: 4 })
  }
  const drop = async (): Promise<void> => {
    for (const name of names.splice(0)) await asNeighbour(`drop database if exists ${name} with (force)`)
  }
  try {
    const first = await open('template0')
    await migrate(first.db)
    await first.close()
    const mould = names[0] ?? 'template0'
    const shared = await open(mould)
    const copy = async (): Promise<Connection> => {
      const connection = await open(mould)
      const name = names.pop()
      const close = async (): Promise<void> => {
        await connection.close()
        await asNeighbour(`drop database if exists ${name} with (force)`)
      }
      return { ...connection, close }
    }
    const close = async (): Promise<void> => {
      await shared.close()
      await drop()
    }
    return { db: shared.db, copy, close }
  } catch (error) {
    await drop()
    throw error
  }
}
