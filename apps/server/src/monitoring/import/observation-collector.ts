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
  readonly line: number
  readonly values: (StoredValue | undefined)[]
}

const openAtMost = 300_000

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
    return this.#batch.size >= this.#batchSize || this.#open.size >= openAtMost
  }

  take(row: ReadRow, line: number): Taken {
    const key = this.#keyOf(row)
    if (this.#long) return this.#fill(key, row, line)
    const payload = payloadOf(row, row.values)
    const before = this.#seen.note(key, line, hashText(payload))
    if (!before) this.#batch.add(row.site, row.time.epochMs, payload, line)
    else if (before.hash !== hashText(payload)) return { contradicts: before.line }
    return undefined
  }

  /** Hands over what is gathered and begins anew; a long file's open observations go along when they are many or at its end. */
  drain(): Batch {
    for (const [key, { row, line, values }] of this.#open) {
      if (this.#seen.note(key, line, 0)) this.#batch.repeats = true
      this.#batch.add(row.site, row.time.epochMs, payloadOf(row, values), line)
    }
    this.#open = new Map()
    const batch = this.#batch
    this.#batch = new Batch()
    return batch
  }

  #fill(key: number, row: ReadRow, line: number): Taken {
    const open = this.#open.get(key)
    if (!open) {
      this.#open.set(key, { row, line, values: [...row.values] })
      return undefined
    }
    for (let position = 0; position < row.values.length; position++) {
      const value = row.values[position]
      if (value === undefined) continue
      const before = open.values[position]
      if (before === undefined) open.values[position] = value
      else if (before.flag !== value.flag || Number(before.text) !== Number(value.text))
        return { contradicts: open.line }
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

/** The part of a COPY line from the resolution to the flags. Trailing positions that say nothing are left off. */
function payloadOf({ time, layout }: ReadRow, values: readonly (StoredValue | undefined)[]): string {
  let last = values.length - 1
  while (last >= 0 && (values[last] === undefined || values[last]!.flag === '-')) last -= 1
  let numbers = ''
  let flags = ''
  let special = false
  for (let position = 0; position <= last; position++) {
    const value = values[position]
    const text = value?.text ?? null
    const flag = value?.flag ?? '-'
    numbers += text === null ? ',NULL' : `,${text}`
    flags += flag
    if (flag !== (text === null ? '-' : '.')) special = true
  }
  return `${time.resolution}\t${time.text}\t${layout.id}\t{${numbers.slice(1)}}\t${special ? flags : '\\N'}`
}
