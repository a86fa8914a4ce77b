import type { Field, Measurement } from '../segment/measurement.ts'
import { findParameter, type Packet } from '../segment/parse-segment.ts'

/** The number of a part and of all parts, from the header or, as some devices do, from the CP. */
export interface PartNumber {
  readonly pno: number
  readonly pnum: number
}

/** A record put together from its parts; it can be incomplete, and is worth storing all the same. */
export interface JoinedRecord {
  readonly complete: boolean
  /** Numbers of parts that did not come, in order. */
  readonly missing: readonly number[]
  readonly parameters: readonly Field[]
  /** Of a value that came twice the last one stands, in the place of the first. */
  readonly measurements: readonly Measurement[]
}

/** PNUM comes from outside: more parts than this are not believed. */
const MOST_PARTS = 99

/**
 * Reads which part of a record a packet is. Neither bit D nor the fields alone can be trusted (HJ 212-2017 table 3
 * against the examples of 2005), so only numbers that make sense count.
 * @returns null for a whole record.
 */
export function partNumberOf(packet: Packet): PartNumber | null {
  const pnum = packet.pnum ?? Number(findParameter(packet, 'PNUM') ?? Number.NaN)
  const pno = packet.pno ?? Number(findParameter(packet, 'PNO') ?? Number.NaN)
  const sensible =
    Number.isInteger(pnum) && Number.isInteger(pno) && pno >= 1 && pno <= pnum && pnum <= MOST_PARTS
  return sensible ? { pno, pnum } : null
}

const keyOf = ({ polId, factor, statistic }: Measurement): string => `${polId ?? ''}\n${factor}\n${statistic}`

/** Joins the parts of one record by their items, in the order of PNO; a part that came twice changes nothing. */
export function joinParts(parts: readonly Packet[]): JoinedRecord {
  const numbered = parts.map((packet) => ({ packet, number: partNumberOf(packet) ?? { pno: 1, pnum: 1 } }))
  const ordered = numbered.toSorted((a, b) => a.number.pno - b.number.pno)
  const pnum = Math.max(1, ...ordered.map(({ number }) => number.pnum))
  const came = new Set(ordered.map(({ number }) => number.pno))
  const missing = Array.from({ length: pnum }, (_, i) => i + 1).filter((pno) => !came.has(pno))
  const parameters = new Map<string, Field>()
  const measurements = new Map<string, Measurement>()
  for (const { packet } of ordered) {
    for (const field of packet.parameters) parameters.set(field.name, field)
    for (const measurement of packet.measurements) measurements.set(keyOf(measurement), measurement)
  }
  return {
    complete: missing.length === 0,
    missing,
    parameters: [...parameters.values()],
    measurements: [...measurements.values()],
  }
}

/** Collects parts by MN, CN and DataTime (the QN is only a hint: in the standard's example each part has its own). */
export class PartCollector {
  readonly #records = new Map<string, Map<number, Packet>>()
  readonly #most: number

  /** Of more than `most` unfinished records the oldest is forgotten; its parts were given out already. */
  constructor(most = 256) {
    this.#most = most
  }

  /** Adds a packet and returns its record as far as it came. */
  add(packet: Packet): JoinedRecord {
    const number = partNumberOf(packet)
    if (number === null) return joinParts([packet])
    const key = `${packet.mn ?? ''}\n${packet.cn ?? ''}\n${findParameter(packet, 'DataTime') ?? packet.qn ?? ''}`
    const parts = this.#records.get(key) ?? new Map<number, Packet>()
    parts.set(number.pno, packet)
    this.#records.delete(key)
    const record = joinParts([...parts.values()])
    if (!record.complete) this.#keep(key, parts)
    return record
  }

  #keep(key: string, parts: Map<number, Packet>): void {
    this.#records.set(key, parts)
    const oldest = this.#records.keys().next().value
    if (this.#records.size > this.#most && oldest !== undefined) this.#records.delete(oldest)
  }
}
