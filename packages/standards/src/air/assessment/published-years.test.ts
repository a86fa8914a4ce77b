import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { evaluateYear, type DatedConcentrations } from './evaluate-period.ts'

const folder = process.env['QINGLAN_SHARED_DATA']

describe.skipIf(folder === undefined)(
  'yearly means of real daily data (skipped unless QINGLAN_SHARED_DATA names the data folder)',
  () => {
    it.each([
      [2014, 61.6],
      [2015, 57],
      [2016, 46],
    ])('Nantong %i: PM2.5 mean %d', (year, expected) => {
      const file = join(folder ?? '', 'air', 'jiangsu_daily_20131202-20170131_aqistudy.csv')
      const rows = readFileSync(file, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(','))
      const days = rows
        .filter(([city, date]) => city === '南通' && date?.startsWith(String(year)))
        .map(([, date = '', , , , , pm25, pm10, so2, co, no2]): DatedConcentrations => ({
          date,
          pm25DailyMeanUgPerM3: pm25 === '' ? 'unknown' : Number(pm25),
          pm10DailyMeanUgPerM3: pm10 === '' ? 'unknown' : Number(pm10),
          so2DailyMeanUgPerM3: so2 === '' ? 'unknown' : Number(so2),
          coDailyMeanMgPerM3: co === '' ? 'unknown' : Number(co),
          no2DailyMeanUgPerM3: no2 === '' ? 'unknown' : Number(no2),
        }))
      const { mean } = evaluateYear(days, year, { scope: 'early' }).pollutants['PM2.5']
      console.info(`${year}: ${mean.validCount} days, PM2.5 ${String(mean.computed)}`)
      expect(mean.computed as number).toBeCloseTo(expected, 1)
      expect(mean.valid).toBe(true)
    })
  },
)
