import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect as connectSocket, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { encodePacket, writeTimestamp } from '@qinglan/hj212'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { connect, type Connection } from '../apps/server/src/database/connect.ts'
import { startEmbedded } from '../apps/server/src/database/embedded.ts'
import { migrate } from '../apps/server/src/database/migrate.ts'
import { mnOf, simulatedPassword } from '../apps/server/src/simulator/profiles.ts'
import { registerLoggers } from '../apps/server/src/simulator/register-loggers.ts'
import type { BenchResult } from './result.ts'

const cli = fileURLToPath(new URL('../apps/server/src/cli/main.ts', import.meta.url))
const factors = ['w00000', 'w01001', 'w01018', 'w21003', 'w21011', 'w21001', 'w01009', 'w01010']
const loggers = 200
const packetsEach = 250
const windowOf = 50
const idleConnections = 10_000
const start = Date.UTC(2026, 0, 1)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface GatewayProcess {
  readonly port: number
  readonly pid: number
  /** Seconds of processor time it has used. */
  cpuSeconds(): Promise<number>
  memoryMiB(): Promise<number>
  stop(): Promise<void>
}

const readProc = (pid: number, file: string): Promise<string> => readFile(`/proc/${pid}/${file}`, 'utf8')

/** The gateway as a process of its own, as it runs in service; only Linux tells what it uses. */
async function startProcess(databaseUrl: string): Promise<GatewayProcess> {
  const child = spawn(process.execPath, [cli, 'gateway', '--only-gateway', '--port', '0'], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (data: Buffer) => (said += data.toString()))
  const pid = child.pid ?? 0
  for (let i = 0; i < 400; i++) {
    const at = /gateway at [\d.]+:(\d+)/.exec(said)
    if (at) {
      return {
        port: Number(at[1]),
        pid,
        cpuSeconds: async () => {
          const fields = (await readProc(pid, 'stat')).replace(/^.*\) /, '').split(' ')
          return (Number(fields[11]) + Number(fields[12])) / 100
        },
        memoryMiB: async () => Number(/VmRSS:\s+(\d+)/.exec(await readProc(pid, 'status'))?.[1] ?? 0) / 1024,
        stop: async () => {
          const ended = new Promise((resolve) => child.on('exit', resolve))
          child.kill('SIGTERM')
          await ended
        },
      }
    }
    await pause(50)
  }
  throw new Error(said)
}

function packetOf(logger: number, number: number): Buffer {
  const qn = `${writeTimestamp(start + number * 1000)}${String(logger).padStart(3, '0')}`
  return Buffer.from(
    encodePacket({
      qn,
      st: '32',
      cn: '2011',
      pw: simulatedPassword,
      mn: mnOf(logger),
      flag: 5,
      area: [
        [{ name: 'DataTime', text: writeTimestamp(start + number * 1000) }],
        ...factors.map((factor, i) => [
          { name: `${factor}-Rtd`, text: String(10 + ((number * 7 + logger + i) % 90)) },
          { name: `${factor}-Flag`, text: 'N' },
        ]),
      ],
    }),
  )
}

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** Counts the answers of a socket: each 9014 ends in CR LF, and nothing else is sent. */
function onAnswers(socket: Socket, answered: (count: number) => void): void {
  socket.on('data', (chunk) => {
    let count = 0
    for (const byte of chunk) if (byte === 0x0a) count += 1
    answered(count)
  })
}

/** Sends all packets over one connection per logger, so many at a time unanswered; resolves when the last is acknowledged. */
async function load(port: number, packets: readonly (readonly Buffer[])[]): Promise<void> {
  await Promise.all(
    packets.map(async (own) => {
      const socket = await open(port)
      let [sent, answered] = [0, 0]
      await new Promise<void>((resolve) => {
        const more = () => {
          const until = Math.min(own.length, answered + windowOf)
          if (sent < until) socket.write(Buffer.concat(own.slice(sent, until)))
          sent = Math.max(sent, until)
        }
        onAnswers(socket, (count) => {
          answered += count
          if (answered >= own.length) resolve()
          else if (sent - answered < windowOf / 2) more()
        })
        more()
      })
      socket.destroy()
    }),
  )
}

/** COPY of the rows that the gateway stored, into the same emptied table, in commits as large as one of the gateway's. */
async function rawCopySeconds({ pool }: Connection): Promise<number> {
  const client = await pool.connect()
  const columns = 'site_id, resolution, at, layout_id, values, flags, simulated, source'
  try {
    const pieces: Buffer[] = []
    for await (const piece of client.query(copyTo(`copy (select ${columns} from observations) to stdout`)))
      pieces.push(piece as Buffer)
    await client.query('truncate observations')
    const began = performance.now()
    await pipeline(Readable.from(pieces), client.query(copyFrom(`copy observations (${columns}) from stdin`)))
    return (performance.now() - began) / 1000
  } finally {
    client.release()
  }
}

async function throughput(connection: Connection, url: string): Promise<BenchResult> {
  const gateway = await startProcess(url)
  const packets = Array.from({ length: loggers }, (_, logger) =>
    Array.from({ length: packetsEach }, (__, number) => packetOf(logger, number)),
  )
  const own = process.cpuUsage()
  const began = performance.now()
  await load(gateway.port, packets)
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(own)
  const gatewayCpu = await gateway.cpuSeconds()
  await gateway.stop()
  const measurements = loggers * packetsEach * factors.length
  const copySeconds = await rawCopySeconds(connection)
  return {
    name: 'gateway: socket to committed, against COPY of the same rows',
    figures: {
      'measurements/s': Math.round(measurements / seconds),
      'packets/s': Math.round((loggers * packetsEach) / seconds),
      'measurements/s raw COPY': Math.round(measurements / copySeconds),
      'processor seconds of the gateway': Number(gatewayCpu.toFixed(2)),
      'processor seconds of the load generator': Number(((user + system) / 1e6).toFixed(2)),
      'seconds in all': Number(seconds.toFixed(2)),
    },
    ratio: copySeconds / seconds,
    goal: 'ratio ≥ 0.5 on two cores',
  }
}

async function idleMemory(url: string): Promise<BenchResult> {
  const gateway = await startProcess(url)
  const before = await gateway.memoryMiB()
  const sockets: Socket[] = []
  for (let i = 0; i < idleConnections; i += 250) {
    sockets.push(...(await Promise.all(Array.from({ length: 250 }, () => open(gateway.port)))))
  }
  await pause(1000)
  const after = await gateway.memoryMiB()
  for (const socket of sockets) socket.destroy()
  await gateway.stop()
  return {
    name: `gateway: memory at ${idleConnections} idle connections`,
    figures: {
      'MiB before': Math.round(before),
      'MiB at 10,000': Math.round(after),
      'KiB a connection': Number((((after - before) * 1024) / idleConnections).toFixed(1)),
    },
  }
}

/** Acknowledgement latency at a steady rate, each packet on its logger's own connection. */
async function latency(url: string, perSecond: number, seconds: number): Promise<BenchResult> {
  const gateway = await startProcess(url)
  const sockets = await Promise.all(Array.from({ length: loggers }, () => open(gateway.port)))
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
  const at = (share: number) => Number((took[Math.floor(took.length * share)] ?? 0).toFixed(1))
  return {
    name: `gateway: acknowledgement latency at ${perSecond} packets/s`,
    figures: { 'p50 ms': at(0.5), 'p99 ms': at(0.99), acknowledged: took.length, sent: perSecond * seconds },
  }
}

/** The gateway in a process of its own over a durable database: throughput, memory, latency. */
export async function gatewayBench(): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qinglan-bench-'))
  await chmod(folder, 0o755)
  const embedded = await startEmbedded(folder)
  const connection = connect(embedded.url)
  try {
    await migrate(connection.db)
    await registerLoggers(connection.db, loggers, null)
    return [
      await throughput(connection, embedded.url),
      await latency(embedded.url, 2000, 8),
      await idleMemory(embedded.url),
    ]
  } finally {
    await connection.close()
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
