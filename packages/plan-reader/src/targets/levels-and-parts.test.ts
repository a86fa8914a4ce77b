import { expect, test } from 'vitest'
import { promises, targetsOf } from '../testing/read-clause.ts'
import { readPlan } from '../read-plan.ts'

test.each([
  ['煤炭消费总量由2021年的640万吨压减到600万吨以下', '煤炭消费总量', '<= 600 t', 2021],
  ['再生水利用率从2020年的18%提高到25%', '再生水利用率', '>= 25 percent', 2020],
  ['农药使用量由2020年底的900吨(折百)下降至850吨', '农药使用量', '<= 850 t', 2020],
  ['公共充电桩由120个增加到200个以上', '公共充电桩', '>= 200 count', null],
])('the value behind 到 is the level: %s', (sentence, subject, promise, baselineYear) => {
  const text = `某某市2023年污染防治工作计划\n一、重点任务\n${sentence}。`
  const { targets, numerals } = readPlan(text)
  expect(targets).toHaveLength(1)
  expect(targets[0]).toMatchObject({ subject, baselineYear, tier: 'number' })
  expect(`${targets[0]!.comparator} ${JSON.stringify(targets[0]!.value)} ${targets[0]!.unitNorm}`).toBe(
    promise,
  )
  const left = numerals.find((one) => /^(?:640|18|900|120)$/.test(one.text))
  expect(left?.role).toBe('baseline')
})

test('a change without 到 stays a change', () => {
  expect(promises('煤炭消费总量较2020年压减30万吨,氨氮排放量下降8%。')).toEqual([
    'decrease_by>= 30 t',
    'decrease_by>= 8 percent',
  ])
})

test('a part takes comparator and kind of its whole, and its name where it gives only a place', () => {
  const [whole, part] = targetsOf('新增污水处理能力36万吨/年,其中市区15万吨/年。')
  expect(whole).toMatchObject({ subject: '污水处理能力', comparator: 'increase_by>=', kind: 'capacity' })
  expect(part).toMatchObject({
    subject: '市区污水处理能力',
    comparator: 'increase_by>=',
    kind: 'capacity',
    valueNorm: 150_000,
  })
  expect(part!.doubts.join()).toContain('一部分')
})

test.each([
  ['完成退化草地修复8000亩,其中北岭县3000亩', '北岭县退化草地修复', 'complete_count>='],
  ['氮氧化物重点工程减排量达到700吨,其中工业源400吨', '工业源减排量', '>='],
  ['淘汰老旧车600辆,其中柴油货车90辆', '柴油货车', 'complete_count>='],
  ['新建污水管网60公里,其中改造25公里', '改造污水管网', 'complete_count>='],
])('%s', (sentence, subject, comparator) => {
  expect(targetsOf(`${sentence}。`)[1]).toMatchObject({ subject, comparator })
})

test('a number that another sets in the end is delegated, or doubted where it is written', () => {
  const [left] = targetsOf('完成落后产能淘汰任务(以省下达数为准)。')
  expect(left).toMatchObject({
    tier: 'delegated',
    subject: '落后产能淘汰',
    delegatedTo: '省下达数',
    value: null,
  })
  const [written] = targetsOf('淘汰落后产能45万吨,具体数量以市级核定数为准。')
  expect(written).toMatchObject({ tier: 'number', value: 45 })
  expect(written!.doubts.join()).toContain('市级核定数')
})

test('a condition lends no firmness, and a size of several alike is no threshold', () => {
  const [target] = targetsOf('在确保供热安全前提下,完成2×35万千瓦机组供热改造。')
  expect(target).toMatchObject({ tier: 'completion', modality: null, value: null, threshold: null })
  expect(target!.quote).toContain('在确保供热安全前提下')
})

test('averaging times and percentiles belong to the name', () => {
  const [target] = targetsOf('臭氧日最大8小时第90百分位浓度不高于158微克/立方米。')
  expect(target).toMatchObject({ subject: '臭氧日最大8小时第90百分位浓度', comparator: '<=', value: 158 })
})

test.each([
  ['关闭或搬迁禁养区养殖专业户12家', '禁养区养殖专业户'],
  ['整治、退出散乱企业30家', '散乱企业'],
  ['改造和提升乡镇污水处理站8座', '乡镇污水处理站'],
])('joined verbs go together: %s', (sentence, subject) => {
  expect(targetsOf(`${sentence}。`)[0]).toMatchObject({ subject, comparator: 'complete_count>=' })
})

test('a clause with more thresholds than one says so', () => {
  const [target, ...others] = targetsOf('高度4.3米以下、寿命超过10年的焦炉全部淘汰。')
  expect(others).toEqual([])
  expect(target).toMatchObject({ tier: 'rule', threshold: { value: 4.3, comparator: '<=' } })
  expect(target!.doubts.join()).toContain('10年')
})

test('ends without a measure are weak, and say why', () => {
  for (const sentence of ['水土流失得到有效遏制', '美丽河湖格局初步形成', '到2025年,绿色生活方式基本形成']) {
    const [target] = targetsOf(`${sentence}。`)
    expect(target!.value).toBeNull()
    expect(target!.confidence).toBeLessThan(0.7)
    expect(target!.doubts.join()).toContain('没有可考核的标准')
  }
})

test('the size of a set and the number it is done of are populations', () => {
  const text = '47块、面积约1900亩的裸露土地,2023年覆盖率达到92%。督察反馈的9个问题,年底前完成整改8个。'
  expect(targetsOf(text).map((one) => one.value)).toEqual([92, 8])
})

test('a completion with the date of its tail is dated', () => {
  const [target] = targetsOf('完成城南污水厂提标改造。(责任单位:市住建局;完成时限:2023年8月底前)')
  expect(target).toMatchObject({ tier: 'dated', deadline: '2023-08-31' })
})

test('parts in brackets are parts, and the clause stays one task', () => {
  const { targets, tasks } = readPlan(
    '某某市2023年工作计划\n一、重点任务\n完成造林20万亩(其中人工造林8万亩),卫生厕所普及率达到90%(2020年为82%)。',
  )
  expect(targets.map((one) => [one.subject, one.comparator, one.value])).toEqual([
    ['造林', 'complete_count>=', 20],
    ['人工造林', 'complete_count>=', 8],
    ['卫生厕所普及率', '>=', 90],
  ])
  expect(tasks).toHaveLength(2)
})

test('two dates joined by a pause each have their own action', () => {
  const read = targetsOf('2023年底前完成水泥行业、2025年底前完成焦化行业超低排放改造。')
  expect(read.map((one) => [one.subject, one.deadline])).toEqual([
    ['水泥行业', '2023-12-31'],
    ['焦化行业超低排放改造', '2025-12-31'],
  ])
})

test('an indicator before a colon has the value of each year after it', () => {
  const read = targetsOf('污泥无害化处置率:2023年90%,2024年92%。')
  expect(read.map((one) => [one.value, one.deadline])).toEqual([
    [90, '2023-12-31'],
    [92, '2024-12-31'],
  ])
})

test('parts go on behind a pause, and sectors are completed with what the whole measures', () => {
  const read = targetsOf('削减煤炭消费50万吨,其中电力行业20万吨、钢铁行业15万吨。')
  expect(read.map((one) => [one.subject, one.comparator, one.value])).toEqual([
    ['削减煤炭消费', 'decrease_by>=', 50],
    ['电力行业煤炭消费', 'decrease_by>=', 20],
    ['钢铁行业煤炭消费', 'decrease_by>=', 15],
  ])
})

test('a number given by another before the action is delegated', () => {
  const [target] = targetsOf('按照省核定数量完成老旧车淘汰任务。')
  expect(target).toMatchObject({ tier: 'delegated', subject: '老旧车淘汰', delegatedTo: '省核定数量' })
})

test('each of two ranks has its own firmness', () => {
  const read = targetsOf('力争空气质量排名进入全省前8、争取前5。')
  expect(read.map((one) => [one.subject, one.value, one.modality])).toEqual([
    ['空气质量全省排名', 8, '力争'],
    ['空气质量全省排名', 5, '争取'],
  ])
})
