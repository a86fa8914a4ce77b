import type { Reading } from '@qinglan/contract'
import type { Limit } from '../signals/limits-in-force.ts'
import { isOver } from '../signals/over-limit.ts'
import { isStopped, isValidDay } from './daily-mean.ts'

/** What the hours of one factor in a period are worth. */
export interface HourQuality {
  readonly expectedHours: number
  readonly receivedHours: number
  readonly validHours: number
  readonly missingHours: number
  readonly outOfRangeHours: number
  readonly constantHours: number
  readonly jumps: number
  readonly exceededHours: number
  readonly stoppedHours: number
  /** 传输率: received of expected; null when nothing was expected. */
  readonly transmissionRate: number | null
  /** 有效率: valid of received; null when nothing came. */
  readonly validRate: number | null
  /** 有效数据捕集率: valid of expected (HJ 75-2017 §8 asks it of a quarter), the product of the two; null when nothing was expected. */
  readonly captureRate: number | null
  readonly expectedDays: number
  readonly validDays: number
  /** The limit and the range do not count: the unit of the values is in doubt. */
  readonly limitInDoubt: boolean
}

/** Equal values in a row from which on an instrument is suspected to be stuck. */
const constantRun = 6
/** A value so many times above, or below, the median of the hours before it is a jump. */
const jumpFactor = 5
const jumpWindow = 6

const outside = (value: number, { rangeLow, rangeHigh }: Limit): boolean =>
  (rangeLow !== null && value < rangeLow) || (rangeHigh !== null && value > rangeHigh)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function countConstant(values: readonly (number | null)[]): number {
  let [count, run, former] = [0, 0, null as number | null]
  for (const value of [...values, null]) {
    if (value !== null && value === former) {
      run += 1
      continue
    }
    if (run >= constantRun) count += run
    run = value === null ? 0 : 1
    former = value
  }
  return count
}

function countJumps(values: readonly (number | null)[]): number {
  let jumps = 0
  const before: number[] = []
  for (const value of values) {
    if (value === null) continue
    const usual = median(before)
    const jumped = usual > 0 && (value > usual * jumpFactor || value < usual / jumpFactor)
    if (before.length === jumpWindow && jumped) jumps += 1
    before.push(value)
    if (before.length > jumpWindow) before.shift()
  }
  return jumps
}

/** The whole days that the hours begin with, and those of them that have enough. */
function countDays(
  factor: string,
  hours: readonly (Reading | undefined)[],
): Pick<HourQuality, 'expectedDays' | 'validDays'> {
  const days = Array.from({ length: Math.floor(hours.length / 24) }, (_, day) =>
    isValidDay(factor, hours.slice(day * 24, day * 24 + 24)),
  )
  return {
    expectedDays: days.filter((valid) => valid !== undefined).length,
    validDays: days.filter((valid) => valid === true).length,
  }
}

/**
 * The quality of the hours of a factor: `hours` holds one reading for each hour that has passed, undefined where nothing came. Hours in
 * which the source stood still (flag F, or declared) are not expected. A reading is valid when it is a number inside the instrument's range: those
 * of a faulty, calibrating or maintained instrument carry their flag and are none (HJ 75-2017, HJ 356-2019; clauses UNVERIFIED).
 * Constant runs and jumps are suspicions, told and not subtracted.
 */
export function hourQuality(hours: readonly (Reading | undefined)[], limit: Limit): HourQuality {
  const expected = hours.filter((reading) => !isStopped(reading))
  const received = expected.filter((reading) => reading !== undefined)
  const numbers = expected.map((reading) => (typeof reading === 'number' ? reading : null))
  const inRange = numbers.map((value) => (value !== null && !outside(value, limit) ? value : null))
  const valid = inRange.filter((value) => value !== null)
  const measured = numbers.filter((value) => value !== null)
  return {
    expectedHours: expected.length,
    receivedHours: received.length,
    validHours: valid.length,
    missingHours: expected.length - received.length,
    outOfRangeHours: measured.length - valid.length,
    constantHours: countConstant(inRange),
    jumps: countJumps(inRange),
    exceededHours: valid.filter((value) => isOver(value, limit)).length,
    stoppedHours: hours.length - expected.length,
    transmissionRate: expected.length === 0 ? null : received.length / expected.length,
    validRate: received.length === 0 ? null : valid.length / received.length,
    captureRate: expected.length === 0 ? null : valid.length / expected.length,
    limitInDoubt: limit.inDoubt,
    ...countDays(
      limit.factor,
      hours.map((reading) =>
        typeof reading === 'number' && outside(reading, limit) ? { missing: 'over-range' } : reading,
      ),
    ),
  }
}
