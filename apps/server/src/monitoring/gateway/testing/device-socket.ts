import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { crc212, formatCrc, PacketDecoder } from '@qinglan/hj212'

/** A connection to a gateway, and the commands of the answers that came through it. */
export interface DeviceSocket {
  readonly socket: Socket
  readonly answers: string[]
}

export async function openDevice(port: number): Promise<DeviceSocket> {
  const socket = connect(port, '127.0.0.1')
  const decoder = new PacketDecoder()
  const answers: string[] = []
  socket.on('data', (chunk) => {
    for (const event of decoder.push(chunk)) if (event.kind === 'packet') answers.push(event.packet.cn ?? '')
  })
  await once(socket, 'connect')
  return { socket, answers }
}

/** Frames a data segment as it stands, whatever is in it; `latin1`, so that each character is one byte. */
export function frame(segment: string): Buffer {
  const bytes = Buffer.from(segment, 'latin1')
  const length = String(bytes.length).padStart(4, '0')
  return Buffer.concat([Buffer.from(`##${length}`), bytes, Buffer.from(`${formatCrc(crc212(bytes))}\r\n`)])
}
