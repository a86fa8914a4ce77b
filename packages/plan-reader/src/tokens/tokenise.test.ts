import { expect, test } from 'vitest'
import { tokenise } from './tokenise.ts'

const kinds = (text: string): string[] =>
  tokenise(text, 2023).map((token) => `${token.kind}:${text.slice(token.start, token.end)}`)

test.each([
  ['PM2.5浓度', ['name:PM2.5']],
  ['“333”行动', ['name:“333”']],
  ['排放VOCs10吨以上', ['quantity:10吨']],
  ['第90百分位浓度', ['name:第90百分位']],
  ['落实“四个100%”要求', ['name:“四个100%”']],
  ['国6a标准', ['name:6a']],
  ['拨打12369热线', ['name:12369']],
  ['推进1+3+N体系', ['name:1+3+N']],
  ['执行GB/T38597-2020', ['document:GB/T38597-2020']],
  ['(国发[2015]17号)', ['document:[2015]17号']],
  ['《某规划(2020~2035年)》', ['document:《某规划(2020~2035年)》']],
  ['达到Ⅲ类及以上', ['class:Ⅲ类']],
  ['消除劣V类', ['class:劣V类']],
  ['\n1.2022年断面表', ['date:2022年']],
])('%s', (text, tokens) => {
  expect(kinds(text)).toEqual(tokens)
})
