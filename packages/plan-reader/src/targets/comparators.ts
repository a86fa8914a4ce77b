import type { Comparator } from '../contract.ts'

/** What the words before a number say of it. */
export interface Bearing {
  comparator: Comparator | 'reach' | 'improve' | null
  /** Length of the comparing words at the end of the text. */
  length: number
}

type Rule = [pattern: RegExp, comparator: Bearing['comparator']]

const FILLER =
  '(?:分别|约|大约|为|在|总数|总量|各|均|共|共计|累计|总计|合计|全部|目标|:|至少|要|应|以|实际|力争|争取|确保)*'
const at = (words: string): RegExp => new RegExp(`(?:${words})${FILLER}$`)

const CHANGE =
  '(?:幅度|幅)?(?:分别|均|至少|不低于|不少于|不小于|达到|达|超过|大于|约|力争|争取|确保|目标|各|累计|为|再|要|控制在|完成)*'
const RULES: readonly Rule[] = [
  [
    new RegExp(
      `(?:削减|下降|降低|减少|压减|减排|缩减|下调|降幅|压降|减量|消减|递减|净减|缩小|收窄|压采|少采)${CHANGE}$`,
    ),
    'decrease_by>=',
  ],
  [
    new RegExp(
      `(?:增长|提高|提升|增加|上升|递增|增幅|增速|扩大|净增|翻|前进|前移|进位|晋升|上移|进步)${CHANGE}$`,
    ),
    'increase_by>=',
  ],
  [new RegExp(`改善(?:幅度)?${CHANGE}$`), 'improve'],
  [
    at(
      '不低于|不少于|不小于|不得低于|不得少于|不得小于|不能低于|不能少于|不短于|≥|>=|大于等于|大于或等于|最低',
    ),
    '>=',
  ],
  [
    at(
      '不高于|不超过|不大于|不得高于|不得超过|不得大于|不能超过|不能高于|不突破|不多于|≤|<=|小于等于|小于或等于|最高|最多|严格控制在|控制在|控制到|控制为|限制在|(?:压减|压缩|压降|降低|下降|下调|减少|削减|缩减|缩短|收窄|降|减|缩)(?:到|至|为)',
    ),
    '<=',
  ],
  [at('低于|小于|少于|<|不足|短于'), '<'],
  [at('超过|大于|高于|突破|多于|>|超出'), '>'],
  [at('(?:提升|提高|增加|增长|上升|扩大|扩展|延伸|恢复|增|提|升)(?:到|至)'), '>='],
  [
    at(
      '达到|达|稳定在|保持在|维持在|稳定达到|扩大到|恢复到|提至|保持|稳定|实现|为|目标|目标值|改善至|改善到|到|至',
    ),
    'reach',
  ],
  [/至少$/, '>='],
]

/** Reads the comparing words that end `before`. */
export function readBearing(before: string): Bearing {
  const text = before.slice(-24)
  for (const [pattern, comparator] of RULES) {
    const found = pattern.exec(text)
    if (found !== null) return { comparator, length: found[0].length }
  }
  return { comparator: null, length: 0 }
}
