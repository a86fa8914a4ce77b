import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { factors } from './factors.ts'
import { findFactor, unitScale } from './find-factor.ts'

describe('names of factors in files', () => {
  test.each([
    ['PM2.5', 'PM2.5', 'mean', 1],
    ['pm25', 'PM2.5', 'mean', 1],
    ['pm2_5', 'PM2.5', 'mean', 1],
    ['PM2.5', 'PM2.5', 'mean', 1],
    ['细颗粒物(PM2.5)', 'PM2.5', 'mean', 1],
    ['a34004', 'PM2.5', 'mean', 1],
    ['PM2.5(μg/m³)', 'PM2.5', 'mean', 1],
    ['PM2.5浓度(ug/m3)', 'PM2.5', 'mean', 1],
    ['PM2.5 (mg/m3)', 'PM2.5', 'mean', 1000],
    ['pm10_24h', 'PM10', 'rolling-24h', 1],
    ['二氧化硫(SO2)浓度(μg/m³)', 'SO2', 'mean', 1],
    ['臭氧(O3)8小时滑动平均(μg/m³)', 'O3', 'rolling-8h', 1],
    ['一氧化碳（CO）1小时平均（mg/m³）', 'CO', 'mean', 1],
    ['颗粒物(粒径小于等于2.5μm)', 'PM2.5', 'mean', 1],
    ['颗粒物（粒径≤10μm）24小时平均（μg/m³）', 'PM10', 'rolling-24h', 1],
    ['二氧化硫(NO2)浓度(μg/m³)', undefined, undefined, undefined],
    ['CO(μg/m3)', 'CO', 'mean', 0.001],
    ['o3_1h', 'O3', 'mean', 1],
    ['O3_8h', 'O3', 'rolling-8h', 1],
    ['臭氧8小时滑动平均', 'O3', 'rolling-8h', 1],
    ['臭氧日最大8小时平均', 'O3', 'day-max-8h', 1],
    ['o3_8h_daymax', 'O3', 'day-max-8h', 1],
    ['o3_1h_daymax', 'O3', 'day-max-1h', 1],
    ['氨氮(mg/L)', 'NH3N', 'value', 1],
    ['氨氮(NH3-N)', 'NH3N', 'value', 1],
    ['nh3n_mg_l', 'NH3N', 'value', 1],
    ['NH3-N', 'NH3N', 'value', 1],
    ['water_temp_c', 'WT', 'value', 1],
    ['conductivity_us_cm', 'EC', 'value', 1],
    ['chl_a_mg_l', 'CHLA', 'value', 1],
    ['algal_density_cells_l', 'ALGAE', 'value', 1],
    ['pH(无量纲)', 'PH', 'value', 1],
    ['总磷(以P计)', 'TP', 'value', 1],
    ['总氮(湖、库,以N计)(μg/L)', 'TN', 'value', 0.001],
    ['氟化物(以F-计)', 'F', 'value', 1],
    ['铬(六价)(mg/L)', 'CR6', 'value', 1],
    ['透明度(m)', 'SD', 'value', 100],
    ['叶绿素a(mg/m³)', 'CHLA', 'value', 0.001],
    ['粪大肠菌群(MPN/L)', 'FC', 'value', 1],
    ['电导率(mS/m)', 'EC', 'value', 10],
    ['PM₂.₅(微克/立方米)', 'PM2.5', 'mean', 1],
    ['SO₂ μg/Nm³', 'SO2', 'mean', 1],
    ['O3_8h_24h', 'O3', 'day-max-8h', 1],
    ['PM2.5(ppb)', undefined, undefined, undefined],
    ['station', undefined, undefined, undefined],
    ['', undefined, undefined, undefined],
  ])('%s', (name, factor, statistic, scale) => {
    const found = findFactor(name)
    expect([found?.factor.key, found?.statistic, found?.scale]).toEqual([factor, statistic, scale])
  })

  test('every factor is found by each of its own names', () => {
    for (const factor of factors)
      for (const name of factor.names) expect(findFactor(name)?.factor.key, name).toBe(factor.key)
  })

  test('any text is either a factor or not, never an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void findFactor(text)))
  })

  test('units that differ by a thousand are scaled, others refused', () => {
    const co = factors.find((factor) => factor.key === 'CO')!
    expect(['mg/m3', 'mg/m³', 'μg/m3', '', 'ppm'].map((unit) => unitScale(co, unit))).toEqual([
      1,
      1,
      0.001,
      1,
      undefined,
    ])
  })
})
