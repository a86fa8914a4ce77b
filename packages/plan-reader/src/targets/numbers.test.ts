import { expect, test } from 'vitest'
import { promises, targetsOf } from '../testing/read-clause.ts'

test.each([
  [
    'comparators written out',
    '优良天数比率不低于85%,细颗粒物浓度不高于34微克/立方米,用水总量控制在12亿立方米以内,负荷率超过75%',
    ['>= 85 percent', '<= 34 ug/m3', '<= 12 m3', '> 75 percent'],
  ],
  [
    'direction implied by the indicator',
    '细颗粒物浓度33微克/立方米,森林覆盖率24%',
    ['<= 33 ug/m3', '>= 24 percent'],
  ],
  [
    'change against a year',
    '能耗较2020年下降4.5%以上,用电量同比增长6%',
    ['decrease_by>= 4.5 percent', 'increase_by>= 6 percent'],
  ],
  ['points are not percent', '收集率比2020年提高5个百分点', ['increase_by>= 5 percentage_point']],
  ['a level reached by falling', '浓度下降到30微克/立方米', ['<= 30 ug/m3']],
  [
    'counts of things done',
    '建成12座泵站,培育示范企业15家,新增管网80公里以上',
    ['complete_count>= 12 count', 'complete_count>= 15 count', 'complete_count>= 80 km'],
  ],
  [
    'capacity added, the verb elided',
    '新增处理能力30万吨/年,焚烧能力230吨/日',
    ['increase_by>= 30 t/a', 'increase_by>= 230 t/d'],
  ],
  ['ranges', '建成3~4家收集点', ['range [3,4] count']],
  [
    '分别 with as many values',
    '氮氧化物和颗粒物排放量较2020年分别削减9%和13%以上',
    ['decrease_by>= 9 percent', 'decrease_by>= 13 percent'],
  ],
  [
    '分别 with one value',
    '在纺织、化工等行业分别打造4家以上示范企业',
    ['complete_count>= 4 count', 'complete_count>= 4 count'],
  ],
  [
    'one unit for several values',
    '可吸入颗粒物和细颗粒物浓度分别不高于58和36微克/立方米',
    ['<= 58 ug/m3', '<= 36 ug/m3'],
  ],
  ['one value for several subjects', '秸秆和畜禽粪污综合利用率达到95%', ['>= 95 percent', '>= 95 percent']],
  ['及以上 parts no subjects', '重度及以上污染天数比率控制在1%以内', ['<= 1 percent']],
  ['nested counts', '完成9个集群120家企业排查', ['complete_count>= 9 count', 'complete_count>= 120 count']],
  ['water classes, smaller is better', '水源地水质均达到Ⅲ类及以上', ['<= 3 water_quality_class']],
  ['frequency', '每月至少开展2次抽查,每季度调度1次', ['>= 2 per_month', '>= 1 per_quarter']],
  ['frequency by name', '实行月调度、季通报', ['= 1 per_month', '= 1 per_quarter']],
  ['a rate in the noun phrase', '全市80%以上的砖厂完成深度治理', ['>= 80 percent']],
  ['a time within which to answer', '接到指令后2小时内启动响应', ['<= 2 h']],
  [
    'the verb of a change elided',
    '减排VOCs1200吨、NOx800吨,二氧化硫下降10%、颗粒物12%',
    ['decrease_by>= 1200 t', 'decrease_by>= 800 t', 'decrease_by>= 10 percent', 'decrease_by>= 12 percent'],
  ],
  ['an index without a unit', '灌溉水有效利用系数提高到0.6以上', ['>= 0.6 -']],
])('%s', (_, sentence, expected) => {
  expect(promises(`${sentence}。`)).toEqual(expected)
})

test.each([
  ['500平方米以上餐饮店安装监控', '>=', 500],
  ['排放量10吨以下企业安装监控', '<=', 10],
  ['高度超过45米的高架源纳入名录', '>', 45],
  ['淘汰35蒸吨/小时及以下燃煤锅炉', '<=', 35],
])('a number that selects who is bound is no target: %s', (sentence, comparator, value) => {
  expect(targetsOf(`${sentence}。`)).toMatchObject([{ tier: 'rule', threshold: { comparator, value } }])
})

test('a population is no target', () => {
  expect(targetsOf('全市20个国考断面优良比例达到85%以上。')).toMatchObject([
    { value: 85, population: { value: 20, unit: '个' }, scope: '全市' },
  ])
})

test.each([
  '已建成污水处理厂12座,持续推进提标',
  '每出现一例扣2分',
  '总投资3.5亿元的项目加快建设',
  '落实“263”行动要求,推进第3批试点',
])('no target of a number: %s', (sentence) => {
  expect(targetsOf(`${sentence}。`).filter((one) => one.tier === 'number')).toEqual([])
})

test('a place alone takes the indicator before it, with a doubt', () => {
  expect(targetsOf('城市污泥无害化处置率达到98%,县城达到90%。')[1]).toMatchObject({
    subject: '县城污泥无害化处置率',
    doubts: ['指标名承前补出'],
  })
})

test('places at the head are found by their suffix', () => {
  expect(targetsOf('甲山县、乙水区优良天数比率不低于90%。')[0]).toMatchObject({
    regions: ['甲山县', '乙水区'],
  })
})

test('substances share the whole head noun, though one ends like an indicator itself', () => {
  expect(targetsOf('化学需氧量、氨氮重点工程减排量分别达到300吨、20吨。').map((one) => one.subject)).toEqual([
    '化学需氧量重点工程减排量',
    '氨氮重点工程减排量',
  ])
})

test('several places with one value are one promise', () => {
  expect(targetsOf('甲市、乙市、丙市细颗粒物浓度下降8%。')).toMatchObject([
    { subject: '细颗粒物浓度', value: 8, regions: ['甲市', '乙市', '丙市'] },
  ])
})

test('values of one clause with a year each', () => {
  expect(
    targetsOf('三年压减产能50万吨,其中2023年压减20万吨、2024年压减18万吨、2025年压减12万吨。').map((one) => [
      one.value,
      one.deadline,
    ]),
  ).toEqual([
    [50, null],
    [20, '2023-12-31'],
    [18, '2024-12-31'],
    [12, '2025-12-31'],
  ])
})

test('a year named holds for the later dates of its sentence', () => {
  expect(
    targetsOf('2024年6月底前完成排查12处,11月底前完成整治10处。9月底前建成3座。').map((one) => one.deadline),
  ).toEqual(['2024-06-30', '2024-11-30', '2023-09-30'])
})

test('the year of the value left behind is the baseline', () => {
  expect(targetsOf('治理率由2020年的18%提高到35%。')).toMatchObject([{ value: 35, baselineYear: 2020 }])
})

test.each([
  '48个断面中,水质达标率达到90%',
  '依托辖区内5个基地,再生水利用率提高到25%',
  '2022年平均浓度在60至70微克/立方米之间的甲镇,优良率达到80%',
  '加快某某30万千瓦光伏发电项目落地,弃光率不高于5%',
  '落实六个100%,扬尘投诉率下降10%',
])('one promise only: %s', (sentence) => {
  expect(targetsOf(`${sentence}。`).filter((one) => one.tier === 'number')).toHaveLength(1)
})

test('同比 compares with the year before the one measured', () => {
  expect(targetsOf('2024年1月1日至2月29日期间浓度同比下降3%。')).toMatchObject([{ baselineYear: 2023 }])
})

test('the indicator of a clause before: days, and doubling', () => {
  expect(promises('优良天数增加6天,达到256天。处理能力较2022年翻一番。')).toEqual([
    'increase_by>= 6 d',
    '>= 256 d',
    'increase_by>= 1 percent',
  ])
})

test('work joined before a rate, and what comes of the work', () => {
  expect(promises('新增及更新公交车中新能源占比不低于90%。三期建成后处理能力达到4万吨/日。')).toEqual([
    '>= 90 percent',
    '>= 4 t/d',
  ])
})

test('capacities added and removed, ships by tonnage, staff, fry, rounds', () => {
  expect(
    promises(
      '新增光伏装机2万千瓦,风电3万千瓦,淘汰落后产能4万吨。单船600总吨及以上船舶安装收集装置不低于80%。每个乡镇至少配备2名环保员。增殖放流鱼苗5万尾。每半年对设施抽测一遍。',
    ),
  ).toEqual([
    'increase_by>= 2 kW',
    'increase_by>= 3 kW',
    'complete_count>= 4 t',
    '>= 80 percent',
    'complete_count>= 2 person',
    'complete_count>= 5 count',
    '>= 1 per_half_year',
  ])
})

test('dates shared out after the values', () => {
  expect(
    targetsOf('国家监管的2条、省级监管的7条黑臭水体分别于2023年底、2024年底前完成治理。').map(
      (one) => one.deadline,
    ),
  ).toEqual(['2023-12-31', '2024-12-31'])
})

test('years shared out hold for nothing that follows', () => {
  expect(
    targetsOf('2023年、2024年分别完成5个、6个村治理;达标率不低于90%。').map((one) => one.deadline),
  ).toEqual(['2023-12-31', '2024-12-31', null])
})

test('years of a term and dates of a part are no dates of a sentence', () => {
  expect(
    targetsOf('三年内累计创建工厂15家以上,其中2023年不少于4家;完成60家审核。').map((one) => one.deadline),
  ).toEqual([null, '2023-12-31', null])
})

test('shares in words', () => {
  expect(promises('12月底前基本完成三分之一以上排污口整治。重污染天数比2020年减少四分之一。')).toEqual([
    '>= 33.33 percent',
    'decrease_by>= 25 percent',
  ])
})

test('万 and 亿 are multiplied out exactly', () => {
  expect(targetsOf('用水总量控制在12.35亿立方米以内。')[0]).toMatchObject({
    value: 12.35,
    unit: '亿立方米',
    valueNorm: 1235000000,
  })
})

test('the shortest clause carries the promise', () => {
  expect(targetsOf('新增焚烧能力2万吨/年、填埋能力6万吨/年。').map((one) => one.quote)).toEqual([
    '新增焚烧能力2万吨/年',
    '填埋能力6万吨/年',
  ])
})

test('modality is kept beside the value', () => {
  expect(targetsOf('优良天数比率力争达到88%,浓度奋斗目标30微克/立方米。').map((one) => one.modality)).toEqual(
    ['力争', '奋斗目标'],
  )
})
