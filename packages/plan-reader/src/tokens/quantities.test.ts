import { expect, test } from 'vitest'
import { normalise } from '../text/normalise.ts'
import { readQuantity } from './quantities.ts'

test.each([
  ['33微克/立方米', [33], '微克/立方米', 'ug/m3', 1],
  ['35㎍/㎥', [35], 'μg/m³', 'ug/m3', 1],
  ['8万吨/年', [8], '万吨/年', 't/a', 1e4],
  ['12.35亿立方米', [12.35], '亿立方米', 'm3', 1e8],
  ['1,200个', [1200], '个', 'count', 1],
  ['1~2个', [1, 2], '个', 'count', 1],
  ['10%-15%', [10, 15], '%', 'percent', 1],
  ['3至5家', [3, 5], '家', 'count', 1],
  ['5个百分点', [5], '个百分点', 'percentage_point', 1],
  ['百分之九十五点五', [95.5], '百分之', 'percent', 1],
  ['三分之一', [33.33], '三分之一', 'percent', 1],
  ['四分之三', [75], '四分之三', 'percent', 1],
  ['10万户', [10], '万户', 'household', 1e4],
  ['8条(段)', [8], '条(段)', 'count', 1],
  ['两座', [2], '座', 'count', 1],
  ['百亩', [100], '亩', 'mu', 1],
  ['4.5吨/(平方公里·月)', [4.5], '吨/(平方公里·月)', 't/(km2.month)', 1],
  ['35蒸吨/小时', [35], '蒸吨/小时', 'steam_t/h', 1],
  ['0.5吨标准煤/万元', [0.5], '吨标准煤/万元', 'tce/10k_yuan', 1],
  ['500人', [500], '人', 'person', 1],
  ['九成五', [95], '九成五', 'percent', 1],
  ['八成以上', [80], '八成', 'percent', 1],
  ['9成', [9], '成', 'percent', 10],
])('%s', (text, values, unit, norm, factor) => {
  const even = normalise(text).norm
  expect(readQuantity(even, 0)).toMatchObject({
    values,
    unit,
    norm,
    factor,
    end: even.length - (text.endsWith('以上') ? 2 : 0),
  })
})

test('a unit damaged by copying is mended and says so', () => {
  expect(readQuantity('3.1吨/月?平方千米', 0)).toMatchObject({
    norm: 't/(km2.month)',
    repaired: true,
    unit: '吨/月?平方千米',
  })
})

test.each(['一批试点', '一企一策', '三条控制线', '十分', '千吨万人'])('%s is no quantity', (text) => {
  expect(readQuantity(text, 0)).toBeNull()
})
