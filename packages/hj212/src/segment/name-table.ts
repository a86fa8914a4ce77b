import { statistics } from './measurement.ts'

/** What a name of the CP stands for: a plain parameter, a value of a factor, or an attribute of it. */
export type NameRole = 'plain' | 'value' | 'text' | 'flag' | 'maker-flag' | 'sample-time'

/** A name of the CP, taken apart at its last `-` (factor codes may hold one). */
export interface CpName {
  readonly name: string
  readonly role: NameRole
  readonly factor: string
  readonly statistic: string
}

/** A known name and the place of the name that followed it last time. */
interface Slot {
  readonly hash: number
  readonly codes: Uint8Array
  readonly entry: CpName
  readonly place: number
  next: number
}

const KNOWN = new Map<string, string>(statistics.map((statistic) => [statistic, statistic]))
const SLOT_BITS = 13
/** Places tried from the home of a hash on. */
const PROBES = 4
const LONGEST_CACHED = 32

function roleOf(suffix: string): NameRole {
  switch (suffix) {
    case 'Flag':
      return 'flag'
    case 'EFlag':
      return 'maker-flag'
    case 'SampleTime':
      return 'sample-time'
    case 'SN':
      return 'text'
    default:
      return 'value'
  }
}

/** Takes a trimmed name apart: `w01018-Rtd` is the value Rtd of w01018, `DataTime` is plain. */
export function readCpName(name: string): CpName {
  const dash = name.lastIndexOf('-')
  if (dash <= 0) return { name, role: 'plain', factor: '', statistic: '' }
  const suffix = name.slice(dash + 1).trim()
  const statistic = KNOWN.get(suffix) ?? suffix
  return { name, role: roleOf(suffix), factor: name.slice(0, dash).trim(), statistic }
}

/**
 * Names repeat from packet to packet, so they are looked up by their bytes instead of made anew. A few places
 * per hash, and a newcomer without one replaces: hostile names cost time, never memory.
 */
const slots: (Slot | null)[] = Array.from({ length: (1 << SLOT_BITS) + PROBES }, () => null)

/** Where no name was before; its `next` is the name that began the last CP. */
const FIRST: Slot = { hash: 0, codes: new Uint8Array(0), entry: readCpName(''), place: 0, next: 0 }

/** One step of the hash of a name, to be taken for each of its codes; it begins with 0. */
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193)
}

/** Names differ in few characters; without this they would crowd into few slots. */
function slotOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) & ((1 << SLOT_BITS) - 1)
}

function hashOf(codes: Uint8Array, start: number, end: number): number {
  let hash = 0
  for (let i = start; i < end; i++) hash = hashStep(hash, codes[i]!)
  return hash
}

function startsWith(codes: Uint8Array, start: number, own: Uint8Array): boolean {
  for (let i = 0; i < own.length; i++) if (own[i] !== codes[start + i]) return false
  return true
}

/**
 * Looks up the names of one CP, one after the other. Devices send the same names in the same order, so the
 * name that followed last time is tried before any other; it is a guess that never changes what is found.
 */
export class NameReader {
  readonly #codes: Uint8Array
  readonly #text: string
  readonly #shift: number
  #last: Slot = FIRST

  /** `codes[i]` belongs to `text[i - shift]`; the text is read only for new names. */
  constructor(codes: Uint8Array, text: string, shift: number) {
    this.#codes = codes
    this.#text = text
    this.#shift = shift
  }

  /** Returns the guessed name if it stands at `start` with `=` behind it, all before `end`; else null. */
  guess(start: number, end: number): CpName | null {
    const slot = slots[this.#last.next]
    if (!slot) return null
    const equals = start + slot.codes.length
    if (equals >= end || this.#codes[equals] !== 0x3d) return null
    if (!startsWith(this.#codes, start, slot.codes)) return null
    this.#last = slot
    return slot.entry
  }

  /** Looks up the name at `[start, end)`, which must be trimmed; `hash` is its hash if it is known. */
  read(start: number, end: number, hash = hashOf(this.#codes, start, end)): CpName {
    const home = slotOf(hash)
    const slot = this.#find(home, start, end, hash) ?? this.#learn(home, start, end, hash)
    if (slot === null) return readCpName(this.#text.slice(start - this.#shift, end - this.#shift))
    this.#last.next = slot.place
    this.#last = slot
    return slot.entry
  }

  #find(home: number, start: number, end: number, hash: number): Slot | null {
    for (let place = home; place < home + PROBES; place++) {
      const slot = slots[place]
      if (!slot) return null
      if (slot.hash !== hash || slot.codes.length !== end - start) continue
      if (startsWith(this.#codes, start, slot.codes)) return slot
    }
    return null
  }

  #learn(home: number, start: number, end: number, hash: number): Slot | null {
    const codes = this.#codes.slice(start, Math.min(end, start + LONGEST_CACHED + 1))
    // A code above 0x7F stands for any character beyond ASCII, so such a name has no bytes of its own.
    if (codes.length > LONGEST_CACHED || codes.some((code) => code > 0x7f)) return null
    let place = home
    while (place < home + PROBES && slots[place]) place++
    if (place === home + PROBES) place = home
    // Built from codes: a slice of the text would keep the whole segment alive in the table.
    const slot: Slot = { hash, codes, entry: readCpName(String.fromCharCode(...codes)), place, next: 0 }
    slots[place] = slot
    return slot
  }
}
