import { InvalidInputError } from '../errors/invalid-input-error.ts'
import type { Confidence } from '../editions/edition.ts'

/** Keys of the items of GB 3097-1997 table 1 with class limits; DIN and DIP are inorganic nitrogen and active phosphate. */
export type SeaItem = (typeof seaItems)[number]['key']

/** One row of GB 3097-1997 table 1: limits of classes 一 to 四 as decimal strings; null where a class sets none. */
export interface SeaItemRow<Key extends string = string> {
  readonly no: number
  readonly key: Key
  readonly zh: string
  readonly unit: 'mg/L' | 'count/L' | ''
  /** Dissolved oxygen is a lower limit, pH a range, all others upper limits. */
  readonly direction: 'atLeast' | 'atMost' | 'range'
  readonly limits: readonly (string | null)[]
  readonly confidence: Confidence
}

/**
 * Ranges of pH by class (unverified); outside of the widest it is 劣四类.
 *
 * Clause: GB 3097-1997 table 1.
 */
export const seaPhRanges = [
  { low: '7.8', high: '8.5' },
  { low: '7.8', high: '8.5' },
  { low: '6.8', high: '8.8' },
  { low: '6.8', high: '8.8' },
] as const

/**
 * GB 3097-1997 table 1 without what cannot be measured as a figure and the rise of temperature. COD is the alkaline
 * permanganate method; suspended matter is the man-made increase; benzo(a)pyrene stands in mg/L like the rest (the
 * table prints 0.0025 µg/L).
 *
 * Clause: GB 3097-1997 table 1.
 */
export const seaItems = [
  row(8, 'PH', 'pH', [], 'unverified'),
  row(3, 'SS', '悬浮物质(人为增加量)', ['10', '10', '100', '150'], 'secondary'),
  row(4, 'TC', '大肠菌群', ['10000', '10000', '10000', null], 'unverified'),
  row(5, 'FC', '粪大肠菌群', ['2000', '2000', '2000', null], 'unverified'),
  row(9, 'DO', '溶解氧', ['6', '5', '4', '3'], 'secondary'),
  row(10, 'COD', '化学需氧量', ['2', '3', '4', '5'], 'secondary'),
  row(11, 'BOD5', '生化需氧量', ['1', '3', '4', '5'], 'unverified'),
  row(12, 'DIN', '无机氮', ['0.20', '0.30', '0.40', '0.50'], 'secondary'),
  row(13, 'NH3', '非离子氨', ['0.020', '0.020', '0.020', '0.020'], 'unverified'),
  row(14, 'DIP', '活性磷酸盐', ['0.015', '0.030', '0.030', '0.045'], 'secondary'),
  row(15, 'HG', '汞', ['0.00005', '0.0002', '0.0002', '0.0005'], 'unverified'),
  row(16, 'CD', '镉', ['0.001', '0.005', '0.010', '0.010'], 'unverified'),
  row(17, 'PB', '铅', ['0.001', '0.005', '0.010', '0.050'], 'unverified'),
  row(18, 'CR6', '六价铬', ['0.005', '0.010', '0.020', '0.050'], 'unverified'),
  row(19, 'CR', '总铬', ['0.05', '0.10', '0.20', '0.50'], 'unverified'),
  row(20, 'AS', '砷', ['0.020', '0.030', '0.050', '0.050'], 'unverified'),
  row(21, 'CU', '铜', ['0.005', '0.010', '0.050', '0.050'], 'unverified'),
  row(22, 'ZN', '锌', ['0.020', '0.050', '0.10', '0.50'], 'unverified'),
  row(23, 'SE', '硒', ['0.010', '0.020', '0.020', '0.050'], 'unverified'),
  row(24, 'NI', '镍', ['0.005', '0.010', '0.020', '0.050'], 'unverified'),
  row(25, 'CN', '氰化物', ['0.005', '0.005', '0.10', '0.20'], 'unverified'),
  row(26, 'S', '硫化物', ['0.02', '0.05', '0.10', '0.25'], 'unverified'),
  row(27, 'VP', '挥发性酚', ['0.005', '0.005', '0.010', '0.050'], 'unverified'),
  row(28, 'OIL', '石油类', ['0.05', '0.05', '0.30', '0.50'], 'secondary'),
  row(29, 'HCH', '六六六', ['0.001', '0.002', '0.003', '0.005'], 'unverified'),
  row(30, 'DDT', '滴滴涕', ['0.00005', '0.0001', '0.0001', '0.0001'], 'unverified'),
  row(31, 'MALATHION', '马拉硫磷', ['0.0005', '0.001', '0.001', '0.001'], 'unverified'),
  row(32, 'METHYL_PARATHION', '甲基对硫磷', ['0.0005', '0.001', '0.001', '0.001'], 'unverified'),
  row(33, 'BAP', '苯并(a)芘', ['0.0000025', '0.0000025', '0.0000025', '0.0000025'], 'unverified'),
  row(34, 'LAS', '阴离子表面活性剂', ['0.03', '0.10', '0.10', '0.10'], 'unverified'),
] as const

/**
 * The row of an item. @throws StandardsError `no-limit` for a key that the table does not have
 *
 * Clause: GB 3097-1997 table 1.
 */
export function seaItem(key: SeaItem): SeaItemRow<SeaItem> {
  const found = seaItems.find((row) => row.key === key)
  if (found === undefined) {
    throw new InvalidInputError('seaItem', {
      field: 'key',
      given: key,
      expectedZh: 'GB 3097-1997的项目',
      expectedEn: 'an item of GB 3097-1997',
      code: 'no-limit',
    })
  }
  return found
}

function row<const Key extends string>(
  no: number,
  key: Key,
  zh: string,
  limits: readonly (string | null)[],
  confidence: Confidence,
): SeaItemRow<Key> {
  const direction = key === 'PH' ? 'range' : key === 'DO' ? 'atLeast' : 'atMost'
  const unit = key === 'PH' ? '' : key === 'TC' || key === 'FC' ? 'count/L' : 'mg/L'
  return { no, key, zh, unit, direction, limits, confidence }
}
