import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/** The parts of a hazardous-waste code. */
export interface WasteCodeParts {
  /** By GB/T 4754; 900 belongs to no one industry. */
  readonly industry: string
  /** 000 (as 900-000-XX) names what was identified as hazardous by test. */
  readonly serial: string
  /** As HW08. */
  readonly category: string
}

/** A code with its parts; one of no category the catalogue has is not valid, one of another shape has no parts. */
export type WasteCode =
  | (WasteCodeParts & { readonly valid: true })
  | (Partial<WasteCodeParts> & { readonly valid: false; readonly reason: 'shape' | 'category' })

/**
 * The categories HW01–HW40 and HW45–HW50 of the 2021 edition; that the edition in force since 2025-01-01 keeps them is
 * unverified.
 *
 * Clause: 国家危险废物名录.
 */
export const wasteCategories: readonly string[] = Array.from({ length: 50 }, (_, index) => index + 1)
  .filter((category) => category <= 40 || category >= 45)
  .map((category) => `HW${String(category).padStart(2, '0')}`)

/**
 * Reads a hazardous-waste code `NNN-NNN-CC`: industry, serial number, category. Says whether its shape and category hold;
 * whether the catalogue lists the code itself is a matter of the list, which is not here.
 *
 * Clause: 国家危险废物名录.
 * @throws InvalidInputError for what is no text
 */
export function readWasteCode(code: string): WasteCode {
  checkInput('readWasteCode', { code }, { code: want.text })
  const [, industry, serial, digits] = /^(\d{3})-(\d{3})-(\d{2})$/.exec(code) ?? []
  if (industry === undefined || serial === undefined || digits === undefined) {
    return { valid: false, reason: 'shape' }
  }
  const parts = { industry, serial, category: `HW${digits}` }
  return wasteCategories.includes(parts.category)
    ? { valid: true, ...parts }
    : { valid: false, reason: 'category', ...parts }
}
