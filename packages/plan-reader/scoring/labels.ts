import { existsSync, readFileSync } from 'node:fs'

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
  accept_baseline?: (number | null)[]
  subject?: string
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
  /** Who answers and who helps, where the labels tell; scored only then. */
  lead?: string[]
  support?: string[]
}

/** The rows of a label file; null when there is none. The caller names their type, which the file's name tells. */
export function rowsIn(path: string): unknown[] | null {
  if (!existsSync(path)) return null
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
}
