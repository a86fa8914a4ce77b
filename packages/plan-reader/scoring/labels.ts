import { readFileSync } from 'node:fs'

/** A reading that counts as right. */
export interface Accepted {
  comparator: string
  value: number | [number, number] | null
  unit_norm: string | null
}

/** One hand-set target: the fields of the label files that the score uses. */
export interface TargetLabel extends Accepted {
  char_start: number
  char_end: number
  tier: string
  optional?: boolean
  value_norm?: number | [number, number] | null
  baseline_year?: number | null
  deadline?: string | null
  accept?: Accepted[]
  accept_deadline?: (string | null)[]
  modality?: string | null
  threshold?: unknown
  duplicate_of?: number | null
  group?: string | null
  shown_in_notes?: boolean
}

export interface TaskLabel {
  char_start: number
  char_end: number
  role: string
  deadline?: string | null
}

export function readLabels<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
}
