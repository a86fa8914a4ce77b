import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
/** A class of the air quality index with its official name and colour. */
export interface AqiClass {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6
  readonly roman: string
  readonly zh: string
  readonly en: string
  readonly colourZh: string
  readonly hex: string
  readonly cmyk: readonly [number, number, number, number]
  readonly from: number
  /** Null for the open top class. */
  readonly to: number | null
}

/**
 * The six classes and their colours (HJ 633-2012 §4.4 Table 2, HJ 633-2026 Table 1 and Annex A). The 2026 text prints the
 * first class from 1; an index of 0 is shown as class 1 here.
 */
export const aqiClasses: readonly AqiClass[] = [
  {
    level: 1,
    roman: '一级',
    zh: '优',
    en: 'excellent',
    colourZh: '绿色',
    hex: '#00E400',
    cmyk: [40, 0, 100, 0],
    from: 0,
    to: 50,
  },
  {
    level: 2,
    roman: '二级',
    zh: '良',
    en: 'good',
    colourZh: '黄色',
    hex: '#FFFF00',
    cmyk: [0, 0, 100, 0],
    from: 51,
    to: 100,
  },
  {
    level: 3,
    roman: '三级',
    zh: '轻度污染',
    en: 'lightly polluted',
    colourZh: '橙色',
    hex: '#FF7E00',
    cmyk: [0, 52, 100, 0],
    from: 101,
    to: 150,
  },
  {
    level: 4,
    roman: '四级',
    zh: '中度污染',
    en: 'moderately polluted',
    colourZh: '红色',
    hex: '#FF0000',
    cmyk: [0, 100, 100, 0],
    from: 151,
    to: 200,
  },
  {
    level: 5,
    roman: '五级',
    zh: '重度污染',
    en: 'heavily polluted',
    colourZh: '紫色',
    hex: '#99004C',
    cmyk: [10, 100, 40, 30],
    from: 201,
    to: 300,
  },
  {
    level: 6,
    roman: '六级',
    zh: '严重污染',
    en: 'severely polluted',
    colourZh: '褐红色',
    hex: '#7E0023',
    cmyk: [30, 100, 100, 30],
    from: 301,
    to: null,
  },
]

/** The class of an index (HJ 633 Table of classes); the index is a whole number from 0. */
export function aqiClassOf(aqi: number): AqiClass {
  checkInput('aqiClassOf', { aqi }, { aqi: want.finite })
  const found = aqiClasses.find((row) => row.to === null || aqi <= row.to)
  return found as AqiClass // the last class is open
}
