import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import {
  dataAnswer,
  encodePacket,
  findParameter,
  PacketDecoder,
  requestAnswer,
  type Packet,
} from '@qinglan/hj212'

/** What the platform does with one packet it received. */
export type Answer = 'acknowledge' | 'refuse' | 'ignore' | 'cut'

/** `MN CN DataTime`: what a record is known by. */
export const nameOf = (packet: Packet): string =>
  `${packet.mn ?? ''} ${packet.cn ?? ''} ${findParameter(packet, 'DataTime') ?? ''}`

/** An upper platform on a real socket. It keeps what it received and what it acknowledged, in order. */
export class UpperPlatform {
  readonly received: string[] = []
  readonly acknowledged: string[] = []
  readonly passwords = new Set<string | null>()
  /** Every packet as it came over the wire. */
  readonly wire: string[] = []
  mostUnanswered = 0
  answer: (name: string, packet: Packet) => Answer = () => 'acknowledge'
  /** How long it takes over each packet, one after the other. */
  delayMs = 0
  readonly #server = createServer({ allowHalfOpen: true }, (socket) => this.#serve(socket))
  readonly #sockets = new Set<Socket>()
  #unanswered = 0

  /** @returns the port */
  async listen(port = 0): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, '127.0.0.1', resolve)
    })
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  /** The records acknowledged of one device, in order. */
  of(mn: string): string[] {
    return this.acknowledged.filter((name) => name.startsWith(`${mn} `))
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket)
    let isCut = false
    let turn = Promise.resolve()
    const decoder = new PacketDecoder({ keepRaw: true })
    socket.on('error', () => socket.destroy())
    socket.on('end', () => socket.end())
    socket.on('close', () => this.#sockets.delete(socket))
    socket.on('data', (chunk) => {
      for (const event of decoder.push(chunk)) {
        if (event.kind !== 'packet') throw new Error(`an upper platform got ${event.reason}`)
        const { packet } = event
        if (isCut) continue // on its way when the line was cut
        this.#unanswered += 1
        this.mostUnanswered = Math.max(this.mostUnanswered, this.#unanswered)
        const name = nameOf(packet)
        this.received.push(name)
        this.passwords.add(packet.pw)
        this.wire.push(Buffer.from(event.raw ?? []).toString('utf8'))
        const answer = this.answer(name, packet)
        // what was answered before still arrives: only this direction ends
        if (answer === 'cut') isCut = true
        turn = this.#after(turn, () => this.#say(socket, answer, packet, name))
      }
    })
  }

  async #after(turn: Promise<void>, say: () => void): Promise<void> {
    await turn
    if (this.delayMs > 0) await setTimeout(this.delayMs)
    this.#unanswered -= 1
    say()
  }

  #say(socket: Socket, answer: Answer, packet: Packet, name: string): void {
    switch (answer) {
      case 'acknowledge':
        this.acknowledged.push(name)
        socket.write(encodePacket(dataAnswer(packet)))
        break
      case 'refuse':
        socket.write(encodePacket(requestAnswer(packet, 2)))
        break
      case 'cut':
        socket.end()
        break
      case 'ignore':
        break
    }
  }
}
