import { connect, type Socket } from 'node:net'
import {
  EncodeError,
  encodePacket,
  exchangeOf,
  findParameter,
  inspectPacket,
  PacketDecoder,
  QnSource,
  type Packet,
} from '@qinglan/hj212'
import type { Queued } from './upstream-queue.ts'

export interface UpstreamTarget {
  readonly host: string
  readonly port: number
  readonly password: string | null
  /** Whether it answers data (9014); where it does not, what was written counts. */
  readonly answers: boolean
}

/** What became of one packet. */
export type Fate =
  | { readonly kind: 'acknowledged' }
  /** It was answered with a code other than success, or alone left without an answer. */
  | { readonly kind: 'refused'; readonly why: string }
  /** It can never be sent. */
  | { readonly kind: 'unsendable'; readonly why: string }
  /** Nothing can be said: the line broke. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** Nothing came over the line at all. */
  | { readonly kind: 'silence' }
  /** One before it, of the same device, was not acknowledged. */
  | { readonly kind: 'held' }

const connectMs = 10_000
const longestSegment = 9999
export const noAnswer = 'no answer in time'

/** What an answer says of the packet it answers: 9014 takes it, a QnRtn or ExeRtn other than 1 refuses it. */
function verdictOf(packet: Packet): Fate | null {
  if (packet.cn === '9014') return { kind: 'acknowledged' }
  const name = packet.cn === '9011' ? 'QnRtn' : packet.cn === '9012' ? 'ExeRtn' : null
  const code = name === null ? undefined : findParameter(packet, name)
  return code === undefined || code === '1' ? null : { kind: 'refused', why: `${name} ${code}` }
}

/** The line to an upper platform: sends packets in the name of the devices and hears what it says of them. */
export class UpstreamLine {
  readonly #target: UpstreamTarget
  readonly #qns = new QnSource()
  readonly #open = new Map<string, (fate: Fate) => void>()
  #socket: Socket | undefined
  #idle: NodeJS.Timeout | undefined
  #answered = false

  constructor(target: UpstreamTarget) {
    this.#target = target
  }

  /**
   * Sends packets: those of one device one after the other, each when the one before is acknowledged; devices side by side. It ends
   * when all are answered, or when nothing came over the line for `idleMs`.
   * @returns what became of each, by position @throws when there is no connection
   */
  async deliver(packets: readonly Queued[], idleMs: number): Promise<readonly Fate[]> {
    const socket = await this.#connected()
    this.#answered = false
    this.#idle = setTimeout(() => {
      this.#settle(this.#answered ? { kind: 'refused', why: noAnswer } : { kind: 'silence' })
    }, idleMs)
    const fates: Fate[] = packets.map(() => ({ kind: 'held' }))
    const chains = Map.groupBy(packets.keys(), (i) => packets[i]?.mn)
    try {
      await Promise.all(
        [...chains.values()].map((chain) => this.#deliverChain(socket, packets, chain, fates)),
      )
    } finally {
      clearTimeout(this.#idle)
    }
    return fates
  }

  close(): void {
    this.#socket?.destroy()
    this.#settle({ kind: 'unknown', why: 'closed' })
  }

  async #deliverChain(
    socket: Socket,
    packets: readonly Queued[],
    chain: readonly number[],
    fates: Fate[],
  ): Promise<void> {
    for (const i of chain) {
      const queued = packets[i]
      if (!queued) continue
      const fate = await this.#send(socket, queued)
      fates[i] = fate
      if (fate.kind !== 'acknowledged' && fate.kind !== 'unsendable') return
    }
  }

  #send(socket: Socket, queued: Queued): Promise<Fate> {
    const written = this.#write(queued)
    if ('why' in written) return Promise.resolve({ kind: 'unsendable', why: written.why })
    if (socket.destroyed) return Promise.resolve({ kind: 'unknown', why: 'closed' })
    return new Promise((resolve) => {
      this.#open.set(written.qn, resolve)
      socket.write(written.bytes, (error) => {
        if (!error && !this.#target.answers) this.#answer(written.qn, { kind: 'acknowledged' })
      })
    })
  }

  #answer(qn: string, fate: Fate): void {
    const resolve = this.#open.get(qn)
    if (!resolve) return
    this.#answered = true
    this.#idle?.refresh()
    this.#open.delete(qn)
    resolve(fate)
  }

  #settle(fate: Fate): void {
    const open = [...this.#open.values()]
    this.#open.clear()
    for (const resolve of open) resolve(fate)
  }

  /** The packet as the upper platform gets it: its password, an answer asked for, a QN of its own to know the answer by. */
  #write({ packet: raw, secret }: Queued): { qn: string; bytes: Uint8Array } | { why: string } {
    const { packet } = inspectPacket(raw)
    if (packet.cn === null || packet.mn === null) return { why: 'cannot be read' }
    // what waited has stars for its password; where the device wrote none, none is sent in its name
    const own = packet.pw ? secret : packet.pw
    const pw = this.#target.password ?? own
    if (packet.pw && pw === null) return { why: 'no password is known for it' }
    const qn = this.#qns.next(Date.now())
    const flag = (packet.flag ?? 4) & ~3 // each part of a split record goes as a packet of its own
    try {
      const bytes = encodePacket(
        {
          qn,
          st: packet.st,
          cn: packet.cn,
          pw,
          mn: packet.mn,
          flag: this.#target.answers ? flag | 1 : flag,
          area: packet.area,
        },
        { maxSegment: longestSegment },
      )
      return { qn, bytes }
    } catch (error) {
      if (error instanceof EncodeError) return { why: error.message }
      throw error
    }
  }

  #connected(): Promise<Socket> {
    const known = this.#socket
    if (known && !known.destroyed && known.writable) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.#target.host, port: this.#target.port, timeout: connectMs })
      this.#socket = socket
      const decoder = new PacketDecoder({ acceptModbus: true })
      socket.on('connect', () => {
        socket.setTimeout(0)
        socket.setKeepAlive(true, connectMs)
        resolve(socket)
      })
      socket.on('timeout', () => socket.destroy(new Error('no connection in time')))
      socket.on('data', (chunk) => {
        for (const event of decoder.push(chunk)) {
          if (event.kind !== 'packet') continue
          const fate = verdictOf(event.packet)
          if (fate) this.#answer(exchangeOf(event.packet) ?? '', fate)
        }
      })
      socket.on('error', reject)
      socket.on('close', () => {
        reject(new Error('closed'))
        if (this.#socket === socket) this.#settle({ kind: 'unknown', why: 'the line was cut' })
      })
    })
  }
}
