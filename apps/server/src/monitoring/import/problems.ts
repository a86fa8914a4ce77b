import type { ImportProblem } from '@qinglan/contract'

/** Why a cell or a row is refused, in both languages. */
export const reasons = {
  notANumber: () => ({ zh: '不是数值', en: 'not a number' }),
  negative: () => ({ zh: '数值为负', en: 'the value is negative' }),
  outOfRange: (low: number, high: number, unit: string) => ({
    zh: `超出可能范围 ${low}–${high} ${unit}`.trim(),
    en: `outside the possible range ${low} to ${high} ${unit}`.trim(),
  }),
  unknownSite: () => ({ zh: '没有这个站点', en: 'unknown site' }),
  ambiguousSite: (codes: string) => ({
    zh: `站名不唯一:${codes}`,
    en: `several sites have this name: ${codes}`,
  }),
  unknownFactor: () => ({ zh: '没有这个污染物', en: 'unknown factor' }),
  unknownFlag: () => ({ zh: '没有这个标记', en: 'unknown flag' }),
  unitMismatch: (unit: string) => ({
    zh: `单位与污染物不符,应为 ${unit}`,
    en: `the unit does not fit, expected ${unit}`,
  }),
  badTime: () => ({ zh: '不是时间', en: 'not a time' }),
  notOnTheHour: () => ({ zh: '小时值的时间不是整点', en: 'the time of an hourly value is not a whole hour' }),
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
