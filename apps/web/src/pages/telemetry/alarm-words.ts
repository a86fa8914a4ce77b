import type { Alarm } from '@qinglan/contract'
import { moment } from './moment.ts'

type Language = 'zh' | 'en'

/** What rules call the values they saw. Those of a city's own rules stand under their own names. */
const words: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  value: ['数值', 'value'],
  high: ['上限', 'upper limit'],
  low: ['下限', 'lower limit'],
  unit: ['单位', 'unit'],
  hour: ['小时', 'hour'],
  silentHours: ['已过小时', 'hours since'],
  registeredDays: ['登记天数', 'days registered'],
  production: ['生产', 'production'],
  treatment: ['治理', 'treatment'],
  productionPower: ['生产用电', 'power of production'],
  treatmentPower: ['治理用电', 'power of treatment'],
  share: ['占比', 'share'],
  nox: ['氮氧化物', 'NOx'],
  ammonia: ['氨', 'ammonia'],
  windFrom: ['风向', 'wind from'],
  upwind: ['上风向', 'upwind'],
  downwind: ['下风向', 'downwind'],
  north: ['北', 'north'],
  east: ['东', 'east'],
  south: ['南', 'south'],
  west: ['西', 'west'],
  inflow: ['进水流量', 'inflow'],
  load: ['负荷率', 'load'],
  fan: ['风机', 'fan'],
  purifier: ['净化器', 'purifier'],
  power: ['通电', 'power'],
  flow: ['流量', 'flow'],
  outlet: ['出水', 'outlet'],
  powered: ['通电', 'powered'],
  flowing: ['有水', 'flowing'],
  compliant: ['达标', 'compliant'],
  airToLiquid: ['气液比', 'air to liquid'],
  inletBod: ['进水BOD', 'inlet BOD'],
  rain: ['雨量', 'rain'],
  plate: ['车牌', 'plate'],
  washed: ['已冲洗', 'washed'],
  covered: ['已覆盖', 'covered'],
  mn: ['数采仪', 'logger'],
  cn: ['命令', 'command'],
  type: ['报警类型', 'AlarmType'],
}

/** Told elsewhere, or said by the alarm itself; the days since a registration count for what never sent. */
const silent = (detail: Alarm['detail']): ReadonlySet<string> =>
  new Set(['withdrawn', 'ever', 'factor', detail['ever'] === true ? 'registeredDays' : 'silentHours'])

function figure(value: unknown, language: Language): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000)
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '是' : '否') : value ? 'yes' : 'no'
  const text = String(value)
  return /^\d{4}-\d\d-\d\dT/.test(text) ? moment(text) : text
}

/** The values that the rule saw, each with its name. */
export const alarmFigures = (detail: Alarm['detail'], language: Language): string =>
  Object.entries(detail)
    .filter(([key, value]) => typeof value !== 'object' && value !== '' && !silent(detail).has(key))
    .map(([key, value]) => {
      const named = Object.hasOwn(words, key) ? words[key]?.[language === 'zh' ? 0 : 1] : undefined
      return `${named ?? key} ${figure(value, language)}`
    })
    .join(' · ')
