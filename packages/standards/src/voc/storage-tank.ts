import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'

/** A tank of a volatile organic liquid. */
export interface StorageTank {
  /** True vapour pressure of the liquid at storage. */
  readonly vapourPressureKpa: number
  readonly volumeM3: number
  /** Whether it stands in a key area (重点地区), where the special limits bind. */
  readonly keyArea: boolean
}

/** What a tank must have; `floatingRoofOrTreatedVent` names the least efficiency of a treated vent. */
export type StorageTankControl =
  | { readonly control: 'pressureTank' }
  | { readonly control: 'floatingRoofOrTreatedVent'; readonly leastEfficiencyPercent: 80 | 90 }
  | { readonly control: 'none' }

/**
 * What GB 37822-2019 asks of a storage tank: a pressure tank from 76.6 kPa; from 27.6 kPa and 75 m³ a floating roof or a vent
 * treated to 80 %; in key areas 90 %, and also from 5.2 kPa and 150 m³. All from memory, unverified.
 *
 * Clause: GB 37822-2019 §5.2.
 */
export function storageTankControl(tank: StorageTank): StorageTankControl {
  checkInput(
    'storageTankControl',
    { tank },
    { tank: want.fields({ vapourPressureKpa: want.finite, volumeM3: want.finite, keyArea: want.flag }) },
  )
  const { vapourPressureKpa: pressure, volumeM3: volume, keyArea } = tank
  if (pressure >= 76.6) return { control: 'pressureTank' }
  const bound = (pressure >= 27.6 && volume >= 75) || (keyArea && pressure >= 5.2 && volume >= 150)
  if (!bound) return { control: 'none' }
  return { control: 'floatingRoofOrTreatedVent', leastEfficiencyPercent: keyArea ? 90 : 80 }
}
