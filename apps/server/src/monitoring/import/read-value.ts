import { readFlag } from '../flags.ts'
import type { Factor } from '../factors/factors.ts'

/** A value as it is stored: the text for COPY (null: none) and its flag letter. */
export interface StoredValue {
  readonly text: string | null
  readonly flag: string
}

/** Why a cell is no value. */
export type ValueProblem = 'notANumber' | 'decimalComma' | 'negative' | 'outOfRange'

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/
/** `1,035` and `12,345.6`: commas between thousands. */
const grouped = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const oneComma = /^[+-]?\d+,\d+$/
const belowDetection = /^(?:<=?\s*([\d.]+)|([\d.]+)\s*[Ll])$/

/** A cell that says that nothing was measured. */
export const notMeasured: StoredValue = { text: null, flag: '-' }

/** Words of files for "no value here". A mapping may name others. */
export const missingWords: readonly string[] = [
  '',
  '-',
  '--',
  '---',
  '-----',
  '*',
  '—',
  '——',
  '–',
  '/',
  '\\',
  '#N/A',
  'N.A.',
  'NA',
  'na',
  'n/a',
  'N/A',
  'NaN',
  'nan',
  'NULL',
  'null',
  'None',
  '无',
  '无数据',
  '未监测',
  '缺测',
  '缺数',
  '无效值',
]

/**
 * Reads one cell. `<0.01`, `0.01L` and 未检出 are results below the detection limit; a flag letter or word alone (`D`, 维护) is a named
 * absence; full-width digits are digits. A row's own flag that names a reason excuses an impossible number beside it.
 */
export function readValue(
  cell: string,
  factor: Factor,
  scale: number,
  missing: ReadonlySet<string>,
  rowFlag: string,
): StoredValue | ValueProblem {
  const text = cell.trim()
  if (missing.has(text)) return absent(rowFlag)
  if (number.test(text)) return ordinary(text, factor, scale, rowFlag)
  const narrow = text.normalize('NFKC')
  if (narrow !== text && number.test(narrow)) return ordinary(narrow, factor, scale, rowFlag)
  if (narrow.includes(',')) {
    if (grouped.test(narrow)) return ordinary(narrow.replaceAll(',', ''), factor, scale, rowFlag)
    if (oneComma.test(narrow)) return 'decimalComma'
  }
  const below = belowDetection.exec(narrow)
  if (below) {
    const limit = below[1] ?? below[2] ?? ''
    return number.test(limit) ? ordinary(limit, factor, scale, '<') : 'notANumber'
  }
  // a letter counts as written in HJ 212; a small one is more likely a slip
  const flag = narrow.length === 1 && narrow !== narrow.toUpperCase() ? undefined : readFlag(narrow)
  return flag !== undefined && flag !== '.' && flag !== 'S' ? { text: null, flag } : 'notANumber'
}

function absent(rowFlag: string): StoredValue {
  return rowFlag === '.' || rowFlag === 'S' || rowFlag === '-' ? notMeasured : { text: null, flag: rowFlag }
}

function ordinary(text: string, factor: Factor, scale: number, flag: string): StoredValue | ValueProblem {
  const value = Number(text) * scale
  const [low, high] = factor.range
  if (value >= low && value <= high) return { text: scale === 1 ? text : shortened(value), flag }
  if (flag !== '.' && flag !== 'S' && flag !== '<') return { text: null, flag }
  return value < 0 && low >= 0 ? 'negative' : 'outOfRange'
}

/** A scaled decimal without the dust of binary arithmetic: 0.812 mg × 1000 is 812. */
const shortened = (value: number): string => String(Number(value.toPrecision(12)))
