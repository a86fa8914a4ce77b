import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { spelledGaps } from './spelled.ts'

test.each([
  ['不少于 2 9 0 天', [3, 5, 7]],
  ['S O 2 浓度', []],
  ['浓度 S O 2 为', [2, 4, 6]],
  ['削减1 200吨', [3]],
  ['2023 100', []],
])('%s', (text, gaps) => {
  expect([...spelledGaps(text)]).toEqual(gaps)
})

test('a page as it is copied: its frame, spelled numbers, full-width signs and the numbers of pages', () => {
  const page = `首页 >> 信息公开 >> 政策文件
【 打印本页 】 【 关闭窗口 】 字号： 大 中 小
发布机构： 河桥县人民政府办公室 发布日期： 2022-04-18 16:32
河桥县２０２２年碧水保卫战工作方案
一、工 作 目 标
（一）８个省考断面水质优良比例达到１００％。
— 3 —
二、重 点 任 务
１．新 建 管 网 25.6 公 里，改造老旧管网 1 2 公里。
2. 6家企业完成改造，总磷不超过0．2mg/l。
3．关闭自备井３０６眼。
分享到： 微信 微博
版权所有：河桥县人民政府 网站标识码：3412230001 皖公网安备34122302000101号`
  const reading = readPlan(page)
  expect(reading).toMatchObject({
    issuer: '河桥县人民政府办公室',
    issuedOn: '2022-04-18',
    year: 2022,
    warnings: [],
  })
  expect(reading.targets.map((one) => [one.value, one.unitNorm])).toEqual([
    [100, 'percent'],
    [25.6, 'km'],
    [12, 'km'],
    [6, 'count'],
    [0.2, 'mg/L'],
    [306, 'count'],
  ])
  for (const { start, end, quote } of reading.targets) expect(page.slice(start, end)).toBe(quote)
})

test('a paragraph broken by the end of a page goes on after its number', () => {
  const lines = ['为持续改善全市环境空气质量制定本方案并请各县区认真抓好', '落实工作。', '一、工作目标']
  const body = Array.from({ length: 8 }, () => [
    '全市细颗粒物平均浓度不高于三十五且优良天数比率不低于',
    '— 12 —',
    '86%。',
  ]).flat()
  const { targets } = readPlan(['某市2023年大气污染防治工作计划', ...lines, ...body].join('\n'))
  expect(targets.map((one) => one.value)).toEqual(Array.from({ length: 8 }, () => 86))
})
