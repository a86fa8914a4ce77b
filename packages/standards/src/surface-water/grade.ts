import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import type { SurfaceWaterClass } from './classes.ts'

/**
 * The words of 环办[2011]22号 for the state of a section, river or basin, best first.
 *
 * Clause: 环办[2011]22号.
 */
export const waterGrades = ['优', '良好', '轻度污染', '中度污染', '重度污染'] as const
export type WaterGrade = (typeof waterGrades)[number]

/** The colour that stands for a grade on maps (names unverified). */
export type WaterColour = '蓝' | '绿' | '黄' | '橙' | '红'

const grades: Readonly<Record<SurfaceWaterClass, WaterGrade>> = {
  Ⅰ: '优',
  Ⅱ: '优',
  Ⅲ: '良好',
  Ⅳ: '轻度污染',
  Ⅴ: '中度污染',
  劣Ⅴ: '重度污染',
}

const colours: Readonly<Record<WaterGrade, WaterColour>> = {
  优: '蓝',
  良好: '绿',
  轻度污染: '黄',
  中度污染: '橙',
  重度污染: '红',
}

const anyClass = want.oneOf(Object.keys(grades))
const anyGrade = want.oneOf(waterGrades)

/** The word for a section's class: Ⅰ and Ⅱ 优, Ⅲ 良好, Ⅳ 轻度污染, Ⅴ 中度污染, 劣Ⅴ 重度污染 (环办[2011]22号). */
export function gradeOfClass(surfaceWaterClass: SurfaceWaterClass): WaterGrade {
  checkInput('gradeOfClass', { surfaceWaterClass }, { surfaceWaterClass: anyClass })
  return grades[surfaceWaterClass]
}

/**
 * The map colour of a grade.
 *
 * Clause: 环办[2011]22号.
 */
export function colourOfGrade(grade: WaterGrade): WaterColour {
  checkInput('colourOfGrade', { grade }, { grade: anyGrade })
  return colours[grade]
}
