import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { CivilDate, Confidence } from '../../editions/edition.ts'
import { isMeasured, type Reading } from '../../missing/reading.ts'

/** Alerts of heavy-pollution weather, mildest first; blue existed in 2017 only. */
export type AlertLevel = 'blue' | 'yellow' | 'orange' | 'red'

/** The daily index lies above (or, `atLeast`, at or above) a value for a number of days in a row. */
export interface AlertCondition {
  readonly above?: number
  readonly atLeast?: number
  readonly days: number
}

/** What raises an alert: one of some sets of conditions, each set met within one unbroken episode. */
export interface AlertTrigger {
  readonly level: AlertLevel
  readonly any: readonly (readonly AlertCondition[])[]
}

/** A published set of triggers. */
export interface AlertRules {
  readonly id: 'national-2017' | 'national-2019' | 'national-2024'
  readonly basis: string
  readonly effectiveFrom: CivilDate
  /** From the highest level down. */
  readonly triggers: readonly AlertTrigger[]
  readonly confidence: Confidence
}

const red2017: AlertTrigger = {
  level: 'red',
  any: [
    [
      { above: 200, days: 4 },
      { above: 300, days: 2 },
    ],
    [{ atLeast: 500, days: 1 }],
  ],
}

/**
 * The national triggers by the predicted daily index (环大气〔2017〕86号, 环办大气函〔2019〕648号, 环大气〔2024〕6号; the last from memory,
 * unverified). Provinces and cities may have stricter ones of their own, which are data of theirs.
 */
export const alertRules: readonly AlertRules[] = [
  {
    id: 'national-2017',
    basis: '环大气〔2017〕86号',
    effectiveFrom: '2017-09-01',
    triggers: [
      red2017,
      {
        level: 'orange',
        any: [
          [
            { above: 200, days: 3 },
            { above: 300, days: 1 },
          ],
        ],
      },
      { level: 'yellow', any: [[{ above: 200, days: 2 }]] },
      { level: 'blue', any: [[{ above: 200, days: 1 }]] },
    ],
    confidence: 'secondary',
  },
  {
    id: 'national-2019',
    basis: '环办大气函〔2019〕648号',
    effectiveFrom: '2019-07-01',
    triggers: [
      red2017,
      { level: 'orange', any: [[{ above: 200, days: 3 }]] },
      { level: 'yellow', any: [[{ above: 200, days: 2 }]] },
    ],
    confidence: 'secondary',
  },
  {
    id: 'national-2024',
    basis: '环大气〔2024〕6号',
    effectiveFrom: '2024-01-01',
    triggers: [
      {
        level: 'red',
        any: [
          [
            { above: 200, days: 3 },
            { above: 300, days: 1 },
          ],
        ],
      },
      { level: 'orange', any: [[{ above: 200, days: 2 }], [{ above: 150, days: 3 }]] },
      { level: 'yellow', any: [[{ above: 200, days: 1 }], [{ above: 150, days: 2 }]] },
    ],
    confidence: 'unverified',
  },
]

/** The triggers in force on a day (环大气〔2017〕86号 and its successors); undefined before the first. */
export function alertRulesOn(date: CivilDate): AlertRules | undefined {
  checkInput('alertRulesOn', { date }, { date: want.civilDate })
  return alertRules.findLast(({ effectiveFrom }) => effectiveFrom <= date)
}

/**
 * The highest alert that a forecast of daily indices calls for, or null for none (环大气〔2024〕6号 and its predecessors). A day without
 * a forecast breaks an episode. A day may be any 24 hours in a row; give the days as they are forecast.
 *
 * @param predictedDailyAqi one index a day, in order
 */
export function heavyPollutionAlert(
  predictedDailyAqi: readonly Reading[],
  rules: AlertRules,
): AlertLevel | null {
  checkInput(
    'heavyPollutionAlert',
    { predictedDailyAqi, rules },
    { predictedDailyAqi: want.readings, rules: air.alertRuleSet },
  )
  const found = rules.triggers.find(({ any }) => any.some((all) => holds(predictedDailyAqi, all)))
  return found?.level ?? null
}

/** The first condition makes the episode; the others must be met inside it. */
function holds(days: readonly Reading[], [first, ...others]: readonly AlertCondition[]): boolean {
  if (!first) return false
  return episodes(days, first).some((episode) => others.every((other) => episodes(episode, other).length > 0))
}

function episodes(days: readonly Reading[], condition: AlertCondition): Reading[][] {
  const runs: Reading[][] = [[]]
  for (const day of days) {
    if (isMeasured(day) && day > (condition.above ?? -1) && day >= (condition.atLeast ?? 0))
      runs.at(-1)?.push(day)
    else runs.push([])
  }
  return runs.filter((run) => run.length >= condition.days)
}
