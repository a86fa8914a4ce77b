import type { SurfaceWaterClass } from './classes.ts'

/** The words of 环办[2011]22号 for the state of a section, river or basin, best first. */
export const waterGrades = ['优', '良好', '轻度污染', '中度污染', '重度污染'] as const
export type WaterGrade = (typeof waterGrades)[number]

/** The colour that stands for a grade on maps (names unverified). */
export type WaterColour = '蓝' | '绿' | '黄' | '橙' | '红'

/** The word for a section's class: Ⅰ and Ⅱ 优, Ⅲ 良好, Ⅳ 轻度污染, Ⅴ 中度污染, 劣Ⅴ 重度污染 (环办[2011]22号). */
export function gradeOfClass(surfaceWaterClass: SurfaceWaterClass): WaterGrade {
  switch (surfaceWaterClass) {
    case 'Ⅰ':
    case 'Ⅱ':
      return '优'
    case 'Ⅲ':
      return '良好'
    case 'Ⅳ':
      return '轻度污染'
    case 'Ⅴ':
      return '中度污染'
    case '劣Ⅴ':
      return '重度污染'
  }
}

/** The map colour of a grade. */
export function colourOfGrade(grade: WaterGrade): WaterColour {
  switch (grade) {
    case '优':
      return '蓝'
    case '良好':
      return '绿'
    case '轻度污染':
      return '黄'
    case '中度污染':
      return '橙'
    case '重度污染':
      return '红'
  }
}
