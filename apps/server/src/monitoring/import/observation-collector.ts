import type { KnownSite } from '../sites/site-index.ts'
import { Batch } from './observation-writer.ts'
import type { StoredValue } from './read-value.ts'
import type { ReadRow } from './row-reader.ts'
import { hashText, SeenKeys } from './seen-keys.ts'

/** What taking a row came to: its line contradicts an earlier one, or all is well. */
export type Taken = { readonly contradicts: number } | undefined

/** One observation that the rows of a long file fill value by value. */
interface OpenObservation {
  readonly row: ReadRow
  readonly values: (StoredValue | undefined)[]
  /** The line that gave each value. */
  readonly lines: number[]
}

/** A long file's observations stay open for later rows; this many batches of them at most. */
const openBatches = 8

/** Turns rows into observations, one per site and time, and finds rows that contradict each other. */
export class ObservationCollector {
  readonly #long: boolean
  readonly #batchSize: number
  readonly #seen = new SeenKeys()
  readonly #slots = new Map<KnownSite, Map<string, number>>()
  #slotCount = 0
  #open = new Map<number, OpenObservation>()
  #batch = new Batch()

  constructor({ long, batchSize }: { long: boolean; batchSize: number }) {
    this.#long = long
    this.#batchSize = batchSize
  }

  /** True when enough is gathered to be written. */
  get full(): boolean {
    return this.#batch.size >= this.#batchSize || this.#open.size >= openBatches * this.#batchSize
  }

  take(row: ReadRow, line: number): Taken {
    const key = this.#keyOf(row)
    if (this.#long) return this.#fill(key, row, line)
    const payload = payloadOf(row, row.values)
    const hash = hashText(payload)
    const before = this.#seen.note(key, line, hash)
    if (!before) this.#batch.add(row.site, row.time.epochMs, payload)
    else if (before[1] !== hash) return { contradicts: before[0] }
    return undefined
  }

  /** Hands over what is gathered and begins anew; a long file's open observations go along when they are many or at its end. */
  drain(): Batch {
    for (const [key, open] of this.#open) {
      const [low, high] = bitsOf(open.values)
      const before = this.#seen.note(key, low, high)
      if (before) this.#seen.addBits(key, low, high)
      this.#batch.add(
        open.row.site,
        open.row.time.epochMs,
        payloadOf(open.row, open.values),
        before && givenAgain(open, before),
      )
    }
    this.#open = new Map()
    const batch = this.#batch
    this.#batch = new Batch()
    return batch
  }

  #fill(key: number, row: ReadRow, line: number): Taken {
    const open = this.#open.get(key)
    if (!open) {
      this.#open.set(key, { row, values: [...row.values], lines: row.values.map(() => line) })
      return undefined
    }
    for (let position = 0; position < row.values.length; position++) {
      const value = row.values[position]
      if (value === undefined) continue
      const before = open.values[position]
      if (before === undefined) {
        open.values[position] = value
        open.lines[position] = line
      } else if (before.flag !== value.flag || Number(before.text) !== Number(value.text)) {
        return { contradicts: open.lines[position]! }
      }
    }
    return undefined
  }

  /** A number that stands for site, resolution, layout and second. */
  #keyOf({ site, time, layout }: ReadRow): number {
    let slots = this.#slots.get(site)
    if (!slots) this.#slots.set(site, (slots = new Map()))
    const name = time.resolution + layout.id
    let slot = slots.get(name)
    if (slot === undefined) slots.set(name, (slot = this.#slotCount++))
    return slot * 4_294_967_296 + Math.floor(time.epochMs / 1000)
  }
}

/** The positions that say something, as 64 bits. */
function bitsOf(values: readonly (StoredValue | undefined)[]): readonly [low: number, high: number] {
  let low = 0
  let high = 0
  values.forEach((value, position) => {
    if (value === undefined) return
    if (position < 32) low |= 1 << position
    else high |= 1 << (position - 32)
  })
  return [low, high]
}

/** The lines of the positions that the file had given before this observation was opened once more. */
function givenAgain(
  open: OpenObservation,
  [low, high]: readonly [number, number],
): ReadonlyMap<number, number> {
  const again = new Map<number, number>()
  open.values.forEach((value, position) => {
    const bits = position < 32 ? low >>> position : high >>> (position - 32)
    if (value !== undefined && bits & 1) again.set(position, open.lines[position]!)
  })
  return again
}

/** The part of a COPY line from the resolution to the flags. Trailing positions that say nothing are left off. */
function payloadOf({ time, layout }: ReadRow, values: readonly (StoredValue | undefined)[]): string {
  let last = values.length - 1
  while (last >= 0 && (values[last] === undefined || values[last]!.flag === '-')) last -= 1
  let numbers = ''
  let special = false
  for (let position = 0; position <= last; position++) {
    const value = values[position]
    const text = value?.text ?? null
    if (position > 0) numbers += ','
    numbers += text ?? 'NULL'
    if (value !== undefined && value.flag !== (text === null ? '-' : '.')) special = true
  }
  const flags = special ? flagsOf(values, last) : '\\N'
  return `${time.resolution}\t${time.text}\t${layout.id}\t{${numbers}}\t${flags}`
}

/** A letter for each position; most rows have nothing but ordinary numbers and need none. */
function flagsOf(values: readonly (StoredValue | undefined)[], last: number): string {
  let flags = ''
  for (let position = 0; position <= last; position++) flags += values[position]?.flag ?? '-'
  return flags
}
