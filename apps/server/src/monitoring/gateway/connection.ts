import type { Socket } from 'node:net'
import {
  EncodeError,
  PacketDecoder,
  type RejectedEvent,
  type Packet,
  type PacketEvent,
  type PlatformAction,
} from '@qinglan/hj212'
import { reportsOf } from '../reports/reports-of-packet.ts'
import { Allowance } from './allowance.ts'
import { newSession, type DeviceLink, type DeviceLinks } from './device-link.ts'
import type { Device, DeviceRegistry } from './device-registry.ts'
import { rowOf, type RefusalReason } from './packet-row.ts'
import { PartTimes } from './part-times.ts'
import type { IncomingPacket } from './packet-batch.ts'
import type { PacketWriter } from './packet-writer.ts'
import type { Turns } from './turns.ts'

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
  readonly turns: Turns
  readonly links: DeviceLinks
  readonly settings: ConnectionSettings
  readonly counts: GatewayCounts
}

const nothing = new Uint8Array(0)

/** Several devices may speak through one connection (a collecting server); more than so many do not. */
const mostDevices = 1000

/** What is kept and shown of an MN that is none of ours: no control characters, no more than a device could have. */
const shownMn = (mn: string): string => mn.replaceAll(/[^\x21-\x7e]/g, '?').slice(0, 64)

/** One socket: bytes to packets, packets to the writer, answers back after the commit. Devices behind one socket each have a session. */
export class Connection {
  readonly #socket: Socket
  readonly #shared: Shared
  readonly #decoder = new PacketDecoder({ keepRaw: 'view', strictness: 'lenient', acceptModbus: true })
  readonly #links = new Map<string, DeviceLink>()
  readonly #remote: string
  /** Not reading until the sender's allowance has grown. */
  #waits = false
  readonly #allowance: Allowance
  #answers: Uint8Array[] = []
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
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('close', () => {
      shared.turns.take(() => {
        this.#handleAll(null)
        for (const link of this.#links.values()) shared.links.drop(link)
      })
    })
  }

  /** Takes what came, or with null gives up a packet that stays unfinished. */
  #take(chunk: Uint8Array | null): void {
    const isDone = this.#shared.turns.take(() => {
      this.#handleAll(chunk)
      this.#goOn()
    })
    if (!isDone) this.#socket.pause()
  }

  #handleAll(chunk: Uint8Array | null): void {
    const events = chunk ? this.#decoder.push(chunk) : this.#decoder.expire()
    this.#awaitRest()
    const now = Date.now()
    this.#allowance.take(events.length, now)
    for (const event of events) {
      if (event.kind === 'packet') this.#handle(event, now)
      else this.#reject(event)
    }
  }

  #awaitRest(): void {
    clearTimeout(this.#unfinished)
    if (this.#decoder.pending === 0 || this.#socket.destroyed) return
    this.#unfinished = setTimeout(() => this.#take(null), this.#shared.settings.unfinishedMs)
  }

  /** Reads on, unless the sender is too quick. */
  #goOn(): void {
    if (this.#socket.destroyed || this.#waits) return
    const wait = this.#allowance.waitMs(Date.now())
    if (wait === 0) {
      if (this.#socket.isPaused()) this.#socket.resume()
      return
    }
    this.#socket.pause()
    this.#waits = true
    this.#shared.counts.limited += 1
    setTimeout(() => {
      this.#waits = false
      this.#goOn()
    }, wait)
  }

  #reject({ start, end }: Pick<RejectedEvent, 'start' | 'end'>): void {
    this.#shared.counts.rejectedRanges += 1
    this.#shared.counts.rejectedBytes += end - start
  }

  #handle(event: PacketEvent, now: number): void {
    const { packet } = event
    const raw = event.raw ?? nothing
    const mn = packet.mn ?? ''
    const device = this.#shared.registry.get(mn)
    if (!device) return this.#refuse(packet, shownMn(mn), raw, 'unknown-mn', now)
    if (!device.enabled) return this.#refuse(packet, mn, raw, 'disabled', now)
    if (event.crc === 'modbus' && !device.acceptModbus) return this.#reject(event)
    const link = this.#linkOf(device)
    if (!link) return
    try {
      link.act(link.session.receive(packet, now), now, raw)
    } catch (error) {
      if (!(error instanceof EncodeError)) throw error
      // a field that the answer would have to repeat cannot be written
      this.#refuse(packet, mn, raw, 'unstorable', now)
    }
  }

  /** The device's link, with what is now known of the device. */
  #linkOf(device: Device): DeviceLink | undefined {
    let link = this.#links.get(device.mn)
    if (!link) {
      if (this.#links.size >= mostDevices) return undefined
      const made: DeviceLink = {
        device,
        session: newSession(device),
        times: new PartTimes(),
        act: (actions, now, raw) => {
          for (const action of actions) this.#act(action, made, now, raw ?? nothing)
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

  #refuse(packet: Packet, mn: string, raw: Uint8Array, refused: RefusalReason, now: number): void {
    this.#shared.counts.refused += 1
    this.#add(mn, packet, raw, now, { refused })
  }

  #act(action: PlatformAction, link: DeviceLink, now: number, raw: Uint8Array): void {
    const { counts, links } = this.#shared
    const { device } = link
    switch (action.kind) {
      case 'send':
        this.answer(action.bytes)
        return
      case 'store': {
        counts.accepted += 1
        const { packet, answer, request } = action
        const row = rowOf(packet, device, now, link.times.of(packet))
        this.#add(device.mn, packet, raw, now, {
          row: typeof row === 'object' ? row : null,
          reports: row === 'no-observation' ? reportsOf(packet, now) : null,
          refused: row === 'no-time' ? row : null,
          answer,
          stored:
            request === null
              ? null
              : () => links.onCommand(device.mn, { kind: 'answer', qn: request, packet }),
        })
        return
      }
      case 'stray':
        if (action.why === 'wrong-password')
          this.#refuse(action.packet, device.mn, raw, 'wrong-password', now)
        else this.#add(device.mn, action.packet, raw, now, {})
        return
      case 'accepted':
      case 'ended':
        links.onCommand(device.mn, action)
        return
      case 'heartbeat':
        this.#add(device.mn, action.packet, raw, now, {})
        return
      case 'notice':
        this.#add(device.mn, action.packet, raw, now, { reports: reportsOf(action.packet, now) })
        return
    }
  }

  /** Hands a packet to the writer, which holds nothing of the packet itself, so that thousands may wait. */
  #add(
    mn: string,
    { dialect }: Packet,
    raw: Uint8Array,
    receivedAt: number,
    { row = null, reports = null, refused = null, answer = null, stored = null }: Partial<IncomingPacket>,
  ): void {
    this.#shared.writer.add({
      mn,
      remote: this.#remote,
      receivedAt,
      raw,
      dialect: dialect === 'unknown' ? null : dialect,
      row,
      reports,
      refused,
      answer,
      sender: this,
      stored,
    })
  }

  /** Sends to the device; what is to be sent in one turn of the event loop goes out together. */
  answer(bytes: Uint8Array): void {
    this.#answers.push(bytes)
    if (this.#answers.length > 1) return
    process.nextTick(() => {
      const answers = this.#answers
      this.#answers = []
      if (this.#socket.writable) this.#socket.write(answers.length === 1 ? bytes : Buffer.concat(answers))
    })
  }
}
