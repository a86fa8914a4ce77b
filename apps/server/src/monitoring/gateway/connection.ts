import type { Socket } from 'node:net'
import {
  PacketDecoder,
  PlatformSession,
  type DecodeEvent,
  type Packet,
  type PlatformAction,
} from '@qinglan/hj212'
import type { Device, DeviceRegistry } from './device-registry.ts'
import { rowOf } from './packet-row.ts'
import type { IncomingPacket, PacketWriter } from './packet-writer.ts'

export interface ConnectionSettings {
  /** A connection that says nothing for so long is closed. */
  readonly idleMs: number
  /** A packet that stays unfinished for so long is given up. */
  readonly unfinishedMs: number
  /** Packets a second a connection may send on average, and at once. */
  readonly packetsPerSecond: number
  readonly burst: number
}

/** What a gateway counts, for metrics and the status page. */
export interface GatewayCounts {
  connections: number
  accepted: number
  refused: number
  rejectedBytes: number
  rejectedRanges: number
  limited: number
}

interface Known {
  readonly device: Device
  readonly session: PlatformSession
}

/** One socket: bytes to packets, packets to the writer, answers back after the commit. Devices behind one socket each have a session. */
export class Connection {
  readonly #socket: Socket
  readonly #registry: DeviceRegistry
  readonly #writer: PacketWriter
  readonly #settings: ConnectionSettings
  readonly #counts: GatewayCounts
  readonly #decoder = new PacketDecoder({ keepRaw: true, strictness: 'lenient', acceptModbus: true })
  readonly #sessions = new Map<string, Known>()
  readonly #remote: string
  /** Packets are handled one after the other: looking a device up takes a moment, and order matters. */
  #turn: Promise<void> = Promise.resolve()
  #tokens: number
  #refilledAt = Date.now()
  #unfinished: NodeJS.Timeout | undefined

  constructor(
    socket: Socket,
    registry: DeviceRegistry,
    writer: PacketWriter,
    settings: ConnectionSettings,
    counts: GatewayCounts,
  ) {
    this.#socket = socket
    this.#registry = registry
    this.#writer = writer
    this.#settings = settings
    this.#counts = counts
    this.#tokens = settings.burst
    this.#remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.setTimeout(settings.idleMs, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => this.#take(this.#decoder.push(chunk)))
    socket.on('close', () => {
      clearTimeout(this.#unfinished)
      this.#take(this.#decoder.expire())
    })
  }

  #take(events: readonly DecodeEvent[]): void {
    clearTimeout(this.#unfinished)
    if (this.#decoder.pending > 0) {
      this.#unfinished = setTimeout(() => this.#take(this.#decoder.expire()), this.#settings.unfinishedMs)
    }
    if (events.length === 0) return
    this.#limit(events.length)
    this.#socket.pause()
    this.#turn = this.#turn
      .then(async () => {
        for (const event of events) await this.#handle(event)
      })
      .catch(() => void this.#socket.destroy())
      .finally(() => this.#goOn())
  }

  /** Reads on, unless the writer is behind or the sender too quick. */
  #goOn(): void {
    if (this.#socket.destroyed) return
    if (this.#tokens < 0) {
      this.#counts.limited += 1
      setTimeout(() => this.#goOn(), (-this.#tokens / this.#settings.packetsPerSecond) * 1000)
      this.#tokens = 0
      return
    }
    if (this.#writer.behind) this.#writer.onResume(() => this.#goOn())
    else this.#socket.resume()
  }

  #limit(packets: number): void {
    const now = Date.now()
    const refill = ((now - this.#refilledAt) / 1000) * this.#settings.packetsPerSecond
    this.#refilledAt = now
    this.#tokens = Math.min(this.#settings.burst, this.#tokens + refill) - packets
  }

  async #handle(event: DecodeEvent): Promise<void> {
    if (event.kind === 'rejected') {
      this.#counts.rejectedRanges += 1
      this.#counts.rejectedBytes += event.end - event.start
      return
    }
    const { packet } = event
    const now = Date.now()
    const raw = event.raw ?? new Uint8Array(0)
    const mn = packet.mn ?? ''
    const known = this.#sessions.get(mn) ?? (await this.#admit(mn, now))
    if (!known) return this.#refuse(packet, mn, raw, 'unknown-mn')
    if (!known.device.enabled) return this.#refuse(packet, mn, raw, 'disabled')
    if (event.crc === 'modbus' && !known.device.acceptModbus) {
      this.#counts.rejectedRanges += 1
      this.#counts.rejectedBytes += event.end - event.start
      return
    }
    for (const action of known.session.receive(packet, now)) this.#act(action, known, raw)
  }

  async #admit(mn: string, now: number): Promise<Known | undefined> {
    const device = await this.#registry.find(mn, now)
    if (!device) return undefined
    const session = new PlatformSession({ mn, pw: device.password, checkPassword: device.checkPassword })
    const known = { device, session }
    this.#sessions.set(mn, known)
    return known
  }

  #refuse(
    packet: Packet,
    mn: string,
    raw: Uint8Array,
    refused: NonNullable<IncomingPacket['refused']>,
  ): void {
    this.#counts.refused += 1
    this.#add({ mn, packet, raw, row: null, refused, stored: () => undefined })
  }

  #act(action: PlatformAction, { device }: Known, raw: Uint8Array): void {
    switch (action.kind) {
      case 'send':
        this.#send(action.bytes)
        return
      case 'store': {
        const row = rowOf(action.packet, device)
        const base = {
          mn: device.mn,
          packet: action.packet,
          raw,
          stored: () => action.answer && this.#send(action.answer),
        }
        this.#counts.accepted += 1
        if (row === 'no-time') this.#add({ ...base, row: null, refused: 'no-time' })
        else this.#add({ ...base, row: row === 'no-observation' ? null : row, refused: null })
        return
      }
      case 'stray':
        if (action.why === 'wrong-password') this.#refuse(action.packet, device.mn, raw, 'wrong-password')
        return
      case 'accepted':
      case 'ended':
      case 'heartbeat':
      case 'notice':
        return
    }
  }

  #add(incoming: Omit<IncomingPacket, 'remote' | 'receivedAt'>): void {
    this.#writer.add({ ...incoming, remote: this.#remote, receivedAt: Date.now() })
  }

  #send(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes)
  }
}
