import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { promises, targetsOf } from '../testing/read-clause.ts'

test.each([
  ['省九届九次、十次全会精神学习贯彻到位。', []],
  ['全县氨氮排放量比2020年的1.2万吨减少8%。', ['decrease_by>= 8 percent']],
  [
    '化学需氧量和氨氮排放总量比2020年的5.1万吨、0.4万吨分别减少9%、7%。',
    ['decrease_by>= 9 percent', 'decrease_by>= 7 percent'],
  ],
  ['力争三分之一县(市、区)臭氧浓度保持在150微克/立方米以下。', ['<= 150 ug/m3']],
  [
    '城区浓度下降到31μgm3以下(其中甲区、乙区分别下降到30μgm3、29μgm3以下)。',
    ['<= 31 ug/m3', '<= 30 ug/m3', '<= 29 ug/m3'],
  ],
  [
    '完成取暖改造3万户(包括气代煤2万户、电代煤1万户)。',
    ['complete_count>= 3 household', 'complete_count>= 2 household', 'complete_count>= 1 household'],
  ],
  ['对4200亩以上受污染耕地开展修复。', ['complete_count>= 4200 mu']],
  ['地表水Ⅰ-Ⅲ类水体比例达到88%。', ['>= 88 percent']],
  ['城乡居民收入倍差缩小到2.1以内。', ['<= 2.1 -']],
  ['覆盖率达到85%以上为基本实现。', []],
  ['主要任务包括9个方面共27项。', []],
])('%s', (sentence, wanted) => {
  expect(promises(sentence)).toEqual(wanted)
})

test('a year that names a set of places is no deadline', () => {
  const [target] = targetsOf('2022年PM2.5平均浓度超过50微克/立方米的乡镇均下降至45微克/立方米以下。')
  expect([target?.value, target?.deadline]).toEqual([45, null])
})

test('a year between who and must dates the promise', () => {
  expect(targetsOf('试点村2023年要有60%以上的项目建成达标。').map((one) => one.deadline)).toEqual([
    '2023-12-31',
  ])
})

test('2030年前 is taken for the end of that year, and says so', () => {
  const [target] = targetsOf('2030年前,新能源装机达到80万千瓦。')
  expect([target?.deadline, target?.doubts]).toEqual([
    '2030-12-31',
    ['“2030年前”未写明是否含当年,按当年年底理解'],
  ])
})

test.each([
  ['好于上游来水', '出境断面水质好于入境断面。', ['directional']],
  ['a list of what is banned bans nothing', '明确禁止和限制发展的行业目录。', []],
  ['steps of one system are one promise', '全面建立户投放、组保洁、镇转运的垃圾处置体系。', ['all']],
  ['what goes on needs no date of its own', '到2023年铁路货运占比达到9%;推进干线铁路融合发展。', ['number']],
])('%s', (_, sentence, tiers) => {
  expect(targetsOf(sentence).map((one) => one.tier)).toEqual(tiers)
})

test('the year at work stands before the first heading, where the title names none', () => {
  const text =
    '大气强化攻坚方案\n2024年是攻坚收官之年,为全力做好2024年大气污染防治工作,制定本方案。\n一、目标\n6月底前完成3家砖厂改造。'
  expect(readPlan(text).targets.map((one) => one.deadline)).toEqual(['2024-06-30'])
})

test('a sign of per cent lost in copying is supplied and said', () => {
  const [target] = targetsOf('受污染耕地安全利用率达到91。以上,其余地块稳定。')
  expect([target?.value, target?.unitNorm, target?.doubts]).toEqual([
    91,
    'percent',
    ['单位符号在文中缺失,按 percent 理解'],
  ])
})

test('a heading that lost its own line opens a section', () => {
  const text = '某镇2023年禁烧方案\n为保护环境,特制定本方案。 一、工作目标\n杜绝露天焚烧,田间不冒一处烟。'
  const { targets, sections } = readPlan(text)
  expect(sections.map((one) => one.path)).toEqual([['一、工作目标']])
  expect(targets.map((one) => one.tier)).toEqual(['all'])
})

test.each([
  ['列入流域的28个建制镇规划建设的19个污水处理厂,年底前完成改造。', '污水处理厂', 19],
  ['完成投资力争超过12亿元。', '投资', 12],
  ['泵站2座及其配套检查井若干。', '泵站', 2],
])('of %s the promise is what is done', (sentence, subject, value) => {
  const numbers = targetsOf(sentence).filter((one) => one.tier === 'number')
  expect(numbers.map((one) => [one.subject.includes(subject), one.value])).toEqual([[true, value]])
})

test('a year before a verb of doing dates it, whoever stands before', () => {
  expect(targetsOf('某某水务公司2024年完成2.5万吨/日扩建。').map((one) => one.deadline)).toEqual([
    '2024-12-31',
  ])
})

test('signs of a list within a line part its items', () => {
  expect(promises('●优良天数不低于320天 ●PM2.5不高于30微克/立方米')).toEqual(['>= 320 d', '<= 30 ug/m3'])
})
