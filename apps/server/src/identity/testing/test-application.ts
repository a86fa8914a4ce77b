import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAccessSettings, type AccessSettings } from '../../access-settings.ts'
import { buildApp } from '../../http/app.ts'
import { openAppContext, type OpenAppContext } from '../../http/app-context.ts'
import type { App } from '../../http/context.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'

/** The whole application over a database of the test file's own. */
export interface TestApplication {
  readonly app: App
  readonly context: OpenAppContext
  readonly database: TestDatabase
  close(): Promise<void>
}

export async function testApplication(access: Partial<AccessSettings> = {}): Promise<TestApplication> {
  const database = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'qinglan-access-'))
  const config = {
    host: '127.0.0.1',
    port: 0,
    databaseUrl: undefined,
    dataFolder,
    sharedData: undefined,
    logLevel: 'silent',
    access: { ...readAccessSettings({}), secondFactorRoles: [], signInsPerMinute: 1000, ...access },
  }
  const context = await openAppContext(config, database)
  const app = await buildApp(context)
  return {
    app,
    context,
    database,
    close: async () => {
      await app.close()
      await context.close()
      await database.close()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
