import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'

/** Output in money of one year's prices; values of different price years never meet. */
export interface ConstantPriceOutput {
  readonly yuan: number
  /** The year whose prices are used, as 2020. */
  readonly priceYear: number
}

/** An amount with its unit: tce of energy, t of CO2, m³ of water. */
export interface Amount {
  readonly value: number
  readonly unit: 'tce' | 'tCO2' | 'm³' | 'kWh'
}

/** Amount and output of one period. */
export interface IntensityPeriod {
  readonly amount: Amount
  readonly output: ConstantPriceOutput
}

/** The fall of an intensity against its baseline. */
export interface IntensityDecline {
  /** Percent of the baseline; below zero when the intensity rose. Unrounded. */
  readonly declinePercent: number
  readonly baselinePerTenThousandYuan: number
  readonly currentPerTenThousandYuan: number
  readonly unit: Amount['unit']
  readonly priceYear: number
  readonly rule: string
}

const constantPriceOutput = want.fields({ yuan: want.finite, priceYear: want.whole })
const intensityPeriod = want.fields({
  amount: want.fields({ value: want.finite, unit: want.oneOf(['tce', 'tCO2', 'm³', 'kWh'], 'wrong-unit') }),
  output: constantPriceOutput,
})

/**
 * The decline in percent from a baseline: `(1 − current/baseline) × 100`. Unrounded: compare it at the precision the target was
 * written in. `insufficient` for a baseline of zero.
 *
 * Clause: none; arithmetic of a plan.
 */
export function declinePercent(baseline: Reading, current: Reading): Reading {
  checkInput('declinePercent', { baseline, current }, { baseline: want.reading, current: want.reading })
  if (!isMeasured(baseline)) return baseline
  if (!isMeasured(current)) return current
  return baseline === 0 ? 'insufficient' : ((baseline - current) / baseline) * 100
}

/**
 * How far energy, carbon or water per unit of output fell against a baseline, at constant prices (单位GDP能耗、二氧化碳排放、用水量
 * 下降率). Both outputs must be in the prices of one year; which year does not move the result.
 *
 * Clause: none; arithmetic of a plan.
 *
 * @throws StandardsError `wrong-unit` for two price years or two units, `invalid-input` for an output or baseline not above zero
 */
export function intensityDecline(baseline: IntensityPeriod, current: IntensityPeriod): IntensityDecline {
  checkInput(
    'intensityDecline',
    { baseline, current },
    { baseline: intensityPeriod, current: intensityPeriod },
  )
  if (baseline.output.priceYear !== current.output.priceYear) {
    const [one, other] = [baseline.output.priceYear, current.output.priceYear]
    throw new StandardsError(
      'wrong-unit',
      `价格年份不同：${one}与${other}`,
      `prices of ${one} and ${other} do not compare`,
    )
  }
  if (baseline.amount.unit !== current.amount.unit) {
    throw new StandardsError('wrong-unit', '基期与本期单位不同', 'baseline and current differ in unit')
  }
  if (!(baseline.output.yuan > 0 && current.output.yuan > 0 && baseline.amount.value > 0)) {
    throw new StandardsError(
      'invalid-input',
      '产值和基期总量须大于零',
      'outputs and baseline amount must be above zero',
    )
  }
  const before = (baseline.amount.value / baseline.output.yuan) * 1e4
  const now = (current.amount.value / current.output.yuan) * 1e4
  return {
    declinePercent: (1 - now / before) * 100,
    baselinePerTenThousandYuan: before,
    currentPerTenThousandYuan: now,
    unit: baseline.amount.unit,
    priceYear: baseline.output.priceYear,
    rule: 'decline of intensity at constant prices',
  }
}

/**
 * Output at the prices of the base year from its real growth, year after year (可比价增长率).
 *
 * Clause: none; arithmetic of a plan.
 *
 * @param growthPercents real growth of each following year, 8.9 for 8.9 %
 */
export function chainOutput(
  base: ConstantPriceOutput,
  growthPercents: readonly number[],
): ConstantPriceOutput {
  checkInput(
    'chainOutput',
    { base, growthPercents },
    { base: constantPriceOutput, growthPercents: want.numbers },
  )
  return {
    yuan: growthPercents.reduce((yuan, growth) => yuan * (1 + growth / 100), base.yuan),
    priceYear: base.priceYear,
  }
}

/**
 * The decline a year that, kept up, adds up to a target over several years: `1 − (1 − total)^(1/years)`, in percent. A five-year
 * 18 % is 3.89 % a year, not 3.6.
 *
 * Clause: none; arithmetic of a plan.
 *
 * @throws StandardsError `invalid-input` unless years is above zero and the total below 100
 */
export function yearlyDeclinePercent(totalDeclinePercent: number, years: number): number {
  checkInput(
    'yearlyDeclinePercent',
    { totalDeclinePercent, years },
    { totalDeclinePercent: want.finite, years: want.finite },
  )
  if (!(years > 0 && totalDeclinePercent < 100)) {
    throw new StandardsError(
      'invalid-input',
      '年数须大于零且降幅小于100%',
      'years must be above zero and the decline below 100 %',
    )
  }
  return (1 - (1 - totalDeclinePercent / 100) ** (1 / years)) * 100
}

/**
 * The decline over several years from each year's own: `1 − Π(1 − dᵢ)`, in percent.
 *
 * Clause: none; arithmetic of a plan.
 */
export function cumulativeDeclinePercent(yearlyPercents: readonly number[]): number {
  checkInput('cumulativeDeclinePercent', { yearlyPercents }, { yearlyPercents: want.numbers })
  return (1 - yearlyPercents.reduce((left, decline) => left * (1 - decline / 100), 1)) * 100
}
