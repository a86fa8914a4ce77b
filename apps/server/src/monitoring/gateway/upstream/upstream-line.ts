import { connect, type Socket } from 'node:net'
import { encodePacket, exchangeOf, inspectPacket, PacketDecoder, QnSource } from '@qinglan/hj212'

export interface UpstreamTarget {
  readonly host: string
  readonly port: number
  readonly password: string | null
}

const connectMs = 10_000

/** The line to an upper platform: sends packets in the name of the devices and hears which were acknowledged. */
export class UpstreamLine {
  readonly #target: UpstreamTarget
  readonly #qns = new QnSource()
  readonly #open = new Map<string, (acknowledged: boolean) => void>()
  #socket: Socket | undefined

  constructor(target: UpstreamTarget) {
    this.#target = target
  }

  /**
   * Sends packets and waits for their 9014.
   * @returns which were acknowledged in time, by position; a packet that cannot be read counts as done, it would never be
   * @throws when there is no connection
   */
  async deliver(packets: readonly Uint8Array[], timeoutMs: number, now: number): Promise<boolean[]> {
    const socket = await this.#connected()
    const waits = packets.map((raw) => {
      const written = this.#write(raw, now)
      if (!written) return Promise.resolve(true)
      const answered = new Promise<boolean>((resolve) => this.#open.set(written.qn, resolve))
      socket.write(written.bytes)
      return answered
    })
    const timer = setTimeout(() => this.#giveUp(), timeoutMs)
    const results = await Promise.all(waits)
    clearTimeout(timer)
    return results
  }

  close(): void {
    this.#socket?.destroy()
    this.#giveUp()
  }

  #giveUp(): void {
    for (const resolve of this.#open.values()) resolve(false)
    this.#open.clear()
  }

  /** The packet as the upper platform gets it: its password, an answer asked for, a QN of its own to know the answer by. */
  #write(raw: Uint8Array, now: number): { qn: string; bytes: Uint8Array } | null {
    const { packet } = inspectPacket(raw)
    if (packet.cn === null || packet.mn === null) return null
    const qn = this.#qns.next(now)
    const bytes = encodePacket({
      qn,
      st: packet.st,
      cn: packet.cn,
      pw: this.#target.password ?? packet.pw,
      mn: packet.mn,
      flag: ((packet.flag ?? 4) & ~2) | 1, // each part of a split record goes as a packet of its own
      area: packet.area,
    })
    return { qn, bytes }
  }

  #connected(): Promise<Socket> {
    const known = this.#socket
    if (known && !known.destroyed && known.writable) return Promise.resolve(known)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: this.#target.host, port: this.#target.port, timeout: connectMs })
      this.#socket = socket
      const decoder = new PacketDecoder()
      socket.on('connect', () => {
        socket.setTimeout(0)
        resolve(socket)
      })
      socket.on('timeout', () => socket.destroy(new Error('no connection in time')))
      socket.on('data', (chunk) => {
        for (const event of decoder.push(chunk)) {
          if (event.kind !== 'packet' || event.packet.cn !== '9014') continue
          const qn = exchangeOf(event.packet) ?? ''
          this.#open.get(qn)?.(true)
          this.#open.delete(qn)
        }
      })
      socket.on('error', reject)
      socket.on('close', () => {
        reject(new Error('closed'))
        if (this.#socket === socket) this.#giveUp()
      })
    })
  }
}
