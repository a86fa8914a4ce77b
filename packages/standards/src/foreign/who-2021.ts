import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'

/** A guideline of 2021: pollutant and averaging; µg/m³, CO in mg/m³. Day and 8 h values are 99th percentiles of a year. */
export type WhoGuideline =
  | 'PM2.5 year'
  | 'PM2.5 24h'
  | 'PM10 year'
  | 'PM10 24h'
  | 'O3 peak season'
  | 'O3 8h'
  | 'NO2 year'
  | 'NO2 24h'
  | 'SO2 24h'
  | 'CO 24h'

/**
 * Steps from the loosest interim target to the guideline itself.
 *
 * Clause: WHO global air quality guidelines 2021.
 */
export const whoSteps = ['IT-1', 'IT-2', 'IT-3', 'IT-4', 'AQG'] as const

/** Interim targets 1–4 and the guideline; null where none is set (WHO global air quality guidelines 2021). */
export const whoGuidelines: Readonly<Record<WhoGuideline, readonly (number | null)[]>> = {
  'PM2.5 year': [35, 25, 15, 10, 5],
  'PM2.5 24h': [75, 50, 37.5, 25, 15],
  'PM10 year': [70, 50, 30, 20, 15],
  'PM10 24h': [150, 100, 75, 50, 45],
  'O3 peak season': [100, 70, null, null, 60],
  'O3 8h': [160, 120, null, null, 100],
  'NO2 year': [40, 30, 20, null, 10],
  'NO2 24h': [120, 50, null, null, 25],
  'SO2 24h': [125, 50, null, null, 40],
  'CO 24h': [7, null, null, null, 4],
}

/** How a value stands against the guideline. */
export interface WhoComparison {
  readonly standard: 'WHO AQG'
  readonly edition: 'WHO AQG 2021'
  /** The strictest step met; `none` above the first interim target. */
  readonly met: (typeof whoSteps)[number] | 'none' | 'insufficient'
  readonly guideline: number
  /** Value over guideline. */
  readonly multiple: Reading
}

const whoGuideline = want.oneOf(Object.keys(whoGuidelines))

/**
 * Compares a value, in the guideline's unit and averaging, with the WHO guideline and interim targets of 2021.
 *
 * Clause: WHO global air quality guidelines 2021.
 */
export function compareWithWho(guideline: WhoGuideline, value: Reading): WhoComparison {
  checkInput('compareWithWho', { guideline, value }, { guideline: whoGuideline, value: want.reading })
  const steps = whoGuidelines[guideline]
  const aqg = steps.at(-1) ?? 0
  const named = { standard: 'WHO AQG', edition: 'WHO AQG 2021', guideline: aqg } as const
  if (!isMeasured(value)) return { ...named, met: 'insufficient', multiple: value }
  const at = steps.findLastIndex((step) => step !== null && value <= step)
  return { ...named, met: whoSteps[at] ?? 'none', multiple: value / aqg }
}
