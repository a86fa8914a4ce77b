import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import { sumExactly } from '../../exact/fraction.ts'
import { isMeasured, type Missing, type Reading } from '../../missing/reading.ts'
import { heavyPollutionAlert, type AlertLevel, type AlertRules } from './heavy-pollution.ts'

/**
 * What emergency measures cut.
 *
 * Clause: 环大气〔2024〕6号 and its predecessors.
 */
export const cutPollutants = ['SO2', 'NOx', 'PM', 'VOCs'] as const
export type CutPollutant = (typeof cutPollutants)[number]

/** The response that an alert starts, and by how much emissions of a normal day must fall. */
export interface AlertResponse {
  readonly response: 'Ⅰ级' | 'Ⅱ级' | 'Ⅲ级'
  /** Percent of the whole society's emissions; unverified, and in a second reading NOx goes with VOCs. */
  readonly leastCutPercent: Readonly<Record<CutPollutant, number>>
}

const cut = (usual: number, vocs: number) => ({ SO2: usual, NOx: usual, PM: usual, VOCs: vocs })
const responses: Readonly<Record<AlertLevel, AlertResponse | null>> = {
  blue: null,
  yellow: { response: 'Ⅲ级', leastCutPercent: cut(10, 10) },
  orange: { response: 'Ⅱ级', leastCutPercent: cut(20, 15) },
  red: { response: 'Ⅰ级', leastCutPercent: cut(30, 20) },
}

const alertLevel = want.oneOf(['blue', 'yellow', 'orange', 'red'])

/**
 * The response to an alert: yellow Ⅲ, orange Ⅱ, red Ⅰ; null for blue. The cuts are unverified.
 *
 * Clause: 环大气〔2024〕6号 and its predecessors.
 */
export function alertResponse(level: AlertLevel): AlertResponse | null {
  checkInput('alertResponse', { level }, { level: alertLevel })
  return responses[level]
}

/** Whether the measures of an emergency list add up to the cut that an alert asks for. */
export interface CutCheck {
  readonly holds: boolean
  readonly neededKgPerDay: number
  readonly cutKgPerDay: number
  /** What is missing to the cut; 0 when it holds. */
  readonly shortKgPerDay: number
}

/**
 * Adds up the cuts of an emergency list against the response to an alert (shares unverified).
 *
 * Clause: 环大气〔2024〕6号 and its predecessors.
 *
 * @param normalKgPerDay emissions of the whole society on a normal day, kg
 * @param cutsKgPerDay what each measure takes away, kg a day
 */
export function emergencyCuts(
  level: Exclude<AlertLevel, 'blue'>,
  pollutant: CutPollutant,
  normalKgPerDay: number,
  cutsKgPerDay: readonly number[],
): CutCheck {
  checkInput(
    'emergencyCuts',
    { level, pollutant, normalKgPerDay, cutsKgPerDay },
    {
      level: want.oneOf(['yellow', 'orange', 'red']),
      pollutant: want.oneOf(cutPollutants),
      normalKgPerDay: want.finite,
      cutsKgPerDay: want.numbers,
    },
  )
  const percent = responses[level]?.leastCutPercent[pollutant] ?? 0
  const { numerator, denominator } = sumExactly(cutsKgPerDay)
  const cutKgPerDay = Number(numerator) / Number(denominator)
  const neededKgPerDay = (normalKgPerDay * percent) / 100
  const shortKgPerDay = Math.max(0, neededKgPerDay - cutKgPerDay)
  return { holds: shortKgPerDay === 0, neededKgPerDay, cutKgPerDay, shortKgPerDay }
}

/**
 * Whether an alert may be lifted: the forecast has gone back under the condition of a yellow alert and stays there for 36 hours,
 * which takes two whole days.
 *
 * Clause: 环大气〔2024〕6号 and its predecessors; one secondary source.
 *
 * @param predictedDailyAqi the days to come, from the next on
 * @returns `insufficient` when one of the next two days has no forecast
 */
export function alertMayLift(predictedDailyAqi: readonly Reading[], rules: AlertRules): boolean | Missing {
  checkInput(
    'alertMayLift',
    { predictedDailyAqi, rules },
    { predictedDailyAqi: want.readings, rules: air.alertRuleSet },
  )
  const level = heavyPollutionAlert(predictedDailyAqi, rules)
  const next = predictedDailyAqi.slice(0, 2)
  if (level !== null && level !== 'blue') return false
  return next.length === 2 && next.every(isMeasured) ? true : 'insufficient'
}
