import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { airPollutants } from '../pollutant.ts'
import { hourlyAqi } from './aqi.ts'
import { aqiClassOf } from './classes.ts'

const folder = process.env['QINGLAN_SHARED_DATA']
const names = { SO2: '二氧化硫', NO2: '二氧化氮', PM10: 'PM10', 'PM2.5': 'PM2.5', CO: '一氧化碳', O3: '臭氧' }

/** Rows of a csv without quoted fields, keyed by header. */
function rowsOf(file: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(join(folder ?? '', 'air', file), 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const keys = header.split(',')
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [keys[index] ?? '', cell])),
  )
}

describe.skipIf(folder === undefined)(
  'HJ 633-2012 hourly index against published values (skipped unless QINGLAN_SHARED_DATA names the data folder)',
  () => {
    it.each([
      ['nantong_hourly_20200326-0408.csv', 1_114],
      ['jiangsu_hourly_20200326-0408.csv', 9_122],
      ['jiangsu_cnemc_2022_3hours.csv', 71],
      ['jiangsu_snapshot_20180220T07.csv', 0],
    ])('agrees with every complete row of %s', (file, least) => {
      const cells = ['so2', 'no2', 'pm10', 'pm25', 'co', 'o3_1h', 'aqi']
      const complete = rowsOf(file).filter((row) => cells.every((cell) => (row[cell] ?? '') !== ''))
      const wrong: string[] = []
      for (const row of complete) {
        const found = hourlyAqi(
          {
            so2HourMeanUgPerM3: Number(row['so2']),
            no2HourMeanUgPerM3: Number(row['no2']),
            pm10HourMeanUgPerM3: Number(row['pm10']),
            pm25HourMeanUgPerM3: Number(row['pm25']),
            coHourMeanMgPerM3: Number(row['co']),
            o3HourMeanUgPerM3: Number(row['o3_1h']),
          },
          'HJ 633-2012',
        )
        const published = airPollutants.filter((pollutant) =>
          row['primary_pollutant']?.includes(names[pollutant]),
        )
        const primary = found.primary.join() === published.join()
        const level = (row['level'] ?? '') === '' || row['level'] === aqiClassOf(Number(row['aqi'])).zh
        if (found.aqi !== Number(row['aqi']) || !primary || !level)
          wrong.push(JSON.stringify({ row, found: found.aqi, primary: found.primary }))
      }
      console.info(`${file}: ${complete.length - wrong.length} of ${complete.length} complete rows agree`)
      expect(wrong).toEqual([])
      expect(complete.length).toBeGreaterThanOrEqual(least)
    })
  },
)
