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

interface Slot {
  readonly hash: number
  readonly codes: Uint8Array
  readonly entry: CpName
}

const KNOWN = new Map<string, string>(statistics.map((statistic) => [statistic, statistic]))
const SLOTS = 2048
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
 * Names repeat from packet to packet, so they are looked up by their bytes instead of made anew. One slot
 * per hash and a newcomer replaces: hostile names cost time, never memory.
 */
const slots: (Slot | null)[] = Array.from({ length: SLOTS }, () => null)

function hashOf(codes: Uint8Array, start: number, end: number): number {
  let hash = end - start
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + codes[i]!) | 0
  return hash
}

function sameCodes(slot: Slot, codes: Uint8Array, start: number, end: number): boolean {
  const own = slot.codes
  if (own.length !== end - start) return false
  for (let i = 0; i < own.length; i++) if (own[i] !== codes[start + i]) return false
  return true
}

/**
 * Looks up the name at `codes[start, end)`, which must be trimmed.
 * @param text is read only when the name is new; `codes[i]` belongs to `text[i - shift]`.
 */
export function lookUpCpName(codes: Uint8Array, text: string, shift: number, start: number, end: number): CpName {
  const hash = hashOf(codes, start, end)
  const index = (hash ^ (hash >>> 11)) & (SLOTS - 1)
  const slot = slots[index]
  if (slot && slot.hash === hash && sameCodes(slot, codes, start, end)) return slot.entry
  const own = codes.slice(start, Math.min(end, start + LONGEST_CACHED + 1))
  // A code above 0x7F stands for any non-ASCII character, so such a name has no bytes of its own.
  if (own.length > LONGEST_CACHED || own.some((code) => code > 0x7f)) {
    return readCpName(text.slice(start - shift, end - shift))
  }
  // Built from codes: a slice of the text would keep the whole segment alive in the table.
  const entry = readCpName(String.fromCharCode(...own))
  slots[index] = { hash, codes: own, entry }
  return entry
}
