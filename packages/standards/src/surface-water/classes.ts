import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { surfaceWaterItem, surfaceWaterItems } from './items.ts'
import type { ClassedItem } from './items.ts'

/**
 * The classes of GB 3838-2002 §3, best first, and 劣Ⅴ (worse than class Ⅴ).
 *
 * Clause: GB 3838-2002 §3.
 */
export const surfaceWaterClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const
export type SurfaceWaterClass = (typeof surfaceWaterClasses)[number]

/** A class that a water can be required to reach. */
export type TargetClass = Exclude<SurfaceWaterClass, '劣Ⅴ'>

/** Rivers and lakes (with reservoirs) have their own limits for total phosphorus. */
export type WaterBody = 'river' | 'lake'

const anyClass = want.oneOf(surfaceWaterClasses)
const anyClasses = want.listOf(anyClass)
const targetClass = want.oneOf(surfaceWaterClasses.slice(0, 5))
const waterBody = want.oneOf(['river', 'lake'])
const anyItem = want.oneOf(
  surfaceWaterItems.map((row) => row.key),
  'no-limit',
)
const optionalNumber = want.optional(want.finite)

/**
 * Rank of a class: 0 for Ⅰ to 5 for 劣Ⅴ.
 *
 * Clause: GB 3838-2002 §3.
 */
export function classRank(surfaceWaterClass: SurfaceWaterClass): number {
  checkInput('classRank', { surfaceWaterClass }, { surfaceWaterClass: anyClass })
  return surfaceWaterClasses.indexOf(surfaceWaterClass)
}

/**
 * The class of a rank from 0 to 5. @throws StandardsError `invalid-input` outside of it.
 *
 * Clause: GB 3838-2002 §3.
 */
export function classOfRank(rank: number): SurfaceWaterClass {
  checkInput('classOfRank', { rank }, { rank: want.whole })
  const found = surfaceWaterClasses[rank]
  if (found === undefined) {
    throw new StandardsError(
      'invalid-input',
      `地表水类别没有第${rank}级`,
      `no surface-water class has rank ${rank}`,
    )
  }
  return found
}

/**
 * The worst of some classes; undefined for none.
 *
 * Clause: 环办[2011]22号, single factor.
 */
export function worstClass(classes: readonly SurfaceWaterClass[]): SurfaceWaterClass | undefined {
  checkInput('worstClass', { classes }, { classes: anyClasses })
  return classes.length === 0 ? undefined : classOfRank(Math.max(...classes.map(classRank)))
}

/**
 * The limit of an item for a class, as printed in GB 3838-2002 table 1 (mg/L; coliforms per litre).
 * pH has the same range for every class and no single limit.
 *
 * Clause: GB 3838-2002 table 1.
 */
export function surfaceWaterLimit(
  item: Exclude<ClassedItem, 'PH'>,
  target: TargetClass,
  water: WaterBody,
): string {
  checkInput(
    'surfaceWaterLimit',
    { item, target, water },
    { item: anyItem, target: targetClass, water: waterBody },
  )
  return limitsOf(item, water)[classRank(target)] ?? ''
}

/**
 * Class of one item by GB 3838-2002 table 1: the best class whose limit holds. Limits are inclusive.
 *
 * pH outside 6–9 counts as 劣Ⅴ. Dissolved oxygen is a lower limit; its class Ⅰ also holds from 90 % saturation. The
 * table limits total nitrogen for lakes and reservoirs; for a river the class only orients and decides nothing.
 *
 * Clause: GB 3838-2002 table 1.
 *
 * @param valueMgPerL mg/L as in the table (coliforms per litre, pH without unit)
 * @throws StandardsError `invalid-number` for a value that is not finite
 */
export function classOfItem(
  item: ClassedItem,
  valueMgPerL: number,
  water: WaterBody,
  doSaturationPercent?: number,
): SurfaceWaterClass {
  checkInput(
    'classOfItem',
    { item, valueMgPerL, water, doSaturationPercent },
    { item: anyItem, valueMgPerL: want.finite, water: waterBody, doSaturationPercent: optionalNumber },
  )
  return classOf(item, valueMgPerL, water, doSaturationPercent)
}

/** `classOfItem` of arguments already looked at. */
export function classOf(
  item: ClassedItem,
  valueMgPerL: number,
  water: WaterBody,
  doSaturationPercent?: number,
): SurfaceWaterClass {
  const limits = limitsOf(item, water).map(Number)
  const { direction } = surfaceWaterItem(item)
  if (direction === 'change') {
    throw new StandardsError('no-limit', '水温没有类别限值', 'water temperature has no class limit')
  }
  if (direction === 'range') {
    const [low = Infinity, high = -Infinity] = limits
    return valueMgPerL >= low && valueMgPerL <= high ? 'Ⅰ' : '劣Ⅴ'
  }
  if (direction === 'atMost') return firstHolding(limits, (limit) => valueMgPerL <= limit)
  if (doSaturationPercent !== undefined && doSaturationPercent >= 90) return 'Ⅰ'
  return firstHolding(limits, (limit) => valueMgPerL >= limit)
}

/**
 * GB 3838-2002 table 1 item 1: man-made change of the weekly mean water temperature, a rise being positive.
 *
 * Clause: GB 3838-2002 table 1 item 1.
 * @returns whether it stays within a rise of 1 °C and a drop of 2 °C
 */
export function temperatureChangeHolds(weeklyMeanChangeCelsius: number): boolean {
  checkInput('temperatureChangeHolds', { weeklyMeanChangeCelsius }, { weeklyMeanChangeCelsius: want.finite })
  return weeklyMeanChangeCelsius <= 1 && weeklyMeanChangeCelsius >= -2
}

/** The limits that apply to an item in a kind of water, class Ⅰ to Ⅴ (pH: the two ends of the range). */
export function limitsOf(item: ClassedItem, water: WaterBody): readonly string[] {
  const row = surfaceWaterItem(item)
  return (water === 'lake' ? row.lakeLimits : undefined) ?? row.limits ?? []
}

// Where neighbouring classes share a limit, the value belongs to the better one.
function firstHolding(limits: readonly number[], holds: (limit: number) => boolean): SurfaceWaterClass {
  const rank = limits.findIndex((limit) => holds(limit))
  return rank < 0 ? '劣Ⅴ' : classOfRank(rank)
}
