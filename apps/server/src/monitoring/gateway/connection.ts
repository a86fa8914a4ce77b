import type { Socket } from 'node:net'
import {
  PacketDecoder,
  type DecodeEvent,
  type Packet,
  type PacketEvent,
  type PlatformAction,
} from '@qinglan/hj212'
import { Allowance } from './allowance.ts'
import { newSession, type DeviceLink, type DeviceLinks } from './device-link.ts'
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

/** What all connections of a gateway share. */
export interface Shared {
  readonly registry: DeviceRegistry
  readonly writer: PacketWriter
  readonly links: DeviceLinks
  readonly settings: ConnectionSettings
  readonly counts: GatewayCounts
}

/** Several devices may speak through one connection (a collecting server); more than so many do not. */
const mostDevices = 1000

/** What is kept and shown of an MN that is none of ours: no control characters, no more than a device could have. */
const shownMn = (mn: string): string => mn.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 64)

/** One socket: bytes to packets, packets to the writer, answers back after the commit. Devices behind one socket each have a session. */
export class Connection {
  readonly #socket: Socket
  readonly #shared: Shared
  readonly #decoder = new PacketDecoder({ keepRaw: true, strictness: 'lenient', acceptModbus: true })
  readonly #links = new Map<string, DeviceLink>()
  readonly #remote: string
  /** Packets are handled one after the other: looking a device up takes a moment, and order matters. */
  #turn: Promise<void> = Promise.resolve()
  readonly #allowance: Allowance
  #unfinished: NodeJS.Timeout | undefined

  constructor(socket: Socket, shared: Shared) {
    this.#socket = socket
    this.#shared = shared
    const { packetsPerSecond, burst } = shared.settings
    this.#allowance = new Allowance(packetsPerSecond, burst, Date.now())
    this.#remote = `${socket.remoteAddress ?? '?'}:${socket.remotePort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    socket.setTimeout(shared.settings.idleMs, () => socket.destroy())
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => this.#take(this.#decoder.push(chunk)))
    socket.on('close', () => {
      clearTimeout(this.#unfinished)
      this.#take(this.#decoder.expire())
      for (const link of this.#links.values()) shared.links.drop(link)
    })
  }

  #take(events: readonly DecodeEvent[]): void {
    clearTimeout(this.#unfinished)
    if (this.#decoder.pending > 0 && !this.#socket.destroyed) {
      const { unfinishedMs } = this.#shared.settings
      this.#unfinished = setTimeout(() => this.#take(this.#decoder.expire()), unfinishedMs)
    }
    if (events.length === 0) return
    this.#allowance.take(events.length, Date.now())
    this.#socket.pause()
    this.#turn = this.#turn
      .then(() => this.#handleAll(events))
      .catch(() => void this.#socket.destroy())
      .finally(() => this.#goOn())
  }

  async #handleAll(events: readonly DecodeEvent[]): Promise<void> {
    const { registry } = this.#shared
    const now = Date.now()
    // a reading that fails leaves what was known; a device never seen before is then not answered and comes again
    if (!registry.isFresh(now)) await registry.refresh(now).catch(() => undefined)
    for (const event of events) {
      if (event.kind === 'packet') this.#handle(event, now)
      else this.#reject(event)
    }
  }

  /** Reads on, unless the writer is behind or the sender too quick. */
  #goOn(): void {
    if (this.#socket.destroyed) return
    const { writer, counts } = this.#shared
    const wait = this.#allowance.waitMs(Date.now())
    if (wait > 0) {
      counts.limited += 1
      setTimeout(() => this.#goOn(), wait)
      return
    }
    if (writer.behind) writer.onResume(() => this.#goOn())
    else this.#socket.resume()
  }

  #reject({ start, end }: DecodeEvent): void {
    this.#shared.counts.rejectedRanges += 1
    this.#shared.counts.rejectedBytes += end - start
  }

  #handle(event: PacketEvent, now: number): void {
    const { packet } = event
    const raw = event.raw ?? new Uint8Array(0)
    const mn = packet.mn ?? ''
    const device = this.#shared.registry.get(mn)
    if (!device) return this.#refuse(packet, shownMn(mn), raw, 'unknown-mn')
    if (!device.enabled) return this.#refuse(packet, mn, raw, 'disabled')
    if (event.crc === 'modbus' && !device.acceptModbus) return this.#reject(event)
    const link = this.#linkOf(device)
    link?.act(link.session.receive(packet, now), raw)
  }

  /** The device's link, with what is now known of the device. */
  #linkOf(device: Device): DeviceLink | undefined {
    let link = this.#links.get(device.mn)
    if (!link) {
      if (this.#links.size >= mostDevices) return undefined
      const made: DeviceLink = {
        device,
        session: newSession(device),
        act: (actions, raw) => {
          for (const action of actions) this.#act(action, made, raw ?? new Uint8Array(0))
        },
      }
      link = made
      this.#links.set(device.mn, link)
    } else if (link.device !== device) {
      const { password, checkPassword } = link.device
      if (password !== device.password || checkPassword !== device.checkPassword)
        link.session = newSession(device)
      link.device = device
    }
    this.#shared.links.put(link)
    return link
  }

  #refuse(
    packet: Packet,
    mn: string,
    raw: Uint8Array,
    refused: NonNullable<IncomingPacket['refused']>,
  ): void {
    this.#shared.counts.refused += 1
    this.#add({ mn, packet, raw, row: null, refused, stored: () => undefined })
  }

  #act(action: PlatformAction, { device }: DeviceLink, raw: Uint8Array): void {
    const { counts, links } = this.#shared
    switch (action.kind) {
      case 'send':
        this.#send(action.bytes)
        return
      case 'store': {
        counts.accepted += 1
        const row = rowOf(action.packet, device, Date.now())
        const hasRow = typeof row === 'object'
        this.#add({
          mn: device.mn,
          packet: action.packet,
          raw,
          row: hasRow ? row : null,
          refused: row === 'no-time' ? 'no-time' : null,
          stored: () => {
            if (action.answer) this.#send(action.answer)
            if (action.request !== null)
              links.onCommand(device.mn, { kind: 'answer', qn: action.request, packet: action.packet })
          },
        })
        return
      }
      case 'stray':
        if (action.why === 'wrong-password') this.#refuse(action.packet, device.mn, raw, 'wrong-password')
        return
      case 'accepted':
      case 'ended':
        links.onCommand(device.mn, action)
        return
      case 'heartbeat':
      case 'notice':
        this.#add({
          mn: device.mn,
          packet: action.packet,
          raw,
          row: null,
          refused: null,
          stored: () => undefined,
        })
        return
    }
  }

  #add(incoming: Omit<IncomingPacket, 'remote' | 'receivedAt'>): void {
    this.#shared.writer.add({ ...incoming, remote: this.#remote, receivedAt: Date.now() })
  }

  /** The answers of one commit go out together. */
  #send(bytes: Uint8Array): void {
    if (!this.#socket.writable) return
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(() => this.#socket.uncork())
    }
    this.#socket.write(bytes)
  }
}
