import {
  listOf,
  oneOf,
  onlyFields,
  optional,
  reading,
  civilDate,
  fields,
  instanceOf,
  finite,
  text,
  whole,
  type Want,
} from '../input/wants.ts'
import { breakpoints, columnPollutant } from './aqi/breakpoints.ts'
import { dailyColumns, hourlyColumns } from './aqi/inputs.ts'
import { limitRows } from './limits/limits-table.ts'
import { airPollutants } from './pollutant.ts'

const each = (names: object, want: Want) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, optional(want)]))

export const pollutant = oneOf(airPollutants)
export const limitedPollutant = oneOf([...airPollutants, 'TSP', 'NOx', 'Pb', 'BaP'])
export const otherPollutant = oneOf(['TSP', 'NOx', 'Pb', 'BaP'])
export const limitPeriod = oneOf(['1h', 'mda8', '24h', 'quarter', 'year'])
export const areaClass = oneOf(['I', 'II'])
export const scope = oneOf(['national', 'early'])
export const column = oneOf(Object.keys(columnPollutant))
export const gb3095 = oneOf(Object.keys(limitRows), 'unknown-standard')
export const hj633 = oneOf(Object.keys(breakpoints), 'unknown-standard')
export const hj663 = oneOf(['HJ 663-2013', 'HJ 663-2026'], 'unknown-standard')

export const daily = onlyFields(each(dailyColumns, reading))
export const hourly = onlyFields(each(hourlyColumns, reading))
export const datedDays = listOf(onlyFields({ date: civilDate, ...each(dailyColumns, reading) }))

/** Days of stations; they may carry their date. */
export const stationDays = listOf(onlyFields({ date: optional(civilDate), ...each(dailyColumns, reading) }))

const codes = instanceOf(Uint16Array)

export const hourlyCodes = fields({
  so2UgPerM3: codes,
  no2UgPerM3: codes,
  pm10UgPerM3: codes,
  pm25UgPerM3: codes,
  coTenthMgPerM3: codes,
  o3UgPerM3: codes,
})

export const aqiOptions = onlyFields({
  excused: optional(listOf(pollutant)),
  hourly2012: optional(oneOf(['practice', 'text'])),
})

export const evaluationOptions = onlyFields({
  edition: optional(hj663),
  limits: optional(gb3095),
  aqiEdition: optional(hj633),
  areaClass: optional(areaClass),
  scope: optional(scope),
})

export const events = listOf(
  fields({
    kind: oneOf(['sand-dust', 'other']),
    from: civilDate,
    to: civilDate,
    pollutants: listOf(oneOf(['PM10', 'PM2.5'])),
    basis: text,
  }),
)

const alertCondition = fields({ above: optional(finite), atLeast: optional(finite), days: whole })
const alertTrigger = fields({ level: text, any: listOf(listOf(alertCondition)) })

/** What the triggers of an alert are read for. */
export const alertRuleSet = fields({ triggers: listOf(alertTrigger) })
