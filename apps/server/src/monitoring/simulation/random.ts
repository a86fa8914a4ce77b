import { hashText } from '../import/seen-keys.ts'

/** A seeded source of random numbers (mulberry32): the same key gives the same numbers on any machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  uniform(): number
  /** Mean 0, standard deviation 1. */
  normal(): number
}

/** Random numbers that are the same for the same key. */
export function randomFrom(...key: readonly (string | number)[]): Random {
  let state = hashText(key.join('/'))
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** The entry of a year, or of the latest year before it, or of the earliest there is. */
export function ofYear<T>(entries: Readonly<Record<string, T>>, year: number): T | undefined {
  const years = Object.keys(entries)
    .map(Number)
    .sort((a, b) => a - b)
  const found = years.findLast((own) => own <= year) ?? years[0]
  return found === undefined ? undefined : entries[String(found)]
}
