import { connect as connectSocket, type Socket } from 'node:net'
import { encodePacket, writeTimestamp } from '@qinglan/hj212'
import { mnOf, simulatedPassword } from '../apps/server/src/simulator/profiles.ts'

export const factors = ['w00000', 'w01001', 'w01018', 'w21003', 'w21011', 'w21001', 'w01009', 'w01010']
const start = Date.UTC(2026, 0, 1)
const lineFeed = 0x0a

/** The packet that a logger sends so many seconds after the start: real-time data of eight factors, to be acknowledged. */
export function packetOf(logger: number, second: number): Buffer {
  const time = writeTimestamp(start + second * 1000)
  return Buffer.from(
    encodePacket({
      qn: `${time}${String(logger).padStart(3, '0')}`,
      st: '32',
      cn: '2011',
      pw: simulatedPassword,
      mn: mnOf(logger),
      flag: 5,
      area: [
        [{ name: 'DataTime', text: time }],
        ...factors.map((factor, i) => [
          {
            name: `${factor}-Rtd`,
            text: ((1000 + ((second * 37 + logger * 11 + i) % 9000)) / 100).toFixed(2),
          },
          { name: `${factor}-Flag`, text: 'N' },
        ]),
      ],
    }),
  )
}

/** What one logger sends, one packet behind the other, with the place where each ends. */
export interface Sending {
  readonly bytes: Buffer
  readonly ends: readonly number[]
}

export function sendingOf(logger: number, from: number, to: number): Sending {
  const packets: Buffer[] = []
  const ends: number[] = []
  let end = 0
  for (let second = from; second < to; second++) {
    const packet = packetOf(logger, second)
    packets.push(packet)
    ends.push((end += packet.length))
  }
  return { bytes: Buffer.concat(packets), ends }
}

export const openSocket = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connectSocket(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** Counts the answers of a socket: each 9014 ends in CR LF, and nothing else is sent. */
export function onAnswers(socket: Socket, answered: (count: number) => void): void {
  socket.on('data', (chunk) => {
    let count = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) count += 1
    answered(count)
  })
}

/** Sends everything, each logger over its own socket with at most `window` packets unanswered; resolves when the last is acknowledged. */
export async function load(
  sockets: readonly Socket[],
  sendings: readonly Sending[],
  window: number,
): Promise<void> {
  await Promise.all(
    sockets.map(
      (socket, logger) =>
        new Promise<void>((resolve) => {
          const { bytes, ends } = sendings[logger]!
          let [sent, answered] = [0, 0]
          const more = () => {
            const until = Math.min(ends.length, answered + window)
            if (sent < until) socket.write(bytes.subarray(sent === 0 ? 0 : ends[sent - 1], ends[until - 1]))
            sent = Math.max(sent, until)
          }
          socket.removeAllListeners('data')
          onAnswers(socket, (count) => {
            answered += count
            if (answered >= ends.length) resolve()
            else if (sent - answered < window / 2) more()
          })
          more()
        }),
    ),
  )
}
