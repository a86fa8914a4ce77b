import { randomBytes, randomUUID } from 'node:crypto'
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { databaseAccount, runAs } from './embedded-account.ts'
import { findBinaries } from './embedded-binaries.ts'
import { makeFolder } from './make-folder.ts'

/** A running PostgreSQL that this process started and must stop. */
export interface EmbeddedPostgres {
  readonly url: string
  stop(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

const settings = (durable: boolean): readonly string[] => [
  'listen_addresses=127.0.0.1',
  'max_connections=200',
  'shared_buffers=256MB',
  'work_mem=32MB',
  'maintenance_work_mem=256MB',
  'max_wal_size=2GB',
  'checkpoint_completion_target=0.9',
  'timezone=UTC',
  ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
]

/** Makes the data folder. @throws Error with one sentence when it cannot be written */
export async function writableFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder)
    // of a name of its own: two commands that start together must not take away each other's
    const probe = join(folder, `.writable.${randomUUID()}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(
      `无法写入数据目录 ${folder}:${reason};可用 QINGLAN_DATA 指定其他目录 / cannot write the data folder, choose another with QINGLAN_DATA`,
      { cause: error },
    )
  }
}

/**
 * Starts the PostgreSQL that comes through npm in `dataFolder` (created on the first start). A database left running by a killed
 * server is stopped first; one that was itself killed recovers from its log. `durable: false` is for tests alone.
 */
export async function startEmbedded(
  dataFolder: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  await writableFolder(dataFolder)
  const account = await databaseAccount()
  const own = async (path: string) => {
    if (account.uid !== undefined && account.gid !== undefined) await chown(path, account.uid, account.gid)
  }
  const binaries = await findBinaries(account, dataFolder)
  const cluster = join(dataFolder, 'cluster')
  const secret = join(dataFolder, 'postgres.secret')
  const log = join(dataFolder, 'postgres.log')
  const call = async (what: string, file: string, args: readonly string[]) => {
    const { code, output } = await runAs(account, file, args)
    if (code !== 0)
      throw new Error(`数据库${what}失败,日志见 ${log} / database failed: ${output.trim().slice(-600)}`)
  }

  // a first start that was cut short leaves a cluster without its version file: begin again
  if (!(await exists(join(cluster, 'PG_VERSION')))) {
    await rm(cluster, { recursive: true, force: true })
    await mkdir(cluster, { mode: 0o700 })
    await own(cluster)
    await writeFile(secret, randomBytes(24).toString('hex'), { mode: 0o600 })
    await own(secret)
    const how = ['-U', 'postgres', '-E', 'UTF8', '--no-locale', '--auth=scram-sha-256', `--pwfile=${secret}`]
    await call('初始化', binaries.initdb, ['-D', cluster, ...how, ...(durable ? [] : ['--no-sync'])])
  }
  await writeFile(log, '', { flag: 'a' })
  await own(log)
  const stop = () => stopEmbedded(dataFolder)
  if ((await runAs(account, binaries.pgCtl, ['-D', cluster, 'status'])).code === 0) await stop()

  const port = await freePort()
  const options = [
    `-p ${port}`,
    `-c unix_socket_directories=`,
    ...settings(durable).map((s) => `-c ${s}`),
  ].join(' ')
  await call('启动', binaries.pgCtl, ['-D', cluster, '-l', log, '-w', '-t', '120', '-o', options, 'start'])
  const password = (await readFile(secret, 'utf8')).trim()
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop }
}

/** Stops the PostgreSQL that runs in `dataFolder`, whoever started it; nothing when none does. */
export async function stopEmbedded(dataFolder: string): Promise<void> {
  const account = await databaseAccount()
  const { pgCtl } = await findBinaries(account, dataFolder)
  await runAs(account, pgCtl, ['-D', join(dataFolder, 'cluster'), '-m', 'fast', '-w', '-t', '60', 'stop'])
}
