import type { AirPollutant } from '../pollutant.ts'

/** Editions of HJ 633 that are here. */
export type Hj633Edition = 'HJ 633-2012' | 'HJ 633-2026'

/** A column of the breakpoint table: a pollutant and its averaging period. */
export type IaqiColumn =
  | 'SO2_24h'
  | 'SO2_1h'
  | 'NO2_24h'
  | 'NO2_1h'
  | 'PM10_24h'
  | 'PM10_1h'
  | 'PM2.5_24h'
  | 'PM2.5_1h'
  | 'CO_24h'
  | 'CO_1h'
  | 'O3_1h'
  | 'O3_8h'

/** The sub-index steps that the breakpoints stand for (HJ 633-2012 Table 1, HJ 633-2026 Table 3). */
export const iaqiSteps = [0, 50, 100, 150, 200, 300, 400, 500] as const

/** Concentration breakpoints; µg/m³, CO in mg/m³. SO2 1 h ends at 200 and O3 8 h at 300. */
type Breakpoints = Readonly<Record<IaqiColumn, readonly number[]>>

const pm10Of2012 = [0, 50, 150, 250, 350, 420, 500, 600]
const pm10Of2026 = [0, 50, 120, 250, 350, 420, 500, 600]
const pm25Of2012 = [0, 35, 75, 115, 150, 250, 350, 500]
const pm25Of2026 = [0, 35, 60, 115, 150, 250, 350, 500]

const gases = {
  SO2_24h: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  SO2_1h: [0, 150, 500, 650, 800],
  NO2_24h: [0, 40, 80, 180, 280, 565, 750, 940],
  NO2_1h: [0, 100, 200, 700, 1200, 2340, 3090, 3840],
  CO_24h: [0, 2, 4, 14, 24, 36, 48, 60],
  CO_1h: [0, 5, 10, 35, 60, 90, 120, 150],
  O3_1h: [0, 160, 200, 300, 400, 800, 1000, 1200],
  O3_8h: [0, 100, 160, 215, 265, 800],
}

/**
 * Breakpoints by edition. The 2012 table has no 1 h columns for particles: there they repeat the 24 h ones, which is how
 * the hourly index was published before 2026.
 *
 * Clause: HJ 633-2012 Table 1, HJ 633-2026 Table 1.
 */
export const breakpoints: Readonly<Record<Hj633Edition, Breakpoints>> = {
  'HJ 633-2012': {
    ...gases,
    PM10_24h: pm10Of2012,
    PM10_1h: pm10Of2012,
    'PM2.5_24h': pm25Of2012,
    'PM2.5_1h': pm25Of2012,
  },
  'HJ 633-2026': {
    ...gases,
    PM10_24h: pm10Of2026,
    PM10_1h: pm10Of2026,
    'PM2.5_24h': pm25Of2026,
    'PM2.5_1h': pm25Of2026,
  },
}

/**
 * The pollutant of each column.
 *
 * Clause: HJ 633 Table 1.
 */
export const columnPollutant: Readonly<Record<IaqiColumn, AirPollutant>> = {
  SO2_24h: 'SO2',
  SO2_1h: 'SO2',
  NO2_24h: 'NO2',
  NO2_1h: 'NO2',
  PM10_24h: 'PM10',
  PM10_1h: 'PM10',
  'PM2.5_24h': 'PM2.5',
  'PM2.5_1h': 'PM2.5',
  CO_24h: 'CO',
  CO_1h: 'CO',
  O3_1h: 'O3',
  O3_8h: 'O3',
}
