import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'

/** One activity of an emission account with its factor. */
export interface AccountEntry {
  readonly name: string
  readonly activity: Reading
  /** As `t coal`. */
  readonly activityUnit: string
  readonly factor: number
  /** Result unit per activity unit, as `tCO2/t coal`. */
  readonly factorUnit: string
  /** Where the factor comes from. */
  readonly factorSource: string
}

/** The sum of an emission account and what is missing from it. */
export interface AccountTotal {
  /** `insufficient` while an activity is missing. */
  readonly total: Reading
  /** The sum of the entries at hand. */
  readonly computed: number
  readonly unit: string
  readonly entries: readonly {
    readonly name: string
    readonly amount: Reading
    readonly factorSource: string
  }[]
  readonly validCount: number
  readonly expectedCount: number
}

const accountEntries = want.listOf(
  want.fields({
    name: want.text,
    activity: want.reading,
    activityUnit: want.text,
    factor: want.finite,
    factorUnit: want.text,
    factorSource: want.text,
  }),
)
const massBalance = want.fields({
  inputs: want.readings,
  outputs: want.readings,
  stockChange: want.reading,
})

/**
 * An account: the sum of activity × factor. The unit of every factor must be the account's unit per the unit of its activity.
 *
 * Clause: none; arithmetic of an inventory.
 *
 * @param unit of the result, as `tCO2`
 * @throws StandardsError `wrong-unit` when a factor does not lead from its activity to the account's unit
 */
export function accountTotal(entries: readonly AccountEntry[], unit: string): AccountTotal {
  checkInput('accountTotal', { entries, unit }, { entries: accountEntries, unit: want.text })
  const rows = entries.map((entry) => {
    const expected = `${unit}/${entry.activityUnit}`
    if (entry.factorUnit !== expected) {
      throw new StandardsError(
        'wrong-unit',
        `${entry.name}的因子单位应为${expected}，给出${entry.factorUnit}`,
        `the factor of ${entry.name} must be in ${expected}, not ${entry.factorUnit}`,
      )
    }
    const amount = isMeasured(entry.activity) ? entry.activity * entry.factor : entry.activity
    return { name: entry.name, amount, factorSource: entry.factorSource }
  })
  const amounts = rows.map(({ amount }) => amount).filter(isMeasured)
  const computed = amounts.reduce((sum, amount) => sum + amount, 0)
  const complete = amounts.length === rows.length && rows.length > 0
  return {
    total: complete ? computed : 'insufficient',
    computed,
    unit,
    entries: rows,
    validCount: amounts.length,
    expectedCount: rows.length,
  }
}

/** What goes in, comes out and stays, all in one unit. */
export interface MassBalance {
  readonly inputs: readonly Reading[]
  readonly outputs: readonly Reading[]
  /** Stock at the end less stock at the beginning. */
  readonly stockChange: Reading
}

/** What a balance leaves unexplained. */
export interface BalanceGap {
  /** Inputs − outputs − stock change; above zero is lost, below zero came from nowhere. */
  readonly gap: Reading
  readonly gapPercentOfInputs: Reading
}

/**
 * The gap of a mass balance; `insufficient` while one side has a missing figure.
 *
 * Clause: none; arithmetic of a balance.
 */
export function balanceGap(balance: MassBalance): BalanceGap {
  checkInput('balanceGap', { balance }, { balance: massBalance })
  const { inputs, outputs, stockChange } = balance
  if (![...inputs, ...outputs].every(isMeasured) || !isMeasured(stockChange)) {
    return { gap: 'insufficient', gapPercentOfInputs: 'insufficient' }
  }
  const put = sum(inputs)
  const gap = put - sum(outputs) - stockChange
  return { gap, gapPercentOfInputs: put === 0 ? 'insufficient' : (gap / put) * 100 }
}

function sum(readings: readonly Reading[]): number {
  return readings.filter(isMeasured).reduce((total, value) => total + value, 0)
}
