import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLeapYear, monthLengths } from '../../editions/civil-date.ts'
import { missingReasons, type Reading } from '../../missing/reading.ts'
import { hourlyAqi } from '../aqi/aqi.ts'
import type { Hj633Edition } from '../aqi/breakpoints.ts'
import { airDailyMean, ozoneDailyMax1h, ozoneDailyMax8h } from '../assessment/day.ts'
import { evaluateYear } from '../assessment/evaluate-period.ts'
import { airPollutants } from '../pollutant.ts'
import { airCode, airReading, aqiReading, insufficientCode } from './codes.ts'
import { hourlyAqiBatch, primaryOf, type HourlyCodes } from './hourly-aqi-batch.ts'
import { selectRank, smallestFrom } from './select.ts'
import { divideHalfEvenSafe, meanScale, roundScaled } from './station-days.ts'
import { evaluateStationYears, stationYear } from './station-years.ts'

const fields = [
  'so2UgPerM3',
  'no2UgPerM3',
  'pm10UgPerM3',
  'pm25UgPerM3',
  'coTenthMgPerM3',
  'o3UgPerM3',
] as const

/** A small seeded generator: the same numbers on every machine. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function randomCodes(
  length: number,
  seed: number,
  missingShare: number,
  tops: readonly number[],
): HourlyCodes {
  const next = generator(seed)
  const columns = fields.map((field, place) => {
    const codes = Uint16Array.from({ length }, () => {
      const missing = next(1000) < missingShare * 1000
      return missing ? 65_535 - next(missingReasons.length) : next((tops[place] ?? 0) + 1)
    })
    return [field, codes] as const
  })
  return Object.fromEntries(columns) as unknown as HourlyCodes
}

describe('codes of the batch functions', () => {
  it('carries every reading there and back', () => {
    const reading = fc.oneof(fc.integer({ min: 0, max: 6_000 }), fc.constantFrom(...missingReasons))
    fc.assert(
      fc.property(fc.constantFrom(...airPollutants), reading, (pollutant, given) => {
        expect(airReading(airCode(given, pollutant), pollutant)).toBe(given)
      }),
    )
    expect(airCode(0.65, 'CO')).toBe(6)
    expect(airReading(7, 'CO')).toBe(0.7)
    expect(() => airCode(65_500, 'SO2')).toThrow(/no code/)
    expect(() => airCode(-1, 'SO2')).toThrow(/no code/)
    expect([aqiReading(44), aqiReading(insufficientCode)]).toEqual([44, 'insufficient'])
  })
})

describe('hourly indices in bulk', () => {
  const tops = [1_000, 4_000, 700, 600, 1_600, 1_300]
  it.each([
    ['HJ 633-2012', 0, tops],
    ['HJ 633-2012', 0.3, tops],
    ['HJ 633-2026', 0, tops],
    ['HJ 633-2026', 0.3, tops],
    ['HJ 633-2012', 0.9, tops],
    ['HJ 633-2026', 0.4, [60, 60, 60, 60, 10, 60]],
    ['HJ 633-2026', 0, [40, 40, 40, 40, 10, 40]],
  ] as const)('equals the scalar index: %s, share missing %d', (edition, share, highest) => {
    const hours = randomCodes(3_000, 7, share, highest)
    const { aqi, primary } = hourlyAqiBatch(hours, edition)
    for (let record = 0; record < aqi.length; record++) {
      const at = (place: number): Reading => airReading(hours[fields[place]!][record]!, airPollutants[place]!)
      const expected = hourlyAqi(
        {
          so2HourMeanUgPerM3: at(0),
          no2HourMeanUgPerM3: at(1),
          pm10HourMeanUgPerM3: at(2),
          pm25HourMeanUgPerM3: at(3),
          coHourMeanMgPerM3: at(4),
          o3HourMeanUgPerM3: at(5),
        },
        edition,
      )
      expect([aqiReading(aqi[record]!), primaryOf(primary[record]!)]).toEqual([
        expected.aqi,
        expected.primary,
      ])
    }
  })

  it('refuses columns of different length', () => {
    const hours = randomCodes(10, 1, 0, tops)
    expect(() => hourlyAqiBatch({ ...hours, o3UgPerM3: new Uint16Array(9) }, 'HJ 633-2012')).toThrow(/differ/)
    expect(() =>
      hourlyAqiBatch(hours, 'HJ 633-2012', { aqi: new Uint16Array(9), primary: new Uint8Array(10) }),
    ).toThrow(/differ/)
  })
})

describe('selection and exact division', () => {
  it('selects what sorting would', () => {
    const values = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(values, fc.nat(), (given, at) => {
        const rank = at % given.length
        const sorted = given.toSorted((one, other) => one - other)
        const scratch = Float64Array.from(given)
        expect(selectRank(scratch, given.length, rank)).toBe(sorted[rank])
        if (rank + 1 < given.length)
          expect(smallestFrom(scratch, rank + 1, given.length)).toBe(sorted[rank + 1])
      }),
    )
  })

  it.each([
    [5, 2, 2],
    [7, 2, 4],
    [6, 4, 2],
    [10, 4, 2],
    [7, 3, 2],
    [8, 3, 3],
    [0, 5, 0],
  ])('%i / %i rounds to %i', (a, b, expected) => {
    expect(divideHalfEvenSafe(a, b)).toBe(expected)
  })
})

describe('rounding of scaled means', () => {
  it('agrees with exact division at and around every half', () => {
    for (let units = 0; units <= 2_000; units++) {
      for (const off of [-1, 0, 1, meanScale / 2 - 1, meanScale / 2, meanScale / 2 + 1]) {
        const mean = units * meanScale + off
        if (mean >= 0) expect(roundScaled(mean)).toBe(divideHalfEvenSafe(mean, meanScale))
      }
    }
  })
})

describe('station years in bulk', () => {
  it.each([
    [2024, 'HJ 633-2012', 0.02, 11, [900, 300, 400, 200, 60, 300]],
    [2025, 'HJ 633-2012', 0.12, 12, [60, 60, 150, 90, 20, 260]],
    [2027, 'HJ 633-2026', 0.03, 13, [60, 60, 150, 90, 20, 260]],
    [2031, 'HJ 633-2026', 0.08, 14, [900, 300, 400, 200, 60, 300]],
    [2023, 'HJ 633-2012', 0.02, 15, [10, 10, 10, 10, 10, 1_900]],
    [2023, 'HJ 633-2012', 0.2, 16, [10, 10, 10, 10, 10, 1_900]],
  ] as const)('%i equals the scalar evaluation', (year, aqiEdition, share, seed, tops) => {
    const days = isLeapYear(year) ? 366 : 365
    const hours = randomCodes(2 * days * 24, seed, share, tops)
    const batch = evaluateStationYears(hours, year)
    for (const station of [0, 1]) compareStation(hours, batch, station, year, aqiEdition)
  })

  it('gives named absences for stations without data, and refuses broken years', () => {
    const none = Object.fromEntries(
      fields.map((field) => [field, new Uint16Array(8_760).fill(65_535)]),
    ) as unknown as HourlyCodes
    const batch = evaluateStationYears(none, 2025)
    expect(stationYear(batch, 0, 'SO2')).toMatchObject({
      mean: 'insufficient',
      percentileJudged: 'insufficient',
      validDays: 0,
    })
    expect([batch.complies[0], batch.indexDays[0], aqiReading(batch.dailyAqi[0]!)]).toEqual([
      2,
      0,
      'insufficient',
    ])
    expect(() => evaluateStationYears(none, 2024)).toThrow(/8784/)
  })
})

function compareStation(
  hours: HourlyCodes,
  batch: ReturnType<typeof evaluateStationYears>,
  station: number,
  year: number,
  aqiEdition: Hj633Edition,
): void {
  const dates = monthLengths(year).flatMap((length, month) =>
    Array.from(
      { length },
      (_, day) => `${year}-${String(month + 1).padStart(2, '0')}-${String(day + 1).padStart(2, '0')}`,
    ),
  )
  const days = dates.map((date, day) => {
    const of = (place: number): Reading[] => {
      const start = (station * dates.length + day) * 24
      return Array.from(hours[fields[place]!].subarray(start, start + 24), (code) =>
        airReading(code, airPollutants[place]!),
      )
    }
    const mean = (place: number) => airDailyMean(of(place), airPollutants[place]!, batch.edition).value
    return {
      date,
      so2DailyMeanUgPerM3: mean(0),
      no2DailyMeanUgPerM3: mean(1),
      pm10DailyMeanUgPerM3: mean(2),
      pm25DailyMeanUgPerM3: mean(3),
      coDailyMeanMgPerM3: mean(4),
      o3DailyMax8hUgPerM3: ozoneDailyMax8h(of(5), batch.edition).value,
      o3DailyMax1hUgPerM3: ozoneDailyMax1h(of(5), batch.edition).value,
    }
  })
  const expected = evaluateYear(days, year, { aqiEdition })
  for (const [place, pollutant] of airPollutants.entries()) {
    const { mean, percentile } = expected.pollutants[pollutant]
    const found = stationYear(batch, station, pollutant)
    expect(found.validDays).toBe(mean.validCount)
    expect([found.meanJudged, found.percentileJudged]).toEqual([mean.judged, percentile.judged])
    if (typeof mean.value === 'number') {
      expect(found.mean as number).toBeCloseTo(mean.value, 9)
      expect(found.percentile as number).toBeCloseTo(percentile.value as number, 9)
      expect(batch.meanReported[station * airPollutants.length + place]).toBe(mean.reported)
    }
  }
  const { goodDays, judgement } = expected
  expect([batch.goodDays[station], batch.heavyDays[station], batch.indexDays[station]]).toEqual([
    goodDays.goodDays,
    goodDays.heavyDays,
    goodDays.validCount,
  ])
  expect(batch.complies[station]).toBe(judgement.complies === 'insufficient' ? 2 : judgement.complies ? 1 : 0)
}
