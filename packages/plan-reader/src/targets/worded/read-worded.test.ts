import { expect, test } from 'vitest'
import { targetsOf } from '../../testing/read-clause.ts'

const tiers = (sentence: string): string[] =>
  targetsOf(`${sentence}。`).map((one) => `${one.tier} ${one.comparator} ${JSON.stringify(one.value)}`)

test('a date or a ban that opens an item is a promise, no heading', () => {
  expect(
    targetsOf('1.2024年起,禁止销售甲产品。加强巡查。\n2.严禁露天焚烧垃圾。加强巡查。').map((one) => one.tier),
  ).toEqual(['all', 'all'])
})

test.each([
  ['燃气锅炉全部完成低氮改造', ['all = 100']],
  ['实现建成区污水管网全覆盖', ['all = 100']],
  ['实现生活污水全收集、全处理', ['all = 100', 'all = 100']],
  ['全面消除劣Ⅴ类断面', ['all = 0']],
  ['禁止露天焚烧垃圾', ['all none null']],
  ['基本消除农村黑臭水体', ['all none null']],
  ['完成省下达的减排任务', ['delegated none null']],
  ['氨氮、总磷排放总量达到省定目标', ['delegated none null', 'delegated none null']],
  ['完成省下达的国、省控断面建站任务', ['delegated none null', 'delegated none null']],
  ['按照“七个百分之百”要求做好扬尘防治', ['delegated none null']],
  ['地下水Ⅴ类水比例不增加', ['directional <= null']],
  [
    '确保湿地功能不降低、岸线长度不减少、用途不改变',
    ['directional >= null', 'directional >= null', 'directional = null'],
  ],
  ['断面水质不低于2021年现状值', ['directional >= null']],
  ['煤炭消费量不超过2020年水平', ['directional <= null']],
  ['自2024年起,每季度向社会公开水质信息', ['number >= 1']],
  ['集中开展重污染天气消除攻坚行动', []],
  ['2024年底前查明污染面积', ['dated none null']],
  ['废旧农膜基本回收利用', ['all none null']],
  ['6月底前完成整改', ['dated none null']],
  ['9月底前完成企业清单和应急预案修订', ['dated none null', 'dated none null']],
  ['500平方米以上工地安装监控设备和喷淋设备', ['rule = 100', 'rule = 100']],
  ['定期公开水质状况', ['directional none null']],
  ['完成风险评估报告编制', ['completion none null']],
])('%s', (sentence, expected) => {
  expect(tiers(sentence)).toEqual(expected)
})

test.each(['全面推进扬尘治理', '加强监管', '落实最严格的保护制度', '对未完成目标的地区进行通报'])(
  '%s promises nothing that can be checked',
  (sentence) => {
    expect(tiers(sentence)).toEqual([])
  },
)

test('并…联网 goes on from the set before it', () => {
  expect(targetsOf('500吨以上设施安装监测设备,并与市级平台联网。')).toMatchObject([
    { tier: 'rule' },
    { tier: 'rule', threshold: { value: 500 }, doubts: ['适用范围由前一分句沿用'] },
  ])
})

test('the reference of a delegated number is kept', () => {
  expect(targetsOf('完成省下达的减排任务。')[0]!.delegatedTo).toBe('省下达的减排任务')
})

test('a promise stated twice is linked to its first statement', () => {
  const targets = targetsOf('优良天数比率达到88%。\n加强管控,优良天数比率达到88%。')
  expect(targets.map((one) => one.restates)).toEqual([null, 't1'])
})
