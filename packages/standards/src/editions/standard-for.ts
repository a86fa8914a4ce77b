import { InvalidInputError } from '../errors/invalid-input-error.ts'
import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { airEditions } from './air-editions.ts'
import type { CivilDate, StandardEdition } from './edition.ts'
import { waterEditions } from './water-editions.ts'

/** Every edition this library knows, oldest first within a standard. */
export const standardEditions: readonly StandardEdition[] = [...airEditions, ...waterEditions]

/** The standard asked for was not in force on that day; says which days are covered. */
export class StandardNotInForceError extends StandardsError {
  readonly standard: string
  readonly date: CivilDate
  readonly covered: readonly {
    readonly edition: string
    readonly from: CivilDate
    readonly to: CivilDate | null
  }[]

  constructor(standard: string, date: CivilDate, editions: readonly StandardEdition[]) {
    const covered = editions.map((row) => ({
      edition: row.edition,
      from: row.effectiveFrom,
      to: row.effectiveTo,
    }))
    const zh = covered.map((row) => `${row.edition}：${row.from}至${row.to ?? '今'}`).join('；')
    const en = covered.map((row) => `${row.edition}: ${row.from} to ${row.to ?? 'now'}`).join('; ')
    super(
      'not-in-force',
      `${standard}在${date}没有施行的版本；覆盖日期为 ${zh}`,
      `no edition of ${standard} is in force on ${date}; covered: ${en}`,
    )
    this.name = 'StandardNotInForceError'
    this.standard = standard
    this.date = date
    this.covered = covered
  }
}

const editionScope = want.oneOf(['national', 'early'])

/**
 * The edition of a standard that governs data of a day: `standardFor('HJ 633', '2021-05-01')` is HJ 633-2012, whenever
 * it is asked.
 *
 * @param standard number without year, as `HJ 633` or `HJ633`
 * @param date the day of the data, `YYYY-MM-DD` in China Standard Time
 * @param scope `early` for a place that applied an edition ahead of the country (GB 3095-2012 in the key regions)
 * @throws StandardNotInForceError when no edition covers the day
 * @throws StandardsError `unknown-standard`, `invalid-date`
 */
export function standardFor(
  standard: string,
  date: CivilDate,
  scope: 'national' | 'early' = 'national',
): StandardEdition {
  checkInput(
    'standardFor',
    { standard, date, scope },
    { standard: want.text, date: want.civilDate, scope: editionScope },
  )
  const key = compact(standard)
  const editions = standardEditions.filter((row) => compact(row.standard) === key)
  if (editions.length === 0) throw unknown('standardFor', 'standard', standard)
  const found = editions.find((row) => {
    const from = scope === 'early' ? (row.earlyFrom ?? row.effectiveFrom) : row.effectiveFrom
    return from <= date && (row.effectiveTo === null || date <= row.effectiveTo)
  })
  if (found === undefined)
    throw new StandardNotInForceError(editions[0]?.standard ?? standard, date, editions)
  return found
}

/**
 * An edition by its own number, for a caller who chooses it: `HJ 633-2012`, `GB 3095-2026/final`.
 *
 * @throws StandardsError `unknown-standard`
 */
export function editionNamed(edition: string): StandardEdition {
  checkInput('editionNamed', { edition }, { edition: want.text })
  const found = standardEditions.find((row) => compact(row.edition) === compact(edition))
  if (found === undefined) throw unknown('editionNamed', 'edition', edition)
  return found
}

function compact(name: string): string {
  return name.replaceAll(/\s/g, '').toUpperCase()
}

function unknown(name: string, field: string, given: string): InvalidInputError {
  const known = [...new Set(standardEditions.map((row) => row[field === 'edition' ? 'edition' : 'standard']))]
  return new InvalidInputError(name, {
    field,
    given,
    expectedZh: `已收录的标准之一：${known.join(', ')}`,
    expectedEn: `one of the standards known here: ${known.join(', ')}`,
    code: 'unknown-standard',
  })
}
