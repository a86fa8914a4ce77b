import { expect, test } from 'vitest'
import { tasksOf } from '../testing/read-clause.ts'

const quotes = (sentence: string): string[] => tasksOf(`${sentence}。`).map((one) => one.quote)

test.each([
  [
    '推进甲县危废填埋场、乙区医废处置项目、丙市餐厨处理项目建设',
    ['推进甲县危废填埋场', '乙区医废处置项目', '丙市餐厨处理项目建设'],
  ],
  ['新增焚烧能力2万吨/年、填埋能力6万吨/年', ['新增焚烧能力2万吨/年', '填埋能力6万吨/年']],
  ['完成排查、整治、验收、建档工作', ['完成排查、整治、验收、建档工作']],
  ['加强化工、印染、电镀等行业监管', ['加强化工、印染、电镀等行业监管']],
  ['氮氧化物和颗粒物排放量分别削减9%和13%', ['氮氧化物和颗粒物排放量分别削减9%和13%']],
])('%s', (sentence, expected) => {
  expect(quotes(sentence)).toEqual(expected)
})
