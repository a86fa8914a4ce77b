import { spawn, type ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readTimestamp } from '@qinglan/hj212'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Connection } from '../database/connect.ts'
import { databaseAccount, runAs } from '../database/embedded-account.ts'
import { findBinaries } from '../database/embedded-binaries.ts'
import { startEmbedded, type EmbeddedPostgres } from '../database/embedded.ts'
import { migrate } from '../database/migrate.ts'
import { registerLoggers } from './register-loggers.ts'
import type { Acknowledged } from './logger.ts'

const cli = fileURLToPath(new URL('../cli/main.ts', import.meta.url))
const sites = 20
/** Hours of history that each logger sends without a pause, so that whenever something is killed, records are under way. */
const history = 250
const records = sites * history
/** A busy machine is slow, and slowness is no failure. */
const patienceSeconds = 240
const hourMs = 3_600_000
let folder: string
let embedded: EmbeddedPostgres
let connection: Connection
const children: ChildProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qinglan-crash-'))
  await chmod(folder, 0o755)
  embedded = await startEmbedded(folder)
  connection = connect(embedded.url, { max: 2 })
  await migrate(connection.db)
  await registerLoggers(connection.db, sites, null)
}, 120_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await connection?.close()
  await embedded?.stop()
  await rm(folder, { recursive: true, force: true })
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Run {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}

function run(...args: string[]): Run {
  const child = spawn(process.execPath, [cli, ...args], {
    env: { ...process.env, DATABASE_URL: embedded.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, output: () => output, ended: new Promise((resolve) => child.on('exit', resolve)) }
}

/** Waits until something holds; fails early, with what was said, when the process that must bring it about has ended. */
async function waitFor(holds: () => boolean | Promise<boolean>, by: Run): Promise<void> {
  const end = Date.now() + patienceSeconds * 1000
  while (!(await holds())) {
    if (by.child.exitCode !== null || Date.now() > end) throw new Error(`waited in vain: ${by.output()}`)
    await pause(20)
  }
}

async function startGatewayProcess(port: number): Promise<Run & { port: number }> {
  const gateway = run('gateway', '--only-gateway', '--port', String(port))
  const address = () => /gateway at 127\.0\.0\.1:(\d+)/.exec(gateway.output())
  await waitFor(() => address() !== null, gateway)
  return { ...gateway, port: Number(address()?.[1]) }
}

/** Kills the database as a power cut would, and starts it again on the same port, where it recovers. */
async function crashDatabase(): Promise<void> {
  const cluster = join(folder, 'cluster')
  const [pid = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  const account = await databaseAccount()
  const { pgCtl } = await findBinaries(account, folder)
  const options = `-p ${new URL(embedded.url).port} -c unix_socket_directories= -c listen_addresses=127.0.0.1 -c max_connections=200 -c timezone=UTC`
  const how = ['-D', cluster, '-l', join(folder, 'postgres.log'), '-w', '-t', '120', '-o', options, 'start']
  // until the last of its children has noticed, it refuses to start
  const end = Date.now() + patienceSeconds * 1000
  while ((await runAs(account, pgCtl, how)).code !== 0) {
    if (Date.now() > end) throw new Error('the database does not start again')
    await pause(250)
  }
}

const linesOf = async (file: string): Promise<string[]> =>
  (await readFile(file, 'utf8').catch(() => '')).split('\n').slice(0, -1)

interface Stored {
  readonly mn: string
  readonly resolution: string
  readonly at: Date
  readonly channels: readonly { readonly factor: string; readonly statistic: string }[]
  readonly values: readonly number[]
}

test('kill -9 of the gateway, then of the database, under load: every acknowledged measurement is there, once', async () => {
  const ledger = join(folder, 'ledger.jsonl')
  const first = await startGatewayProcess(0)
  const load = ['--sites', String(sites), '--rate', '50', '--history', String(history), '--faults']
  const wait = ['--patience', String(patienceSeconds)]
  const simulator = run('simulate', ...load, ...wait, '--port', String(first.port), '--ledger', ledger)
  const acknowledgedMore = async (than: number) => (await linesOf(ledger)).length > than
  await waitFor(() => acknowledgedMore(records * 0.1), simulator)
  first.child.kill('SIGKILL')
  await first.ended
  const second = await startGatewayProcess(first.port)
  await waitFor(() => acknowledgedMore(records * 0.3), simulator)
  await crashDatabase()
  await waitFor(() => acknowledgedMore(records), simulator)
  simulator.child.kill('SIGINT')
  expect(await simulator.ended, simulator.output() + second.output()).toBe(0)
  second.child.kill('SIGTERM')

  const acknowledged = (await linesOf(ledger)).map((line) => JSON.parse(line) as Acknowledged)
  const { rows } = await sql<Stored>`
    select d.mn, o.resolution, o.at, l.channels, o.values
    from observations o join devices d using (site_id) join layouts l on l.id = o.layout_id`.execute(
    connection.db,
  )
  const stored = Map.groupBy(rows, (row) => `${row.mn} ${row.resolution} ${row.at.getTime()}`)
  const wrong = acknowledged.filter(({ mn, cn, dataTime, values }) => {
    const began = readTimestamp(dataTime) ?? Number.NaN
    const found = stored.get(cn === '2061' ? `${mn} h ${began + hourMs}` : `${mn} s ${began}`) ?? []
    const [row] = found
    const said = Object.fromEntries(
      row?.channels.map(({ factor, statistic }, i) => [`${factor}-${statistic}`, row.values[i]]) ?? [],
    )
    return found.length !== 1 || Object.entries(values).some(([name, text]) => said[name] !== Number(text))
  })
  expect(wrong).toEqual([])
  expect(new Set(acknowledged.map(({ mn, cn, dataTime }) => `${mn} ${cn} ${dataTime}`)).size).toBe(
    acknowledged.length,
  )
  // both crashes were felt: records were under way when the gateway died, and commits failed when the database did
  const summary = JSON.parse(simulator.output().trim().split('\n').at(-1) ?? '{}') as { resent: number }
  expect(summary.resent).toBeGreaterThan(0)
  expect(second.output()).toContain('not committed, trying again')
}, 900_000)
