import { InvalidInputError } from '../errors/invalid-input-error.ts'
import table from './limits.json' with { type: 'json' }

/** Units of GB/T 14848-2017; `degree` is the platinum-cobalt colour scale. */
export type GroundwaterUnit = 'mg/L' | 'µg/L' | 'NTU' | 'Bq/L' | 'count/mL' | 'count/100mL' | 'degree' | ''

/** A limit of one class: a number as printed, or one of the two limits that are words. */
export type GroundwaterLimit = `${number}` | 'notDetected' | 'afterNuclideAnalysis'

/** One item of GB/T 14848-2017 (single source; the 39 routine rows also from memory). */
export interface GroundwaterItem {
  readonly no: number
  readonly zh: string
  readonly en: string | null
  readonly unit: GroundwaterUnit
  /** Table 1 (routine) or table 2. */
  readonly routine: boolean
  readonly kind: 'atMost' | 'range' | 'absent'
  /** Classes Ⅰ to Ⅳ; empty for what must be absent (odour, visible matter) and for pH. */
  readonly limits: readonly GroundwaterLimit[]
}

/**
 * The 93 items, in the order of tables 1 and 2.
 *
 * Clause: GB/T 14848-2017 tables 1 and 2.
 */
export const groundwaterItems: readonly GroundwaterItem[] = table.items.map((row) => ({
  no: row.no,
  zh: row.zh,
  en: row.en ?? null,
  unit: row.unit as GroundwaterUnit,
  routine: row.no <= table.routine,
  kind: row.kind as GroundwaterItem['kind'],
  limits: row.kind === 'atMost' ? (row.limits as readonly GroundwaterLimit[]) : [],
}))

/**
 * Ranges of pH: classes Ⅰ to Ⅲ share the inner one, class Ⅳ has the outer one.
 *
 * Clause: GB/T 14848-2017 tables 1 and 2.
 */
export const groundwaterPhRanges = table.items
  .filter((row) => row.kind === 'range')
  .flatMap((row) => row.limits as unknown as readonly (readonly [string, string])[])

/**
 * An item by its Chinese name. @throws StandardsError `no-limit` for a name that the standard does not have
 *
 * Clause: GB/T 14848-2017 tables 1 and 2.
 */
export function groundwaterItem(zh: string): GroundwaterItem {
  const found = groundwaterItems.find((row) => row.zh === zh)
  if (found === undefined) {
    throw new InvalidInputError('groundwaterItem', {
      field: 'zh',
      given: zh,
      expectedZh: 'GB/T 14848-2017的指标',
      expectedEn: 'an item of GB/T 14848-2017',
      code: 'no-limit',
    })
  }
  return found
}
