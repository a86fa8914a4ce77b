import { expect, test } from 'vitest'
import { targetsOf } from '../testing/read-clause.ts'

const named = (sentence: string): string[] => targetsOf(sentence).map((one) => one.subject)

test.each([
  ['渔港设施配备率:中心渔港100%,一级渔港90%。', ['中心渔港设施配备率', '一级渔港设施配备率']],
  ['清洁取暖率城区达到100%、农村达到65%。', ['城区清洁取暖率', '农村清洁取暖率']],
  ['噪声投诉办结率100%、满意率90%。', ['噪声投诉办结率', '噪声投诉满意率']],
  ['全市486个入海排污口,溯源率100%、整治率70%以上。', ['入海排污口溯源率', '入海排污口整治率']],
  ['创建安静小区,2023年5个、2024年10个。', ['安静小区', '安静小区']],
  ['开展节能诊断,每年不少于30家。', ['节能诊断']],
  ['区域平均声级昼间不高于55分贝、夜间不高于45分贝。', ['区域平均声级昼间', '区域平均声级夜间']],
  ['柴油车排气达标率明显上升,达到90%以上。', ['柴油车排气达标率']],
  ['拆除违建8处,共860平方米。', ['违建', '违建']],
])('%s', (sentence, subjects) => {
  expect(named(sentence)).toEqual(subjects)
})

test('joined names are parted where what they share is sure, and kept whole where it is not', () => {
  expect(named('受污染耕地和污染地块安全利用率达到93%。')).toHaveLength(2)
  expect(named('氮氧化物和挥发性有机物排放总量下降12%。')).toEqual([
    '氮氧化物排放总量',
    '挥发性有机物排放总量',
  ])
  expect(named('柴油和车用尿素抽检合格率达到98%。')).toEqual(['柴油和车用尿素抽检合格率'])
  expect(named('新能源和清洁能源公交车使用比例达到80%。')).toEqual(['新能源和清洁能源公交车使用比例'])
})
