import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'
import type { Confidence } from '../editions/edition.ts'
import { roundComputedHalfEven } from '../rounding/round.ts'

/** A set of flue-gas limits at its reference oxygen. */
export interface FlueGasLimits {
  readonly id: string
  readonly standard: string
  readonly fuel: string
  readonly referenceOxygenPercent: number
  /** Null where the reference here gives the oxygen only. */
  readonly mgPerM3: { readonly particles: number; readonly so2: number; readonly nox: number } | null
  readonly confidence: Confidence
}

const ultraLow = { particles: 10, so2: 35, nox: 50 }
const unverified = { confidence: 'unverified' } as const

/**
 * Common limit sets; an outfall's permit decides which one binds it. All numbers unverified.
 *
 * Clause: GB 13223, DB32/4385-2022.
 */
export const flueGasLimits: readonly FlueGasLimits[] = [
  {
    id: 'coal-power-ultra-low',
    standard: '环发〔2015〕164号',
    fuel: 'coal',
    referenceOxygenPercent: 6,
    mgPerM3: ultraLow,
    ...unverified,
  },
  {
    id: 'gb13223-coal',
    standard: 'GB 13223-2011',
    fuel: 'coal',
    referenceOxygenPercent: 6,
    mgPerM3: null,
    ...unverified,
  },
  {
    id: 'gb13223-oil-gas',
    standard: 'GB 13223-2011',
    fuel: 'oil or gas',
    referenceOxygenPercent: 3,
    mgPerM3: null,
    ...unverified,
  },
  {
    id: 'gb13223-turbine',
    standard: 'GB 13223-2011',
    fuel: 'gas turbine',
    referenceOxygenPercent: 15,
    mgPerM3: null,
    ...unverified,
  },
  {
    id: 'gb13271-coal',
    standard: 'GB 13271-2014',
    fuel: 'coal',
    referenceOxygenPercent: 9,
    mgPerM3: null,
    ...unverified,
  },
  {
    id: 'gb13271-oil-gas',
    standard: 'GB 13271-2014',
    fuel: 'oil or gas',
    referenceOxygenPercent: 3.5,
    mgPerM3: null,
    ...unverified,
  },
  {
    id: 'db32-4385-coal',
    standard: 'DB32/4385-2022',
    fuel: 'coal',
    referenceOxygenPercent: 9,
    mgPerM3: ultraLow,
    ...unverified,
  },
  {
    id: 'db32-4385-gas',
    standard: 'DB32/4385-2022',
    fuel: 'gas',
    referenceOxygenPercent: 3.5,
    mgPerM3: ultraLow,
    ...unverified,
  },
  {
    id: 'db32-4385-biomass',
    standard: 'DB32/4385-2022',
    fuel: 'biomass',
    referenceOxygenPercent: 9,
    mgPerM3: ultraLow,
    ...unverified,
  },
]

/**
 * Says whether a valid mean at reference oxygen is above its limit, at the decimals the limit is written with (HJ 75-2017
 * alarm rule; unverified). An absence is handed back.
 */
export function exceedsFlueGasLimit(
  mgPerM3: Reading,
  limitMgPerM3: number,
  decimals = 0,
): boolean | Exclude<Reading, number> {
  checkInput(
    'exceedsFlueGasLimit',
    { mgPerM3, limitMgPerM3, decimals },
    { mgPerM3: want.reading, limitMgPerM3: want.finite, decimals: want.whole },
  )
  return isMeasured(mgPerM3) ? roundComputedHalfEven(mgPerM3, decimals) > limitMgPerM3 : mgPerM3
}
