import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connect, type Connection } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { registerLoggers } from '../apps/server/src/simulator/register-loggers.ts'
import { factors, load, onAnswers, openSocket, packetOf, sendingOf } from './gateway-load.ts'
import { familySeconds, memoryMiB, processorSeconds } from './processor-time.ts'
import type { BenchResult } from './result.ts'

const cli = fileURLToPath(new URL('../apps/server/src/cli/main.ts', import.meta.url))
const loggers = 500
/** Sent before the clock runs, so that neither side is measured while its code is still being compiled. */
const warmUpEach = 300
const packetsEach = 1000
const window = 40
const idleConnections = 10_000
const cores = 2

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const digits = (value: number, places: number) => Number(value.toFixed(places))

interface GatewayProcess {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** The gateway as a process of its own, as it runs in service. */
async function startProcess(databaseUrl: string): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [cli, 'gateway', '--only-gateway', '--port', '0'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  for (let i = 0; i < 400; i++) {
    const at = /gateway at [\d.]+:(\d+)/.exec(said)
    if (at) {
      return {
        port: Number(at[1]),
        pid: child.pid ?? 0,
        stop: async () => {
          const ended = once(child, 'exit')
          child.kill('SIGTERM')
          await ended
        },
      }
    }
    await pause(50)
  }
  throw new Error(said)
}

const columns = 'site_id, resolution, at, layout_id, values, flags, simulated, source'

/**
 * Seconds of COPY of the rows that the gateway stored, into the same emptied table with its partitions and key, in one commit: from text
 * and from the binary form, twice each, the best counts.
 */
async function rawCopySeconds(
  { pool }: Connection,
  databasePid: number,
): Promise<{ text: number; binary: number; processor: number; rows: number }> {
  const client = await pool.connect()
  try {
    const { rows: counted } = await client.query<{ n: number }>('select count(*) as n from observations')
    const read = async (options: string) => {
      const pieces: Buffer[] = []
      for await (const piece of client.query(
        copyTo(`copy (select ${columns} from observations order by at) to stdout ${options}`),
      ))
        pieces.push(piece as Buffer)
      return pieces
    }
    const pieces = { text: await read(''), binary: await read('(format binary)') }
    const seconds = { text: Infinity, binary: Infinity, processor: Infinity }
    for (const form of ['text', 'binary', 'text', 'binary'] as const) {
      await client.query('truncate observations')
      await client.query('checkpoint')
      const before = await familySeconds(databasePid)
      const began = performance.now()
      await pipeline(
        Readable.from(pieces[form]),
        client.query(copyFrom(`copy observations (${columns}) from stdin (format ${form})`)),
      )
      seconds[form] = Math.min(seconds[form], (performance.now() - began) / 1000)
      if (form === 'text')
        seconds.processor = Math.min(seconds.processor, (await familySeconds(databasePid)) - before)
    }
    return { ...seconds, rows: counted[0]?.n ?? 0 }
  } finally {
    client.release()
  }
}

async function throughput(connection: Connection, url: string, databasePid: number): Promise<BenchResult[]> {
  const gateway = await startProcess(url)
  const all = Array.from({ length: loggers }, (_, logger) => logger)
  const sockets = await Promise.all(all.map(() => openSocket(gateway.port)))
  const warmUp = all.map((logger) => sendingOf(logger, 0, warmUpEach))
  const sendings = all.map((logger) => sendingOf(logger, warmUpEach, warmUpEach + packetsEach))
  await load(sockets, warmUp, window)
  // as before each COPY, so that both sides write their log into files that are there
  await connection.pool.query('checkpoint')
  await pause(2000)

  const packets = loggers * packetsEach
  const used = () =>
    Promise.all([processorSeconds(gateway.pid), familySeconds(databasePid), processorSeconds(process.pid)])
  const measure = async () => {
    const before = await used()
    const began = performance.now()
    await load(sockets, sendings, window)
    const seconds = (performance.now() - began) / 1000
    const after = await used()
    const [gatewaySeconds, databaseSeconds, generatorSeconds] = after.map((s, i) => s - (before[i] ?? 0))
    const net = seconds - (generatorSeconds ?? 0) / cores
    const figures = {
      'measurements/s': Math.round((packets * factors.length) / seconds),
      'packets/s': Math.round(packets / seconds),
      'seconds in all': digits(seconds, 2),
      'processor µs a packet: gateway': digits(((gatewaySeconds ?? 0) * 1e6) / packets, 1),
      'processor µs a packet: database': digits(((databaseSeconds ?? 0) * 1e6) / packets, 1),
      'processor µs a packet: load generator': digits(((generatorSeconds ?? 0) * 1e6) / packets, 1),
    }
    return { seconds, net, processor: (gatewaySeconds ?? 0) + (databaseSeconds ?? 0), figures }
  }
  const fresh = await measure()
  const again = await measure()
  for (const socket of sockets) socket.destroy()
  await gateway.stop()
  const copy = await rawCopySeconds(connection, databasePid)
  const stored = packets + loggers * warmUpEach
  if (copy.rows !== stored) throw new Error(`${copy.rows} rows for ${stored} packets`)
  const perRow = copy.text / stored
  return [
    {
      name: 'gateway: socket to committed, against COPY of the same rows, the load generator’s processor time over two cores subtracted',
      figures: {
        ...fresh.figures,
        'measurements/s raw COPY from text': Math.round((stored * factors.length) / copy.text),
        'measurements/s raw COPY binary': Math.round((stored * factors.length) / copy.binary),
        'processor µs a row: raw COPY from text': digits((copy.processor * 1e6) / stored, 1),
        'ratio with the load generator in it': digits((perRow * packets) / fresh.seconds, 3),
        'ratio against binary COPY': digits(((copy.binary / stored) * packets) / fresh.net, 3),
        'ratio of processor time, gateway and database': digits(
          ((copy.processor / stored) * packets) / fresh.processor,
          3,
        ),
      },
      ratio: (perRow * packets) / fresh.net,
      goal: 'ratio ≥ 0.5 on two cores',
    },
    { name: 'gateway: the same packets a second time, all there already', figures: again.figures },
  ]
}

async function idleMemory(url: string): Promise<BenchResult> {
  const gateway = await startProcess(url)
  const before = await memoryMiB(gateway.pid)
  const sockets: Socket[] = []
  for (let i = 0; i < idleConnections; i += 250) {
    sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => openSocket(gateway.port)))))
  }
  await pause(1000)
  const after = await memoryMiB(gateway.pid)
  for (const socket of sockets) socket.destroy()
  await gateway.stop()
  return {
    name: `gateway: memory at ${idleConnections} idle connections`,
    figures: {
      'MiB before': Math.round(before),
      'MiB at 10,000': Math.round(after),
      'KiB a connection': digits(((after - before) * 1024) / idleConnections, 1),
    },
  }
}

/** Acknowledgement latency at a steady rate, each packet on its logger's own connection. */
async function latency(url: string, perSecond: number, seconds: number): Promise<BenchResult> {
  const gateway = await startProcess(url)
  const sockets = await Promise.all(Array.from({ length: loggers }, () => openSocket(gateway.port)))
  const sentAt: number[][] = sockets.map(() => [])
  const took: number[] = []
  for (const [i, socket] of sockets.entries()) {
    onAnswers(socket, (count) => {
      for (let n = 0; n < count; n++) took.push(performance.now() - (sentAt[i]?.shift() ?? 0))
    })
  }
  const began = performance.now()
  for (let sent = 0; sent < perSecond * seconds;) {
    const due = Math.min(((performance.now() - began) / 1000) * perSecond, perSecond * seconds)
    for (; sent < due; sent++) {
      const i = sent % loggers
      const packet = packetOf(i, 100_000 + Math.floor(sent / loggers))
      sentAt[i]?.push(performance.now())
      sockets[i]?.write(packet)
    }
    await pause(2)
  }
  for (let i = 0; i < 200 && took.length < perSecond * seconds; i++) await pause(50)
  for (const socket of sockets) socket.destroy()
  await gateway.stop()
  took.sort((a, b) => a - b)
  const at = (share: number) => digits(took[Math.floor(took.length * share)] ?? 0, 1)
  return {
    name: `gateway: acknowledgement latency at ${perSecond} packets/s`,
    figures: { 'p50 ms': at(0.5), 'p99 ms': at(0.99), acknowledged: took.length, sent: perSecond * seconds },
  }
}

/** The gateway in a process of its own over a durable database: throughput, latency, memory. */
export async function gatewayBench(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-bench-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const connection = connect(embedded.url)
  try {
    await migrate(connection.db)
    await registerLoggers(connection.db, loggers, null)
    const [databasePid = ''] = (await readFile(join(folder, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')
    return [
      ...(await throughput(connection, embedded.url, Number(databasePid))),
      await latency(embedded.url, 2000, 8),
      await idleMemory(embedded.url),
    ]
  } finally {
    await connection.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
