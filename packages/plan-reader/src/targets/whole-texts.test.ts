import { expect, test } from 'vitest'
import { readPlan } from '../read-plan.ts'
import { promises, targetsOf } from '../testing/read-clause.ts'

const subjects = (sentences: string): string[] => targetsOf(sentences).map((one) => one.subject)

test.each([
  [
    '甲盆地及周边地区、乙河平原PM10浓度分别下降8%、6%,丁市控制在48微克/立方米以内。',
    ['甲盆地及周边地区PM10浓度', '乙河平原PM10浓度', '丁市PM10浓度'],
  ],
  ['地级缺水城市中水回用率达到20%,东部地区达到30%。', ['地级缺水城市中水回用率', '东部地区中水回用率']],
  [
    '水质优良率省考以上断面达到70%,市考以上断面达到65%。',
    ['省考以上断面水质优良率', '市考以上断面水质优良率'],
  ],
  ['各地区每月降尘量不高于5吨/平方公里。', ['每月降尘量']],
  ['大豆播种、收获机械化率分别达到80%和70%。', ['大豆播种机械化率', '大豆收获机械化率']],
  ['建设6座污水处理厂和9个小型湿地。', ['污水处理厂', '小型湿地']],
  ['支持建设不少于2个集中喷涂中心、1个活性炭再生中心。', ['集中喷涂中心', '活性炭再生中心']],
  ['机械抽测比例不低于在用量的20%。', ['机械抽测比例']],
  ['路检路查全年不少于5000辆次。', ['路检路查']],
  ['入户抽测每月不少于2次、每次不少于20辆。', ['入户抽测', '入户抽测']],
  [
    '新增处理能力2万吨/日,污水集中收集率达到58%以上或较2020年提高6个百分点。',
    ['处理能力', '污水集中收集率', '污水集中收集率'],
  ],
  ['新建管网90公里,其中市本级30公里。', ['管网', '市本级管网']],
  ['污泥处置率市级达到95%、县级达到85%。', ['市级污泥处置率', '县级污泥处置率']],
  ['现有43条黑臭水体完成治理15条。', ['黑臭水体完成治理']],
  ['老城区原则上不再新建加油站。', ['老城区加油站']],
  ['工业堆场基本完成防尘网建设。', ['工业堆场防尘网建设']],
])('names: %s', (sentence, wanted) => {
  expect(subjects(sentence)).toEqual(wanted)
})

test.each([
  ['制定标准时兼顾水质持续改善需求。', []],
  ['消除群众疑虑,增强信心。', []],
  ['确保各项工作按期完成。', []],
  ['建立健全部门联动机制。', []],
  ['引导企业构建成本分担机制。', []],
  ['健全重点单位定期评估机制。', []],
  ['以稳定达标排放为主,合理确定改造规模。', []],
  ['党的十八大以来,全面完成火电机组改造,禁止露天烧烤成效明显。', []],
  ['近5年来,污水处理率提高到88%。', []],
  ['建成了深度处理设施。', []],
  ['构建多层次、全覆盖、便利化的服务网络。', []],
  ['危险废物倾倒事件零发生。', ['= 0 count']],
  ['电力装机超过9万千瓦,其中水电达到3万千瓦。', ['> 9 kW', '>= 3 kW']],
  ['20万余户中,包括改电12万户。', ['complete_count>= 12 household']],
  ['规模企业每3至5年一轮能源审计。', ['>= 1 per_year_5']],
])('promises: %s', (sentence, wanted) => {
  expect(promises(sentence)).toEqual(wanted)
})

test('what stands behind 奋斗目标 is striven for; what stands before it is not', () => {
  const read = targetsOf('约束性目标为:PM2.5浓度36微克/立方米;奋斗目标为:PM2.5浓度34微克/立方米,达标率82%。')
  expect(read.map((one) => [one.value, one.modality])).toEqual([
    [36, null],
    [34, '奋斗目标'],
    [82, '奋斗目标'],
  ])
})

test('a page that tells of a document in rows above it names its title', () => {
  const page = `索 引 号: | 0001 | 主题分类: | 环境保护
标  题: | 某省人民政府关于加快农村供水和污水治理能力提升的指导意见 |
某省人民政府关于加快农村供水和
污水治理能力提升的指导意见
一、目标
到2027年,供水普及率达到96%。`
  const { title, targets } = readPlan(page)
  expect([title, targets.length]).toEqual(['某省人民政府关于加快农村供水和污水治理能力提升的指导意见', 1])
})

test('rows that tell of a document hold no tasks', () => {
  const page = `发文机关: | 某省人民政府 | 成文日期: | 2023年3月1日
标  题: | 某省关于同意某市总体规划的批复 |
一、优化空间格局。
蓝绿空间占比稳定在60%。`
  const { tasks, targets } = readPlan(page)
  expect([tasks.map((one) => one.quote), targets.map((one) => one.value)]).toEqual([
    ['蓝绿空间占比稳定在60%'],
    [60],
  ])
})
