import type { Field } from '../segment/measurement.ts'
import { type AreaGroups, EncodeError, type PacketInput, writeArea, writeSegment } from './encode-packet.ts'

/** How a long packet is split. */
export interface SplitOptions {
  /** Longest data segment of a part in bytes; default 1024 (HJ 212-2017 table 2). */
  readonly maxSegment?: number
  /** The QN of part `pno`; the standard's example gives each its own, most devices one for all (the default). */
  readonly qnOfPart?: (pno: number) => string
}

const UTF8 = new TextEncoder()
const bytesOf = (text: string): number => UTF8.encode(text).length

const isDataTime = (group: readonly Field[]): boolean => group.length === 1 && group[0]?.name === 'DataTime'

/** Deals the groups out to parts of at most `room` bytes each, in order. */
function deal(groups: AreaGroups, room: number): AreaGroups[] {
  const parts: (readonly Field[])[][] = []
  let left = 0
  for (const group of groups) {
    const size = bytesOf(writeArea([group])) + 1
    if (size > room) throw new EncodeError('too-long', `one group has ${size} bytes, more than ${room}`)
    if (size > left) {
      parts.push([])
      left = room
    }
    parts.at(-1)?.push(group)
    left -= size
  }
  return parts
}

/**
 * Splits a packet whose segment is too long at the borders of its groups (HJ 212-2017 appendix C.49): each part
 * repeats DataTime, has bit D, PNUM and PNO, and is a packet of its own. A packet that fits comes back alone.
 * @throws EncodeError when one group alone is too long or more than 9999 parts would be needed.
 */
export function splitPacket(
  input: PacketInput & { readonly area: AreaGroups },
  options: SplitOptions = {},
): PacketInput[] {
  const longest = options.maxSegment ?? 1024
  if (bytesOf(writeSegment(input)) <= longest) return [input]
  const head = input.area.filter((group) => isDataTime(group))
  const rest = input.area.filter((group) => group.length > 0 && !isDataTime(group))
  const numbered = { ...input, flag: (input.flag ?? 0) | 2, pnum: 9999, pno: 9999 }
  const room = longest - bytesOf(writeSegment({ ...numbered, area: head }))
  const parts = deal(rest, room)
  if (parts.length > 9999) throw new EncodeError('too-long', `${parts.length} parts are too many`)
  return parts.map((groups, index) => ({
    ...numbered,
    qn: options.qnOfPart?.(index + 1) ?? input.qn ?? null,
    pnum: parts.length,
    pno: index + 1,
    area: [...head, ...groups],
  }))
}
