import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { isMeasured, type Reading } from '../missing/reading.ts'

/** Pollutants of the European index. */
export type EuPollutant = 'PM2.5' | 'PM10' | 'NO2' | 'O3' | 'SO2'

/** Versions of the European index; the revision of 2025 is unverified. */
export type EuAqiEdition = 'EEA EAQI until 2024' | 'EEA EAQI 2025'

/**
 * The six bands, best first.
 *
 * Clause: EEA European Air Quality Index.
 */
export const euBands = ['good', 'fair', 'moderate', 'poor', 'very poor', 'extremely poor'] as const

/**
 * Upper edges of the first five bands, µg/m³; beyond the last is extremely poor.
 *
 * Clause: EEA European Air Quality Index.
 */
export const euBandEdges: Readonly<Record<EuAqiEdition, Readonly<Record<EuPollutant, readonly number[]>>>> = {
  'EEA EAQI until 2024': {
    'PM2.5': [10, 20, 25, 50, 75],
    PM10: [20, 40, 50, 100, 150],
    NO2: [40, 90, 120, 230, 340],
    O3: [50, 100, 130, 240, 380],
    SO2: [100, 200, 350, 500, 750],
  },
  'EEA EAQI 2025': {
    'PM2.5': [5, 15, 50, 90, 140],
    PM10: [15, 45, 120, 195, 270],
    NO2: [10, 25, 60, 100, 150],
    O3: [60, 100, 120, 160, 180],
    SO2: [20, 40, 125, 190, 275],
  },
}

/** Concentrations of the European index: gases by the hour; particles the running 24 h mean until 2024, then the hour. */
export interface EuConcentrations {
  readonly pm25UgPerM3?: Reading
  readonly pm10UgPerM3?: Reading
  readonly no2UgPerM3?: Reading
  readonly o3UgPerM3?: Reading
  readonly so2UgPerM3?: Reading
}

/** The European index: a band, no number. */
export interface EuAqi {
  readonly standard: 'EEA EAQI'
  readonly edition: EuAqiEdition
  readonly band: (typeof euBands)[number] | 'insufficient'
  readonly bands: Readonly<Record<EuPollutant, (typeof euBands)[number] | 'insufficient'>>
}

const euEdition = want.oneOf(Object.keys(euBandEdges), 'unknown-standard')
const mayBeRead = want.optional(want.reading)
const euConcentrations = want.onlyFields({
  pm25UgPerM3: mayBeRead,
  pm10UgPerM3: mayBeRead,
  no2UgPerM3: mayBeRead,
  o3UgPerM3: mayBeRead,
  so2UgPerM3: mayBeRead,
})

/**
 * The European air quality index: the worst band of the pollutants at hand.
 *
 * Clause: EEA European Air Quality Index.
 */
export function euAqi(given: EuConcentrations, edition: EuAqiEdition): EuAqi {
  checkInput('euAqi', { given, edition }, { given: euConcentrations, edition: euEdition })
  const place = (pollutant: EuPollutant, reading: Reading | undefined): number =>
    reading === undefined || !isMeasured(reading) ? -1 : bandPlace(euBandEdges[edition][pollutant], reading)
  const places: Record<EuPollutant, number> = {
    'PM2.5': place('PM2.5', given.pm25UgPerM3),
    PM10: place('PM10', given.pm10UgPerM3),
    NO2: place('NO2', given.no2UgPerM3),
    O3: place('O3', given.o3UgPerM3),
    SO2: place('SO2', given.so2UgPerM3),
  }
  return {
    standard: 'EEA EAQI',
    edition,
    band: bandAt(Math.max(...Object.values(places))),
    bands: {
      'PM2.5': bandAt(places['PM2.5']),
      PM10: bandAt(places.PM10),
      NO2: bandAt(places.NO2),
      O3: bandAt(places.O3),
      SO2: bandAt(places.SO2),
    },
  }
}

function bandPlace(edges: readonly number[], value: number): number {
  const at = edges.findIndex((edge) => value <= edge)
  return at === -1 ? edges.length : at
}

function bandAt(place: number): (typeof euBands)[number] | 'insufficient' {
  return euBands[place] ?? 'insufficient'
}
