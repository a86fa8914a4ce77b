/**
 * The six pollutants of the index and of the yearly assessment, in the order they are printed.
 *
 * Clause: GB 3095 Table 1.
 */
export const airPollutants = ['SO2', 'NO2', 'PM10', 'PM2.5', 'CO', 'O3'] as const

/** One of the six assessed pollutants. */
export type AirPollutant = (typeof airPollutants)[number]

/** The two units of ambient concentrations. */
export type AirUnit = 'µg/m³' | 'mg/m³'

/** The unit a pollutant is written in: CO in mg/m³, the others in µg/m³ (GB 3095 Table 1). */
export const airUnits: Readonly<Record<AirPollutant, AirUnit>> = {
  SO2: 'µg/m³',
  NO2: 'µg/m³',
  PM10: 'µg/m³',
  'PM2.5': 'µg/m³',
  CO: 'mg/m³',
  O3: 'µg/m³',
}

/** Decimals kept in measured values and in judging: CO one, the others none (HJ 663-2026 Table 3, HJ 633-2026 §4.2). */
export const airDecimals: Readonly<Record<AirPollutant, number>> = {
  SO2: 0,
  NO2: 0,
  PM10: 0,
  'PM2.5': 0,
  CO: 1,
  O3: 0,
}
