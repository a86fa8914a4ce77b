import type { ImportProblem } from '@qinglan/contract'
import type { Family } from '../factors/factors.ts'

/** Why a cell or a row is refused, in both languages. */
export const reasons = {
  notANumber: () => ({
    zh: '不是数值;应为 35.2、1,035、<0.01、0.01L、未检出或空白',
    en: 'not a number; expected such as 35.2, 1,035, <0.01, 0.01L, 未检出 or a blank',
  }),
  decimalComma: () => ({
    zh: '逗号不明:小数点应写作 “.”',
    en: 'a comma that may be a decimal point; expected “.” for it',
  }),
  negative: (low: number, high: number, unit: string) => ({
    zh: `数值为负,应为 ${low}–${high} ${unit};若表示缺测,请留空或在映射的 missing 中列出`.replace(' ;', ';'),
    en: `the value is negative, expected ${low} to ${high} ${unit}; if it means no value, leave it blank or list it under missing in a mapping`.replace(
      ' ;',
      ';',
    ),
  }),
  outOfRange: (low: number, high: number, unit: string) => ({
    zh: `超出可能范围 ${low}–${high} ${unit}`.trim(),
    en: `outside the possible range ${low} to ${high} ${unit}`.trim(),
  }),
  unknownSite: () => ({
    zh: '没有这个站点;先登记(qinglan sites),或选择登记新站点(--new-sites)',
    en: 'unknown site; enter it first (qinglan sites), or choose to enter new sites (--new-sites)',
  }),
  notMeasuredHere: (family: Family) => ({
    zh:
      family === 'air' ? '水质站点不测空气污染物;核对站点或污染物' : '空气站点不测水质项目;核对站点或污染物',
    en:
      family === 'air'
        ? 'a site of water has no air pollutants; look at the site or the factor'
        : 'a station of air has no factors of water; look at the site or the factor',
  }),
  ambiguousSite: (codes: string) => ({
    zh: `站名不唯一:${codes}`,
    en: `several sites have this name: ${codes}`,
  }),
  unknownFactor: () => ({
    zh: '没有这个污染物;应为 PM2.5、O3_8h、氨氮、w21003 等',
    en: 'unknown factor; expected such as PM2.5, O3_8h, 氨氮, w21003',
  }),
  unknownFlag: () => ({
    zh: '没有这个标记;应为 N D B C M F T S X、维护、停运等',
    en: 'unknown flag; expected N D B C M F T S X, 维护, 停运 and the like',
  }),
  unitMismatch: (unit: string) => ({
    zh: `单位与污染物不符,应为 ${unit}`,
    en: `the unit does not fit, expected ${unit}`,
  }),
  badTime: () => ({
    zh: '不是时间;应为 2023-01-05 08:00、2023/1/5 8:00、20230105080000 等,年在前',
    en: 'not a time; expected such as 2023-01-05 08:00, 2023/1/5 8:00, 20230105080000, the year first',
  }),
  notOnTheHour: () => ({ zh: '小时值的时间不是整点', en: 'the time of an hourly value is not a whole hour' }),
  timeInFuture: () => ({
    zh: '时间在将来;应不晚于现在(核对年份、时区和仪器时钟)',
    en: 'the time is in the future; expected none later than now (look at the year, the time zone and the clock of the device)',
  }),
  timeOutOfRange: () => ({ zh: '时间不在1970年至2100年之间', en: 'the time is not between 1970 and 2100' }),
  columnCount: (expected: number, actual: number) => ({
    zh: `应有 ${expected} 列,实有 ${actual} 列`,
    en: `expected ${expected} columns, found ${actual}`,
  }),
  duplicate: (line: number) => ({
    zh: `与第 ${line} 行的站点和时间相同而数值不同`,
    en: `the same site and time as line ${line}, with another value`,
  }),
  duplicateEarlier: () => ({
    zh: '与前面某行的站点和时间相同而数值不同',
    en: 'the same site and time as an earlier line, with another value',
  }),
} as const

const keptAtMost = 100_000

/** Collects what is wrong: everything is counted, a bounded number is kept. */
export class ProblemList {
  readonly kept: ImportProblem[] = []
  #rejectedRows = 0

  get rejectedRows(): number {
    return this.#rejectedRows
  }

  /** Notes one refused row with all that is wrong with it. */
  reject(problems: readonly ImportProblem[]): void {
    this.#rejectedRows += 1
    for (const problem of problems) if (this.kept.length < keptAtMost) this.kept.push(problem)
  }
}
