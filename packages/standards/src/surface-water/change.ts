import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import * as waterWant from './water-wants.ts'
import { sumExactly } from '../exact/fraction.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { classRank } from './classes.ts'
import type { SurfaceWaterClass } from './classes.ts'
import { waterGrades } from './grade.ts'
import type { WaterGrade } from './grade.ts'

/** The words for a change between two periods (环办[2011]22号, from memory). */
export type WaterChange = '明显好转' | '有所好转' | '无明显变化' | '有所下降' | '明显下降'

/** Shares of one period in percent. */
export interface PeriodShares {
  readonly goodPercent: number
  readonly worseThanVPercent: number
}

/** A change of shares and its word. */
export interface ShareChange {
  /** ΔG − ΔD in percentage points: change of the class Ⅰ–Ⅲ share less change of the 劣Ⅴ share. */
  readonly points: number
  readonly word: WaterChange
}

const periodShares = want.fields({ goodPercent: want.finite, worseThanVPercent: want.finite })

/**
 * Change between two periods of the same sections and items, by shares: up to 10 points either way is 无明显变化, up to 20
 * 有所…, beyond that 明显… (环办[2011]22号, from memory). Computed exactly in decimal.
 */
export function compareShares(before: PeriodShares, now: PeriodShares): ShareChange {
  checkInput('compareShares', { before, now }, { before: periodShares, now: periodShares })
  const points = roundFractionHalfEven(
    sumExactly([now.goodPercent, -before.goodPercent, -now.worseThanVPercent, before.worseThanVPercent]),
    12,
  )
  const size = Math.abs(points)
  if (size <= 10) return { points, word: '无明显变化' }
  if (size <= 20) return { points, word: points > 0 ? '有所好转' : '有所下降' }
  return { points, word: points > 0 ? '明显好转' : '明显下降' }
}

/** Change of a section's or basin's grade: one step is 有所…, two or more 明显… (环办[2011]22号, from memory). */
export function compareGrades(before: WaterGrade, now: WaterGrade): WaterChange {
  checkInput('compareGrades', { before, now }, { before: waterWant.grade, now: waterWant.grade })
  return changeOfSteps(waterGrades.indexOf(before) - waterGrades.indexOf(now))
}

/**
 * Change of a section's class in steps; positive is better.
 *
 * Clause: 环办[2011]22号, comparison of periods.
 */
export function classSteps(before: SurfaceWaterClass, now: SurfaceWaterClass): number {
  checkInput('classSteps', { before, now }, { before: waterWant.waterClass, now: waterWant.waterClass })
  return classRank(before) - classRank(now)
}

function changeOfSteps(better: number): WaterChange {
  if (better === 0) return '无明显变化'
  if (better > 0) return better === 1 ? '有所好转' : '明显好转'
  return better === -1 ? '有所下降' : '明显下降'
}
