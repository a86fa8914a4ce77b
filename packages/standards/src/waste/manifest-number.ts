import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/** The parts of the number of a transfer manifest (转移联单), or that it is none. */
export type ManifestNumber =
  | {
      readonly valid: true
      readonly year: string
      /** Two digits each, of the place of departure. */
      readonly province: string
      readonly prefecture: string
      readonly serial: string
    }
  | { readonly valid: false }

/**
 * Reads the number of a hazardous-waste manifest: 14 digits, year (4, from 2000), province (2), prefecture (2) and serial
 * number within it (6). The codes of places are not looked up.
 *
 * Clause: 危险废物转移管理办法 (order 23, in force 2022-01-01).
 * @throws InvalidInputError for what is no text
 */
export function readManifestNumber(number: string): ManifestNumber {
  checkInput('readManifestNumber', { number }, { number: want.text })
  const [, year, province, prefecture, serial] = /^(20\d{2})(\d{2})(\d{2})(\d{6})$/.exec(number) ?? []
  if (year === undefined || province === undefined || prefecture === undefined || serial === undefined) {
    return { valid: false }
  }
  return { valid: true, year, province, prefecture, serial }
}
