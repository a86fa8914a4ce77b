import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import type { Missing, Reading } from '../missing/reading.ts'
import { usableConcentration } from './sample.ts'

/**
 * Grades of urban black-odorous water (黑臭水体), best first.
 *
 * Clause: 城市黑臭水体整治工作指南 2015, table 1.
 */
export const blackOdorousGrades = ['不黑臭', '轻度黑臭', '重度黑臭'] as const
export type BlackOdorousGrade = (typeof blackOdorousGrades)[number]

/** Readings of a point; transparency is in centimetres here, in metres for the trophic index. */
export interface BlackOdorousInput {
  readonly sdCentimetres: Reading
  readonly doMgPerL: Reading
  readonly nh3nMgPerL: Reading
  /** Redox potential in millivolts; its limits are unverified. */
  readonly orpMillivolts?: Reading
  /** Depth of the water; below 25 cm the limits of transparency follow it. */
  readonly depthCentimetres?: number
}

/** The items that are graded. */
export type BlackOdorousItem = 'SD' | 'DO' | 'NH3N' | 'ORP'

/** Grade of a point and of each item that was measured. */
export interface BlackOdorousEvaluation {
  readonly method: '城市黑臭水体整治工作指南 2015'
  /** The worst item; a reason when nothing was measured. */
  readonly grade: BlackOdorousGrade | Missing
  readonly items: Readonly<Partial<Record<BlackOdorousItem, BlackOdorousGrade>>>
  readonly missing: readonly { readonly item: BlackOdorousItem; readonly reason: Missing }[]
}

const blackOdorousInput = want.onlyFields({
  sdCentimetres: want.reading,
  doMgPerL: want.reading,
  nh3nMgPerL: want.reading,
  orpMillivolts: want.optional(want.reading),
  depthCentimetres: want.optional(want.finite),
})

/**
 * Grade of urban black-odorous water by the worst of transparency, dissolved oxygen, ammonia nitrogen and redox
 * potential (2015 guide, single source). In water under 25 cm deep, transparency is heavy below 40 % of the depth and
 * fine when the bottom shows.
 *
 * Clause: 城市黑臭水体整治工作指南 2015, table 1.
 */
export function gradeBlackOdorous(input: BlackOdorousInput): BlackOdorousEvaluation {
  checkInput('gradeBlackOdorous', { input }, { input: blackOdorousInput })
  const readings = [
    ['SD', input.sdCentimetres, (value: number) => transparency(value, input.depthCentimetres)],
    ['DO', input.doMgPerL, (value: number) => fallsBelow(value, 2, 0.2)],
    ['NH3N', input.nh3nMgPerL, (value: number) => risesAbove(value, 8, 15)],
    ['ORP', input.orpMillivolts ?? 'not-measured', redox],
  ] as const
  const items: Partial<Record<BlackOdorousItem, BlackOdorousGrade>> = {}
  const missing: { item: BlackOdorousItem; reason: Missing }[] = []
  for (const [item, reading, grade] of readings) {
    const value = item === 'ORP' ? reading : usableConcentration(reading)
    if (typeof value === 'string') missing.push({ item, reason: value })
    else items[item] = grade(value)
  }
  const rank = Math.max(...Object.values(items).map((grade) => blackOdorousGrades.indexOf(grade)))
  return {
    method: '城市黑臭水体整治工作指南 2015',
    grade: blackOdorousGrades[rank] ?? 'not-measured',
    items,
    missing,
  }
}

function transparency(sdCentimetres: number, depthCentimetres = Infinity): BlackOdorousGrade {
  if (depthCentimetres >= 25) return fallsBelow(sdCentimetres, 25, 10)
  return fallsBelow(sdCentimetres, depthCentimetres, 0.4 * depthCentimetres)
}

function redox(millivolts: number): BlackOdorousGrade {
  if (millivolts > 50) return '不黑臭'
  return millivolts < -200 ? '重度黑臭' : '轻度黑臭'
}

function fallsBelow(value: number, light: number, heavy: number): BlackOdorousGrade {
  if (value >= light) return '不黑臭'
  return value < heavy ? '重度黑臭' : '轻度黑臭'
}

function risesAbove(value: number, light: number, heavy: number): BlackOdorousGrade {
  if (value <= light) return '不黑臭'
  return value > heavy ? '重度黑臭' : '轻度黑臭'
}
