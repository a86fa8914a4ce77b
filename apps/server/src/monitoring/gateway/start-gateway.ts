import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { Arrivals } from './arrivals.ts'
import { Connection, type ConnectionSettings, type GatewayCounts } from './connection.ts'
import { CommandRunner } from './command-runner.ts'
import { DeviceLinks } from './device-link.ts'
import { DeviceRegistry } from './device-registry.ts'
import { PacketWriter, type WriterCounts } from './packet-writer.ts'
import { Turns } from './turns.ts'

export interface GatewayOptions {
  readonly host: string
  /** 0 takes a free port. */
  readonly port: number
  /** Also listen with TLS, when given a certificate. */
  readonly tls?: { readonly port: number; readonly cert: string; readonly key: string }
  readonly log: (sentence: string) => void
  readonly connection?: Partial<ConnectionSettings>
  readonly batch?: number
  readonly highWater?: number
}

export interface Gateway {
  readonly port: number
  readonly tlsPort: number | null
  readonly counts: GatewayCounts & WriterCounts
  stop(): Promise<void>
}

const usual: ConnectionSettings = {
  idleMs: 15 * 60_000,
  unfinishedMs: 30_000,
  packetsPerSecond: 200,
  burst: 2000,
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: 4096 }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

/** Starts the gateway that data loggers talk to. `stop` closes the door, commits what waits, then closes the connections. */
export async function startGateway(db: Kysely<Tables>, options: GatewayOptions): Promise<Gateway> {
  const registry = new DeviceRegistry(db)
  const arrivals = new Arrivals(db, options.log)
  const writer = new PacketWriter(db, {
    batch: options.batch ?? 5000,
    highWater: options.highWater ?? 50_000,
    highWaterBytes: 64 << 20,
    log: options.log,
    forwards: () => registry.forwards,
    committed: (packets, rows) => arrivals.note(packets, rows),
  })
  const counts: GatewayCounts = {
    connections: 0,
    accepted: 0,
    refused: 0,
    rejectedBytes: 0,
    rejectedRanges: 0,
    limited: 0,
  }
  const links = new DeviceLinks()
  const turns = new Turns(registry, writer)
  const shared = { registry, writer, turns, links, counts, settings: { ...usual, ...options.connection } }
  const commands = new CommandRunner(db, links, options.log)
  const sockets = new Set<Socket>()
  const welcome = (socket: Socket) => {
    sockets.add(socket)
    counts.connections = sockets.size
    socket.on('close', () => {
      sockets.delete(socket)
      counts.connections = sockets.size
    })
    void new Connection(socket, shared)
  }
  const servers: Server[] = [createServer(welcome)]
  const port = await listen(servers[0]!, options.port, options.host)
  let tlsPort: number | null = null
  if (options.tls) {
    const secure = createTlsServer({ cert: options.tls.cert, key: options.tls.key }, welcome)
    servers.push(secure)
    tlsPort = await listen(secure, options.tls.port, options.host)
  }
  return {
    port,
    tlsPort,
    get counts() {
      return { ...counts, ...writer.counts }
    },
    async stop() {
      for (const server of servers) server.close()
      await commands.stop()
      await writer.close()
      await arrivals.stop()
      for (const socket of sockets) socket.destroy()
    },
  }
}
