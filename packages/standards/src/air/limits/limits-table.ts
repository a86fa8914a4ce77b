import type { AirPollutant } from '../pollutant.ts'

/** Editions of GB 3095 whose limits are here. */
export type Gb3095Edition = 'GB 3095-2012' | 'GB 3095-2026/transition' | 'GB 3095-2026/final'

/** Averaging period of a limit; `mda8` is the daily maximum 8-hour mean. */
export type LimitPeriod = '1h' | 'mda8' | '24h' | 'quarter' | 'year'

/** What GB 3095 limits: the six of Table 1 and the others of Table 2. */
export type LimitedPollutant = AirPollutant | 'TSP' | 'NOx' | 'Pb' | 'BaP'

/** Pollutant, period, limit of class I areas, limit of class II areas; µg/m³, CO in mg/m³. */
export type LimitRow = readonly [LimitedPollutant, LimitPeriod, number, number]

const unchanged: readonly LimitRow[] = [
  ['CO', '24h', 4, 4],
  ['CO', '1h', 10, 10],
  ['O3', 'mda8', 100, 160],
  ['O3', '1h', 160, 200],
  ['NO2', '1h', 200, 200],
  ['TSP', 'year', 80, 200],
  ['TSP', '24h', 120, 300],
  ['NOx', '1h', 250, 250],
  ['Pb', 'year', 0.5, 0.5],
  ['Pb', 'quarter', 1, 1],
  ['BaP', 'year', 0.001, 0.001],
  ['BaP', '24h', 0.0025, 0.0025],
]

const until2030: readonly LimitRow[] = [
  ['SO2', 'year', 20, 60],
  ['SO2', '24h', 50, 150],
  ['SO2', '1h', 150, 500],
  ['NO2', 'year', 40, 40],
  ['NO2', '24h', 80, 80],
  ['NOx', 'year', 50, 50],
  ['NOx', '24h', 100, 100],
]

/**
 * Limits of GB 3095, Tables 1 and 2, by edition and phase.
 *
 * Clause: GB 3095-2012 and GB 3095-2026 §4.2–4.5, Tables 1 and 2.
 */
export const limitRows: Readonly<Record<Gb3095Edition, readonly LimitRow[]>> = {
  'GB 3095-2012': [
    ...unchanged,
    ...until2030,
    ['PM10', 'year', 40, 70],
    ['PM10', '24h', 50, 150],
    ['PM2.5', 'year', 15, 35],
    ['PM2.5', '24h', 35, 75],
  ],
  'GB 3095-2026/transition': [
    ...unchanged,
    ...until2030,
    ['PM10', 'year', 40, 60],
    ['PM10', '24h', 50, 120],
    ['PM2.5', 'year', 15, 30],
    ['PM2.5', '24h', 35, 60],
  ],
  'GB 3095-2026/final': [
    ...unchanged,
    ['SO2', 'year', 20, 20],
    ['SO2', '24h', 50, 50],
    ['SO2', '1h', 150, 150],
    ['NO2', 'year', 30, 30],
    ['NO2', '24h', 50, 50],
    ['NOx', 'year', 40, 40],
    ['NOx', '24h', 70, 70],
    ['PM10', 'year', 20, 50],
    ['PM10', '24h', 50, 100],
    ['PM2.5', 'year', 10, 25],
    ['PM2.5', '24h', 25, 50],
  ],
}

/** One informative limit of GB 3095-2026 Annex A, applied only where a place adopts it. */
export interface ReferenceLimit {
  readonly pollutant: 'Cd' | 'Hg' | 'As' | 'Cr(VI)' | 'F'
  readonly period: '1h' | '24h' | 'month' | 'growing-season' | 'year'
  readonly value: number
  readonly unit: 'µg/m³' | 'µg/(dm²·d)'
  readonly scope: 'any' | 'urban' | 'pastoral-and-sericulture' | 'farm-and-forest'
}

/**
 * The informative limits of GB 3095-2026 Annex A.
 *
 * Clause: GB 3095-2026 Annex A.
 */
export const referenceLimits: readonly ReferenceLimit[] = [
  { pollutant: 'Cd', period: 'year', value: 0.005, unit: 'µg/m³', scope: 'any' },
  { pollutant: 'Hg', period: 'year', value: 0.05, unit: 'µg/m³', scope: 'any' },
  { pollutant: 'As', period: 'year', value: 0.006, unit: 'µg/m³', scope: 'any' },
  { pollutant: 'Cr(VI)', period: 'year', value: 0.000025, unit: 'µg/m³', scope: 'any' },
  { pollutant: 'F', period: '1h', value: 20, unit: 'µg/m³', scope: 'urban' },
  { pollutant: 'F', period: '24h', value: 7, unit: 'µg/m³', scope: 'urban' },
  { pollutant: 'F', period: 'month', value: 1.8, unit: 'µg/(dm²·d)', scope: 'pastoral-and-sericulture' },
  { pollutant: 'F', period: 'month', value: 3, unit: 'µg/(dm²·d)', scope: 'farm-and-forest' },
  {
    pollutant: 'F',
    period: 'growing-season',
    value: 1.2,
    unit: 'µg/(dm²·d)',
    scope: 'pastoral-and-sericulture',
  },
  { pollutant: 'F', period: 'growing-season', value: 2, unit: 'µg/(dm²·d)', scope: 'farm-and-forest' },
]
