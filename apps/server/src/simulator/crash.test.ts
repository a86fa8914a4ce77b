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

function run(...args: string[]): {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
} {
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

async function startGatewayProcess(
  port: number,
): Promise<{ child: ChildProcess; port: number; output: () => string }> {
  const gateway = run('gateway', '--only-gateway', '--port', String(port))
  for (let i = 0; i < 400; i++) {
    const at = /gateway at 127\.0\.0\.1:(\d+)/.exec(gateway.output())
    if (at) return { child: gateway.child, port: Number(at[1]), output: gateway.output }
    await pause(50)
  }
  throw new Error(gateway.output())
}

/** Kills the database as a power cut would, and starts it again on the same port, where it recovers. */
async function crashDatabase(): Promise<void> {
  const cluster = join(folder, 'cluster')
  const [pid = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGKILL')
  const account = await databaseAccount()
  const { pgCtl } = await findBinaries(account, folder)
  const options = `-p ${new URL(embedded.url).port} -c unix_socket_directories= -c listen_addresses=127.0.0.1 -c max_connections=200 -c timezone=UTC`
  for (let i = 0; i < 60; i++) {
    await pause(500)
    const how = ['-D', cluster, '-l', join(folder, 'postgres.log'), '-w', '-t', '60', '-o', options, 'start']
    if ((await runAs(account, pgCtl, how)).code === 0) return
  }
  throw new Error('the database does not start again')
}

test('kill -9 of the gateway, then of the database, under load: every acknowledged measurement is there, once', async () => {
  const ledger = join(folder, 'ledger.jsonl')
  const first = await startGatewayProcess(0)
  const load = ['--sites', String(sites), '--rate', '300', '--seconds', '8', '--faults']
  const simulator = run('simulate', ...load, '--port', String(first.port), '--ledger', ledger)
  await pause(2500)
  first.child.kill('SIGKILL')
  await pause(500)
  const second = await startGatewayProcess(first.port)
  await pause(1500)
  await crashDatabase()
  expect(await simulator.ended, simulator.output() + second.output()).toBe(0)
  second.child.kill('SIGTERM')

  const acknowledged = (await readFile(ledger, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Acknowledged)
  expect(acknowledged.length).toBeGreaterThan(1000)
  const { rows } = await sql<{
    mn: string
    at: Date
    channels: { factor: string; statistic: string }[]
    values: number[]
  }>`
    select d.mn, o.at, l.channels, o.values from observations o join devices d using (site_id) join layouts l on l.id = o.layout_id`.execute(
    connection.db,
  )
  const stored = Map.groupBy(rows, (row) => `${row.mn} ${row.at.getTime()}`)
  const wrong = acknowledged.filter(({ mn, dataTime, values }) => {
    const found = stored.get(`${mn} ${readTimestamp(dataTime)}`) ?? []
    const [row] = found
    const said = row?.channels.map(({ factor, statistic }, i) => [`${factor}-${statistic}`, row.values[i]])
    return (
      found.length !== 1 ||
      Object.entries(values).some(([name, text]) => Object.fromEntries(said ?? [])[name] !== Number(text))
    )
  })
  expect(wrong).toEqual([])
  // the counts of the simulator say that the crashes were felt
  const summary = JSON.parse(simulator.output().trim().split('\n').at(-1) ?? '{}') as { resent: number }
  expect(summary.resent).toBeGreaterThan(0)
}, 180_000)
