import { expect, test } from 'vitest'
import { unitText } from './unit-text.ts'

test.each([
  ['%', 'percent', '%', '%'],
  ['个', 'count', '个', ''],
  ['微克/立方米', 'ug/m3', '微克/立方米', ' µg/m³'],
  ['万吨/年', 't/a', '万吨/年', '×10⁴ t/a'],
  ['亿立方米', 'm3', '亿立方米', '×10⁸ m³'],
  ['万户', 'household', '万户', '×10⁴ households'],
  ['斤', null, '斤', ' 斤'],
  ['％', null, '％', '%'],
  ['公里', null, '公里', ' km'],
  ['万亩', null, '万亩', '×10⁴ mu'],
  ['百万千瓦', null, '百万千瓦', '×10⁶ kW'],
  ['小时', 'h', '小时', ' hours'],
  ['次', 'times_done', '次', ' times'],
  ['个百分点', 'percent', '个百分点', '%'],
  [null, null, '', ''],
])('%s (%s)', (unit, norm, zh, en) => expect(unitText(unit, norm)).toEqual({ zh, en }))
