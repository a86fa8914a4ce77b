// Mutates packets and cuts streams at random; every law that breaks ends the run with the bytes that broke it.
// Usage: node packages/hj212/fuzz/main.ts [COUNT] [SEED]
import packets from '../src/cases/packets.json' with { type: 'json' }
import { describePacket, inspectPacket, PacketDecoder } from '../src/index.ts'
import type { DecodeEvent, DecoderOptions } from '../src/index.ts'

const count = Number(process.argv[2] ?? 100_000)
const seed = Number(process.argv[3] ?? 1)
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('usage: node packages/hj212/fuzz/main.ts [COUNT] [SEED]\n')
  process.exit(2)
}

let state = seed >>> 0
/** A whole number below `limit` (mulberry32). */
function below(limit: number): number {
  state = (state + 0x6d2b79f5) >>> 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
}

const originals = packets.map(({ packet }) => new TextEncoder().encode(packet))
const spice = [
  '##',
  '&&',
  'CP=&&',
  ';',
  ',',
  '=',
  '//',
  '\r\n',
  '##0101QN=',
  '&&0000',
  '-99',
  '-Flag=',
  '\u0000',
  '水',
].map((text) => new TextEncoder().encode(text))
const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T

function splice(bytes: Uint8Array, at: number, removed: number, added: Uint8Array): Uint8Array {
  const result = new Uint8Array(bytes.length - removed + added.length)
  result.set(bytes.subarray(0, at))
  result.set(added, at)
  result.set(bytes.subarray(at + removed), at + added.length)
  return result
}

function mutate(bytes: Uint8Array): Uint8Array {
  const at = below(bytes.length + 1)
  const span = Math.min(below(12), bytes.length - at)
  switch (below(6)) {
    case 0: {
      const changed = bytes.slice()
      if (at < changed.length) changed[at] = below(256)
      return changed
    }
    case 1:
      return splice(bytes, at, span, new Uint8Array(0))
    case 2:
      return splice(bytes, at, 0, pick(spice))
    case 3:
      return splice(bytes, at, 0, bytes.subarray(at, at + span))
    case 4:
      return bytes.slice(0, at)
    default:
      return splice(
        bytes,
        at,
        span,
        Uint8Array.from({ length: span }, () => below(256)),
      )
  }
}

function streamOf(): { readonly bytes: Uint8Array; readonly mutants: number } {
  const parts = Array.from({ length: 1 + below(8) }, () => {
    let bytes: Uint8Array = pick(originals)
    for (let i = below(4); i > 0; i--) bytes = mutate(bytes)
    return bytes
  })
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return { bytes, mutants: parts.length }
}

function decode(bytes: Uint8Array, options: DecoderOptions, longestCut: number): DecodeEvent[] {
  const decoder = new PacketDecoder(options)
  const events: DecodeEvent[] = []
  let at = 0
  while (at < bytes.length) {
    const end = at + 1 + below(longestCut)
    events.push(...decoder.push(bytes.subarray(at, end)))
    if (decoder.pending > 30_000) throw new Error(`holds ${decoder.pending} bytes`)
    at = end
  }
  return [...events, ...decoder.expire()]
}

const isFiller = (byte: number): boolean =>
  byte === 13 || byte === 10 || byte === 32 || byte === 0 || byte === 9
const tally = new Map<string, number>()

function checkCoverage(bytes: Uint8Array, events: readonly DecodeEvent[]): void {
  let at = 0
  for (const event of [...events, { start: bytes.length, end: bytes.length }]) {
    if (event.start < at) throw new Error(`ranges overlap at ${event.start}`)
    if (!bytes.subarray(at, event.start).every((byte) => isFiller(byte)))
      throw new Error(`bytes lost at ${at}`)
    at = event.end
  }
}

function check(bytes: Uint8Array): void {
  const options: DecoderOptions = {
    strictness: below(2) === 0 ? 'strict' : 'lenient',
    acceptModbus: below(2) === 0,
    maxSegment: pick([200, 1024, 9999]),
  }
  const whole = decode(bytes, options, bytes.length)
  checkCoverage(bytes, whole)
  const cut = decode(bytes, options, 1 + below(200))
  if (JSON.stringify(cut) !== JSON.stringify(whole)) throw new Error('says other things when cut otherwise')
  for (const event of whole) {
    const name = event.kind === 'packet' ? 'packet' : event.reason
    tally.set(name, (tally.get(name) ?? 0) + 1)
    const found = inspectPacket(bytes.subarray(event.start, event.end), options)
    if (event.kind === 'packet' && !found.ok) throw new Error(`an accepted packet is ${found.reason} alone`)
    const isWhole = event.kind === 'rejected' && event.reason !== 'garbage' && event.reason !== 'truncated'
    if (isWhole && found.reason !== event.reason) throw new Error(`${event.reason} is ${found.reason} alone`)
    JSON.stringify(describePacket(found))
  }
}

const begun = performance.now()
let done = 0
while (done < count) {
  const { bytes, mutants } = streamOf()
  try {
    check(bytes)
  } catch (error) {
    process.stderr.write(
      `seed ${seed}, after ${done} packets: ${String(error)}\n${Buffer.from(bytes).toString('base64')}\n`,
    )
    process.exit(1)
  }
  done += mutants
}
const seconds = (performance.now() - begun) / 1000
const found = [...tally].toSorted((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`)
process.stdout.write(
  `${done} mutated packets in ${seconds.toFixed(1)} s, no law broken: ${found.join(', ')}\n`,
)
