import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '../database/connect.ts'
import { startEmbedded } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
    templateName: string
  }
}

/**
 * One PostgreSQL for the whole run (the one of DATABASE_URL when given, else an embedded one) and in it one migrated template
 * database, from which every test file copies its own.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['DATABASE_URL']
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-test-'))
  if (process.getuid?.() === 0) await import('node:fs/promises').then((fs) => fs.chmod(folder, 0o755))
  const embedded = given ? undefined : await startEmbedded(folder, { durable: false })
  const adminUrl = given ?? embedded!.url
  const templateName = `qinglan_template_${process.pid}`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`create database ${templateName} encoding 'UTF8' template template0`)
  const url = new URL(adminUrl)
  url.pathname = `/${templateName}`
  const connection = connect(url.href, { max: 2 })
  await migrate(connection.db)
  await connection.close()
  project.provide('adminUrl', adminUrl)
  project.provide('templateName', templateName)
  return async () => {
    await admin.query(`drop database if exists ${templateName} with (force)`)
    await admin.end()
    await embedded?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
