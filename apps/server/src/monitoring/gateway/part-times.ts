import { findParameter, partNumberOf, type Packet } from '@qinglan/hj212'

/** The first part of a record that came in several packets. */
interface FirstPart {
  readonly cn: string | null
  readonly pnum: number
  readonly time: string
}

/** The DataTime of a device's packets. Some devices write it into the first part of a record alone; the others are of the same time. */
export class PartTimes {
  #first: FirstPart | undefined

  of(packet: Packet): string | null {
    const time = findParameter(packet, 'DataTime')
    const part = partNumberOf(packet)
    if (!part) return time
    if (time !== null) {
      this.#first = { cn: packet.cn, pnum: part.pnum, time }
      return time
    }
    const first = this.#first
    return first && part.pno > 1 && first.cn === packet.cn && first.pnum === part.pnum ? first.time : null
  }
}
