import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { roundHalfEven } from '../rounding/round.ts'

/** Classes of acoustic zones (声环境功能区) of GB 3096-2008 §4. */
export const noiseZones = ['0类', '1类', '2类', '3类', '4a类', '4b类'] as const
export type NoiseZone = (typeof noiseZones)[number]

/** Day is 06–22 h and night 22–06 h unless the county sets other hours (GB 3096-2008 §3). */
export type NoisePeriod = 'day' | 'night'

const limitsDb: Readonly<Record<NoiseZone, Readonly<Record<NoisePeriod, number>>>> = {
  '0类': { day: 50, night: 40 },
  '1类': { day: 55, night: 45 },
  '2类': { day: 60, night: 50 },
  '3类': { day: 65, night: 55 },
  '4a类': { day: 70, night: 55 },
  '4b类': { day: 70, night: 60 },
}

const zoneName = want.oneOf(noiseZones)
/** Day or night. */
export const dayOrNight = want.oneOf(['day', 'night'])

/** Limit of the equivalent level of a zone in dB(A) (GB 3096-2008 table 1). */
export function noiseLimitDb(zone: NoiseZone, period: NoisePeriod): number {
  checkInput('noiseLimitDb', { zone, period }, { zone: zoneName, period: dayOrNight })
  return limitsDb[zone][period]
}

/**
 * Whether an equivalent level keeps its zone's limit (GB 3096-2008 §5), the level rounded to one decimal first (this
 * library's choice).
 */
export function noiseLimitHolds(zone: NoiseZone, period: NoisePeriod, levelDb: number): boolean {
  checkInput(
    'noiseLimitHolds',
    { zone, period, levelDb },
    { zone: zoneName, period: dayOrNight, levelDb: want.finite },
  )
  return roundHalfEven(levelDb, 1) <= noiseLimitDb(zone, period)
}

/** Whether the highest level of a sudden noise at night stays within 15 dB(A) over the limit (GB 3096-2008 §5.4). */
export function suddenNightNoiseHolds(zone: NoiseZone, highestDb: number): boolean {
  checkInput('suddenNightNoiseHolds', { zone, highestDb }, { zone: zoneName, highestDb: want.finite })
  return roundHalfEven(highestDb, 1) <= noiseLimitDb(zone, 'night') + 15
}
