import { readFile } from 'node:fs/promises'
import { PacketDecoder } from '@qinglan/hj212'
import type { BenchResult } from './result.ts'

const cases = new URL('../packages/hj212/src/cases/packets.json', import.meta.url)
const streamBytes = 1 << 20
const socketChunk = 65_536
const rounds = 200

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
    for (const event of decoder.push(chunk)) {
      if (event.kind === 'packet') measurements += event.packet.measurements.length
    }
  }
  return measurements
}

/** Shortest time of each work in turn, after a warm-up; in turn, so that a busy machine slows both alike. */
function bestOf(works: readonly (() => number)[]): { seconds: number; result: number }[] {
  const found = works.map((work) => ({ seconds: Infinity, result: work() }))
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now()
      const result = work()
      const seconds = Math.min(found[index]?.seconds ?? Infinity, (performance.now() - start) / 1000)
      found[index] = { seconds, result }
    }
  }
  return found
}

/** One stream of packets in the order given, again and again, cut as a socket cuts it. */
function streamOf(packets: readonly string[]): {
  readonly whole: Uint8Array
  readonly chunks: readonly Uint8Array[]
  readonly packets: number
} {
  const encoder = new TextEncoder()
  const bytes = encoder.encode(packets.map((packet) => `${packet.trimEnd()}\r\n`).join(''))
  const repeats = Math.ceil(streamBytes / bytes.length)
  const whole = new Uint8Array(bytes.length * repeats)
  for (let i = 0; i < repeats; i++) whole.set(bytes, i * bytes.length)
  const chunks: Uint8Array[] = []
  for (let at = 0; at < whole.length; at += socketChunk) chunks.push(whole.subarray(at, at + socketChunk))
  return { whole, chunks, packets: packets.length * repeats }
}

function measure(name: string, texts: readonly string[]): BenchResult {
  const { whole, chunks, packets } = streamOf(texts)
  const [crc, decode] = bestOf([() => crcLoop(whole), () => decodeAll(chunks)])
  if (!crc || !decode) throw new Error('two works give two results')
  return {
    name,
    figures: {
      packetsPerSecond: Math.round(packets / decode.seconds),
      crcLoopPacketsPerSecond: Math.round(packets / crc.seconds),
      bytesPerPacket: Math.round(whole.length / packets),
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
