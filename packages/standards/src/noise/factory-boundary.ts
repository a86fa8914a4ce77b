import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { roundHalfEven } from '../rounding/round.ts'
import { dayOrNight, type NoisePeriod } from './zones.ts'

/** Class of the zone outside a factory's boundary (GB 12348-2008 table 1). */
export type BoundaryClass = 0 | 1 | 2 | 3 | 4

/** Rooms that structure-borne noise reaches: A for sleep, B for daytime use (GB 12348-2008 §4.2). */
export type RoomKind = 'A' | 'B'

/** A measurement at a factory's boundary. */
export interface BoundaryInput {
  readonly class: BoundaryClass
  readonly period: NoisePeriod
  readonly leqDb: number
  /** Highest level of a noise at night that comes often (`frequent`) or now and then (`occasional`). */
  readonly nightPeak?: { readonly kind: 'frequent' | 'occasional'; readonly highestDb: number }
  /** Measured in a room because the nearest building is within 1 m: the limit is 10 dB(A) lower. */
  readonly indoors?: boolean
}

/** Whether a boundary keeps its limits. */
export interface BoundaryVerdict {
  readonly standard: 'GB 12348-2008'
  readonly passes: boolean
  readonly limitDb: number
  /** dB(A) over the limit of the equivalent level, 0 within it. */
  readonly overDb: number
  /** Whether the night's peak stays within 10 (frequent) or 15 dB(A) (occasional) over the limit, if one was measured. */
  readonly peakHolds?: boolean
}

type DayNight = Readonly<Record<NoisePeriod, number>>

const limitsDb: Readonly<Record<BoundaryClass, DayNight>> = {
  0: { day: 50, night: 40 },
  1: { day: 55, night: 45 },
  2: { day: 60, night: 50 },
  3: { day: 65, night: 55 },
  4: { day: 70, night: 55 },
}

const indoorLimitsDb: Readonly<Record<RoomKind, Readonly<Record<0 | 1 | 2, DayNight>>>> = {
  A: { 0: { day: 40, night: 30 }, 1: { day: 40, night: 30 }, 2: { day: 45, night: 35 } },
  B: { 0: { day: 40, night: 30 }, 1: { day: 45, night: 35 }, 2: { day: 50, night: 40 } },
}

const classOfBoundary = want.oneOf([0, 1, 2, 3, 4])
const roomKind = want.oneOf(['A', 'B'])
const boundaryInput = want.fields({
  class: classOfBoundary,
  period: dayOrNight,
  leqDb: want.finite,
  nightPeak: want.optional(
    want.onlyFields({ kind: want.oneOf(['frequent', 'occasional']), highestDb: want.finite }),
  ),
  indoors: want.optional(want.flag),
})

/** Limit of the equivalent level at a boundary in dB(A) (GB 12348-2008 table 1). */
export function boundaryLimitDb(boundaryClass: BoundaryClass, period: NoisePeriod): number {
  checkInput(
    'boundaryLimitDb',
    { boundaryClass, period },
    { boundaryClass: classOfBoundary, period: dayOrNight },
  )
  return limitsDb[boundaryClass][period]
}

/** Limit of structure-borne noise in a room in dB(A) (GB 12348-2008 table 2); classes 2 to 4 share theirs. */
export function structureBorneLimitDb(
  boundaryClass: BoundaryClass,
  room: RoomKind,
  period: NoisePeriod,
): number {
  checkInput(
    'structureBorneLimitDb',
    { boundaryClass, room, period },
    { boundaryClass: classOfBoundary, room: roomKind, period: dayOrNight },
  )
  return indoorLimitsDb[room][boundaryClass === 0 || boundaryClass === 1 ? boundaryClass : 2][period]
}

/**
 * Holds a boundary measurement against GB 12348-2008 §4.1, levels rounded to one decimal first (this library's choice).
 *
 * Clause: GB 12348-2008 §4.1.
 */
export function judgeFactoryBoundary(input: BoundaryInput): BoundaryVerdict {
  checkInput('judgeFactoryBoundary', { input }, { input: boundaryInput })
  const limitDb = boundaryLimitDb(input.class, input.period) - (input.indoors === true ? 10 : 0)
  const level = roundHalfEven(input.leqDb, 1)
  const overDb = level > limitDb ? roundHalfEven(level - limitDb, 1) : 0
  const peak = input.period === 'night' ? input.nightPeak : undefined
  const head = { standard: 'GB 12348-2008', limitDb, overDb } as const
  if (peak === undefined) return { ...head, passes: overDb === 0 }
  const peakHolds = roundHalfEven(peak.highestDb, 1) <= limitDb + (peak.kind === 'frequent' ? 10 : 15)
  return { ...head, passes: overDb === 0 && peakHolds, peakHolds }
}
