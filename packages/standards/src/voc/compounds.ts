import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import table from './compounds.json' with { type: 'json' }

/** Which monitoring list a compound is on: 57 PAMS, 47 of TO-15, 13 carbonyls. */
export type VocList = 'pams' | 'to15' | 'carbonyl'

/** Chemical group that ozone formation is summed by. */
export type VocGroup = 'alkane' | 'alkene' | 'alkyne' | 'aromatic' | 'halocarbon' | 'ovoc' | 'other'

/** A target compound of the photochemical monitoring network. */
export interface VocCompound {
  readonly cas: string
  readonly zh: string
  readonly en: string
  readonly formula: string
  /** Carbon atoms, for ppbC. */
  readonly carbons: number
  readonly gramsPerMole: number
  readonly list: VocList
  readonly group: VocGroup
  /** Maximum incremental reactivity, g O3 per g (SAPRC-07, Carter 2010); null where none is assigned. */
  readonly mir: number | null
  /** The same for Chinese conditions (Zhang 2021), where known. */
  readonly mirChina: number | null
}

/**
 * The 117 target compounds (环办监测函〔2017〕2024号, 〔2019〕11号; the list is rebuilt, its composition unverified). A station
 * that cannot part m- and p-xylene reports 116: see `mpXylene`.
 */
export const vocCompounds: readonly VocCompound[] = table as readonly VocCompound[]

/**
 * m- and p-xylene as one chromatographic peak; the MIR is the mean of the two.
 *
 * Clause: Carter 2010 (SAPRC-07).
 */
export const mpXylene: VocCompound = {
  cas: '179601-23-1',
  zh: '间/对二甲苯',
  en: 'm/p-xylene',
  formula: 'C8H10',
  carbons: 8,
  gramsPerMole: 106.168,
  list: 'pams',
  group: 'aromatic',
  mir: 7.795,
  mirChina: 5.29,
}

const byCas = new Map([...vocCompounds, mpXylene].map((compound) => [compound.cas, compound]))

const casNumbers = want.listOf(want.text)

/**
 * The compound of a CAS number, or undefined.
 *
 * Clause: EPA PAMS and TO-15 lists with 13 carbonyls.
 */
export function vocCompound(cas: string): VocCompound | undefined {
  checkInput('vocCompound', { cas }, { cas: want.text })
  return byCas.get(cas)
}

/** Which target compounds a station reports and which it lacks. */
export interface VocCoverage {
  readonly expected: 116 | 117
  readonly reported: number
  readonly missing: readonly VocCompound[]
  /** Reported numbers that are no target compound. */
  readonly unknown: readonly string[]
}

/**
 * Compares the compounds a station reports with the target list; one m/p-xylene peak makes 116 the whole.
 *
 * Clause: EPA PAMS and TO-15 lists with 13 carbonyls.
 */
export function vocCoverage(reportedCas: readonly string[]): VocCoverage {
  checkInput('vocCoverage', { reportedCas }, { reportedCas: casNumbers })
  const reported = new Set(reportedCas)
  const onePeak = reported.has(mpXylene.cas)
  const xylenes = ['108-38-3', '106-42-3']
  const expected = onePeak
    ? vocCompounds.filter(({ cas }) => !xylenes.includes(cas)).concat(mpXylene)
    : vocCompounds
  const missing = expected.filter(({ cas }) => !reported.has(cas))
  return {
    expected: onePeak ? 116 : 117,
    reported: expected.length - missing.length,
    missing,
    unknown: [...reported].filter((cas) => !byCas.has(cas)),
  }
}
