import { expect, test } from 'vitest'
import { promises, targetsOf } from '../testing/read-clause.ts'

test.each([
  ['综合指数排名进入全省前6位。', '<= 6 rank'],
  ['PM2.5改善幅度位居全市前三。', '<= 3 rank'],
  ['力争退出全国168个重点城市后20位。', '> 20 rank_from_last'],
  ['PM2.5浓度排名力争进入全国168城市前50%。', '<= 50 percent'],
  ['优良天数比率排名不低于全省第5名。', '<= 5 rank'],
])('%s', (sentence, promise) => {
  expect(promises(sentence)).toEqual([promise])
})

test('a rank is a ranking of what is measured', () => {
  expect(targetsOf('综合指数力争进入全省前6位。')[0]).toMatchObject({
    subject: '综合指数全省排名',
    modality: '力争',
  })
})

test('a rank that selects who is meant, and the 前 of a date, are no ranks to reach', () => {
  expect(promises('对排名后3位的县进行约谈。').filter((one) => one.includes('rank'))).toEqual([])
  expect(promises('整治完成率10月底前达到80%。')).toEqual(['>= 80 percent'])
  expect(promises('前三季度完成12家企业整治。')).toEqual(['complete_count>= 12 count'])
})
