import { checkInput } from '../../input/check-input.ts'
import * as want from '../../input/wants.ts'
import * as air from '../air-wants.ts'
import type { CivilDate } from '../../editions/edition.ts'
import { standardFor } from '../../editions/standard-for.ts'
import { StandardsError } from '../../errors/standards-error.ts'
import type { AirUnit } from '../pollutant.ts'
import { limitRows, type Gb3095Edition, type LimitedPollutant, type LimitPeriod } from './limits-table.ts'

/** Class of an area: I for nature reserves and other protected areas, II for homes, trade, industry and countryside. */
export type AreaClass = 'I' | 'II'

/** A limit with the edition and clause it comes from. */
export interface AirLimit {
  readonly pollutant: LimitedPollutant
  readonly period: LimitPeriod
  readonly areaClass: AreaClass
  readonly value: number
  readonly unit: AirUnit
  readonly standard: 'GB 3095'
  readonly edition: Gb3095Edition
  readonly clause: string
}

const tableTwo: readonly LimitedPollutant[] = ['TSP', 'NOx', 'Pb', 'BaP']

/**
 * A concentration limit of ambient air (GB 3095 §4.4 and §4.5, Tables 1 and 2).
 *
 * The items of Table 2 apply where the State Council department or the province says so (GB 3095-2026 §4.5).
 *
 * @throws StandardsError `no-limit` when the edition sets none for that pollutant and period
 */
export function airLimit(
  pollutant: LimitedPollutant,
  period: LimitPeriod,
  areaClass: AreaClass,
  edition: Gb3095Edition,
): AirLimit {
  checkInput(
    'airLimit',
    { pollutant, period, areaClass, edition },
    {
      pollutant: air.limitedPollutant,
      period: air.limitPeriod,
      areaClass: air.areaClass,
      edition: air.gb3095,
    },
  )
  const row = limitRows[edition].find((limit) => limit[0] === pollutant && limit[1] === period)
  if (row === undefined) {
    throw new StandardsError(
      'no-limit',
      `${edition}没有规定${pollutant}的${period}限值`,
      `${edition} sets no ${period} limit for ${pollutant}`,
    )
  }
  return {
    pollutant,
    period,
    areaClass,
    value: areaClass === 'I' ? row[2] : row[3],
    unit: pollutant === 'CO' ? 'mg/m³' : 'µg/m³',
    standard: 'GB 3095',
    edition,
    clause: tableTwo.includes(pollutant) ? '§4.5 Table 2' : '§4.4 Table 1',
  }
}

/**
 * Every limit of an edition for one class of area.
 *
 * Clause: GB 3095 Tables 1 and 2.
 */
export function airLimits(areaClass: AreaClass, edition: Gb3095Edition): AirLimit[] {
  checkInput('airLimits', { areaClass, edition }, { areaClass: air.areaClass, edition: air.gb3095 })
  return limitRows[edition].map(([pollutant, period]) => airLimit(pollutant, period, areaClass, edition))
}

/**
 * The edition and phase of GB 3095 that governs data of a day.
 *
 * Clause: GB 3095-2026, foreword and notes to Tables 1 and 2 (dates of force).
 *
 * @throws StandardNotInForceError
 */
export function gb3095On(date: CivilDate, scope: 'national' | 'early' = 'national'): Gb3095Edition {
  checkInput('gb3095On', { date, scope }, { date: want.civilDate, scope: air.scope })
  return standardFor('GB 3095', date, scope).edition as Gb3095Edition
}
