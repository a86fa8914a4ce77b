import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import type { CivilDate } from '../../editions/edition.ts'

/** At what temperature and pressure a concentration is expressed. */
export interface ReferenceState {
  /** Gases; null where the state is that of the moment of measurement. */
  readonly gases: { readonly kelvin: number; readonly pascal: number }
  readonly particles: { readonly kelvin: number; readonly pascal: number } | 'as-measured'
  readonly clause: string
}

const standardState = { kelvin: 273.15, pascal: 101_325 }
const referenceState = { kelvin: 298.15, pascal: 101_325 }
const changeDay: CivilDate = '2018-09-01' // amendment 1 of GB 3095-2012; the day is unverified

/**
 * The state in which data of a day are expressed: 273 K for everything before the 2018 amendment, since then 298.15 K
 * for gases and the state of the measurement for particles (GB 3095-2026 §3.14, §4.3; the change day is unverified).
 */
export function referenceStateOn(date: CivilDate): ReferenceState {
  checkInput('referenceStateOn', { date }, { date: want.civilDate })
  return date < changeDay
    ? { gases: standardState, particles: standardState, clause: 'GB 3095-2012 §3' }
    : {
        gases: referenceState,
        particles: 'as-measured',
        clause: 'GB 3095-2012/XG1-2018; GB 3095-2026 §3.14, §4.3',
      }
}

/**
 * Expresses a gas concentration of 273.15 K at 298.15 K, same pressure, so that years before and after 2018-09-01
 * compare (× 0.9162; the practice is unverified). The unit stays what it was.
 *
 * Clause: GB 3095-2026 §3.14, introduced by the 2018 amendment.
 */
export function gasFrom273To298Kelvin(concentration: number): number {
  checkInput('gasFrom273To298Kelvin', { concentration }, { concentration: want.finite })
  return (concentration * standardState.kelvin) / referenceState.kelvin
}
