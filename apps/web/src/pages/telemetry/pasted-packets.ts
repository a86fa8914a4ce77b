import { describePacket, inspectPacket, PacketDecoder, type DescribedPacket } from '@qinglan/hj212'

/** Chinese text as old loggers send it: the browser decodes GBK, and so each character's bytes can be looked up. */
function gbkBytes(text: string): Uint8Array {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else bytes.push(...(gbkTable().get(character) ?? [0x3f]))
  }
  return Uint8Array.from(bytes)
}

let table: ReadonlyMap<string, readonly [number, number]> | undefined

function gbkTable(): ReadonlyMap<string, readonly [number, number]> {
  if (table) return table
  const decoder = new TextDecoder('gbk')
  const found = new Map<string, readonly [number, number]>()
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\uFFFD') found.set(character, [lead, trail])
    }
  }
  return (table = found)
}

const lineEnd = Uint8Array.of(0x0d, 0x0a)

/** The line end of a packet is lost in a copied text, so that none is missed. */
function describeOne(bytes: Uint8Array): DescribedPacket {
  const ended = new Uint8Array(bytes.length + lineEnd.length)
  ended.set(bytes)
  ended.set(lineEnd, bytes.length)
  return describePacket(inspectPacket(ended))
}

function describeAll(bytes: Uint8Array): DescribedPacket[] {
  const decoder = new PacketDecoder({ keepRaw: true })
  const events = [...decoder.push(bytes), ...decoder.expire()]
  const isAlone = events.length === 1
  return events.flatMap((event) => {
    if (event.kind === 'packet') return [describeOne(event.raw ?? new Uint8Array(0))]
    // what stands between packets, such as the times of a log, is no packet
    return event.reason === 'garbage' && !isAlone ? [] : [describeOne(event.bytes)]
  })
}

const faults = (packets: readonly DescribedPacket[]): number => packets.filter(({ ok }) => !ok).length

/**
 * The packets in a pasted text, one or several, each explained. Text that was copied from a screen has lost its bytes: where it holds
 * Chinese it is read as UTF-8 and as GBK, and the one that fits the lengths and checksums counts.
 */
export function pastedPackets(text: string): readonly DescribedPacket[] {
  const lines = text.trim()
  if (lines === '') return []
  const whole = `${lines.replaceAll(/\r?\n/g, '\r\n')}\r\n`
  const asUtf8 = describeAll(new TextEncoder().encode(whole))
  if (faults(asUtf8) === 0 || !/[^\p{ASCII}]/u.test(whole)) return asUtf8
  const asGbk = describeAll(gbkBytes(whole))
  return faults(asGbk) < faults(asUtf8) ? asGbk : asUtf8
}
