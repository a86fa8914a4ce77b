import { readFile } from 'node:fs/promises'
import { PacketDecoder } from '@qinglan/hj212'
import type { BenchResult } from './result.ts'

const cases = new URL('../packages/hj212/src/cases/packets.json', import.meta.url)
const streamBytes = 4 << 20
const socketChunk = 65_536
const rounds = 5

interface Case {
  readonly packet: string
  readonly origin: string
  readonly direction: string
  readonly valid: boolean
}

/** The ordinary table loop of HJ 212-2017 appendix A, byte by byte: the baseline. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let register = byte
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  return register
})

function crcLoop(bytes: Uint8Array): number {
  let register = 0xffff
  for (let i = 0; i < bytes.length; i++) register = table[(register >> 8) ^ bytes[i]!]!
  return register
}

function decodeAll(chunks: readonly Uint8Array[]): number {
  const decoder = new PacketDecoder()
  let measurements = 0
  for (const chunk of chunks) {
    for (const event of decoder.push(chunk))
      if (event.kind === 'packet') measurements += event.packet.measurements.length
  }
  return measurements
}

function best(work: () => number): { readonly seconds: number; readonly result: number } {
  let seconds = Infinity
  let result = 0
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    result = work()
    seconds = Math.min(seconds, (performance.now() - start) / 1000)
  }
  return { seconds, result }
}

/** One stream of packets in the order given, again and again, cut as a socket cuts it. */
function streamOf(packets: readonly string[]): { readonly chunks: Uint8Array[]; readonly packets: number } {
  const encoder = new TextEncoder()
  const bytes = encoder.encode(packets.map((packet) => `${packet.trimEnd()}\r\n`).join(''))
  const repeats = Math.ceil(streamBytes / bytes.length)
  const whole = new Uint8Array(bytes.length * repeats)
  for (let i = 0; i < repeats; i++) whole.set(bytes, i * bytes.length)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < whole.length; at += socketChunk) chunks.push(whole.subarray(at, at + socketChunk))
  return { chunks, packets: packets.length * repeats }
}

function measure(name: string, texts: readonly string[]): BenchResult {
  const { chunks, packets } = streamOf(texts)
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  const crc = best(() => chunks.reduce((sum, chunk) => sum ^ crcLoop(chunk), 0))
  const decode = best(() => decodeAll(chunks))
  return {
    name,
    figures: {
      packetsPerSecond: Math.round(packets / decode.seconds),
      crcLoopPacketsPerSecond: Math.round(packets / crc.seconds),
      bytesPerPacket: Math.round(bytes / packets),
      measurementsPerPacket: Number((decode.result / packets).toFixed(1)),
      nanosecondsPerPacket: Math.round((decode.seconds / packets) * 1e9),
    },
    ratio: Number((crc.seconds / decode.seconds).toFixed(3)),
    goal: 'at least 0.30 of the speed of a loop that only computes the CRC',
  }
}

/** Full decoding to measurements on one core, against only the CRC of the same bytes in the same run. */
export async function hj212Bench(): Promise<BenchResult[]> {
  const all = (JSON.parse(await readFile(cases, 'utf8')) as Case[]).filter(({ valid }) => valid)
  const real = all.filter(({ origin }) => origin === 'real')
  return [
    measure(
      'hj212: decode real packets',
      real.map(({ packet }) => packet),
    ),
    measure(
      'hj212: decode real uploads',
      real.filter(({ direction }) => direction === 'up').map(({ packet }) => packet),
    ),
    measure(
      'hj212: decode all valid packets',
      all.map(({ packet }) => packet),
    ),
  ]
}
