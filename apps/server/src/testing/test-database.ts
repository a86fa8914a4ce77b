import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Connection } from '../database/connect.ts'

/** A database of a test file's own. */
export interface TestDatabase extends Connection {
  readonly url: string
}

/** A fresh migrated database of the test file's own; `close` drops it. Call in `beforeAll`, close in `afterAll`. */
export async function testDatabase({ max = 5 }: { max?: number } = {}): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl')
  const name = `qinglan_test_${randomBytes(6).toString('hex')}`
  const asAdmin = async (statement: string) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(statement)
    await admin.end()
  }
  await asAdmin(`create database ${name} template ${inject('templateName')}`)
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  const connection = connect(url.href, { max })
  return {
    ...connection,
    url: url.href,
    close: async () => {
      await connection.close()
      await asAdmin(`drop database if exists ${name} with (force)`)
    },
  }
}
