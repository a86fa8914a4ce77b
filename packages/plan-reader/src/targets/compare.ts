import type { Comparator } from '../contract.ts'
import type { Carry } from './carry.ts'
import type { Bearing } from './comparators.ts'
import { lowerIsBetter } from './indicators.ts'
import type { Value, ValueList } from './values.ts'

export interface Words {
  whole: string
  before: string
  subject: string
  inRanking: boolean
}

export interface Comparison {
  comparator: Comparator
  doubt: string | null
}

const COUNTED: ReadonlySet<string> = new Set([
  'count',
  'area',
  'length',
  'mass',
  'volume',
  'flow',
  'power',
  'energy',
  'other',
])
const DONE =
  /完成|出清|化解|腾退|建成|新建|建设|改造|新增|打造|培育|创建|创成|整治|治理|修复|淘汰|关停|关闭|拆除|取缔|清理|疏浚|推进|排查|安装|争创|布设|设立|评选|认定|投放|种植|敷设|造林|压减|实施|开展|清运|打捞|清退|配置/
const STOCK =
  /(?:总量|总数|数量|用量|消费量|排放量|使用量|利用量|面积|蓄积量|能力|规模|产能|产量|装机容量|装机|里程|存量|保有量|总规模|容量|次数)(?:达到?|稳定|保持|控制|提高|增加|为|突破|力争|累计|要|应)*$/
/** A verb of making before a stock noun makes it a thing done: 新增供热面积. */
const MADE =
  /治理(?=[\u4e00-\u9fff]{3,}面积)|出清|化解|新增|新建|完成|建成|改造|修复|敷设|铺设|净增|推广|实施|开展|整治|淘汰/
const FALL = /(?:减少|削减|压减|减排|压降)(?!量)[^,;、]{0,24}$/

const LEVEL =
  /(?:压减|压缩|压降|降低|下降|下调|减少|削减|缩减|缩短|收窄|提升|提高|增加|增长|上升|扩大|扩展|延伸|恢复|[降减缩增提升])(?:到|至|为)[^,;、]{0,8}$/
const DONE_END = /(?:完成|建成|改造|淘汰|治理|整治)(?:不少于|至少|达到?)?$/

const sure = (comparator: Comparator): Comparison => ({ comparator, doubt: null })

/** Chooses the comparator of one value from the words before it, the word after it, and what is measured. */
export function compare(
  bearing: Bearing,
  list: ValueList,
  value: Value,
  words: Words,
  carry: Carry,
  frequent: boolean,
): Comparison {
  if (
    value.dimension === 'rank' &&
    (bearing.comparator === 'increase_by>=' || bearing.comparator === 'decrease_by>=')
  )
    return { comparator: bearing.comparator, doubt: '名次从第几位算起没有写明' }
  if (value.dimension === 'class' || value.norm === 'rank') return sure('<=')
  if (value.norm === 'rank_from_last') return sure('>')
  // 前50%: a share of a ranking.
  if (value.dimension === 'ratio' && words.inRanking) return sure('<=')
  if (frequent) return sure(value.norm === 'h' ? '=' : bearing.comparator === '<=' ? '<=' : '>=')
  const said = bearing.comparator
  // 压减到, 增加到: the level after the change, not the change.
  if ((said === '<=' || said === '>=') && LEVEL.test(words.before)) return sure(said)
  if (said === 'increase_by>=' || said === 'decrease_by>=') return sure(said)
  if (said === 'improve')
    return sure(lowerIsBetter(words.subject) === true ? 'decrease_by>=' : 'increase_by>=')
  if (value.norm === 'round') return sure('>=')
  const elided = carry.change
  if (
    said === null &&
    elided?.dimension === value.dimension &&
    value.dimension !== 'flow' &&
    !/(?:率|比例|比重|浓度|天数)$/.test(words.subject)
  ) {
    return sure(elided.comparator)
  }
  // 建成后能力达到: what comes of the work, not the work.
  const before = words.before.replaceAll(/(?:建成|完成|改造|投运|实施)后/g, '')
  const counted = COUNTED.has(value.dimension)
  if (counted) {
    const capacity =
      /能力|产能|规模|装机/.test(words.whole) && ['flow', 'power', 'mass', 'volume'].includes(value.dimension)
    const adds = /新增|增加|新建|净增/.test(before)
    const removes = /净减|淘汰|压减|退出|关停|削减|减少|压缩/.test(before)
    // 新增光伏装机20万千瓦,风电40万千瓦: power after power needs no noun of its own.
    const goesOn = carry.addsCapacity && said === null && value.dimension === 'power'
    if ((capacity || goesOn) && (adds || (carry.addsCapacity && !removes))) return sure('increase_by>=')
    if (value.dimension !== 'count' && FALL.test(before)) return sure('decrease_by>=')
    const made = MADE.test(before) || !STOCK.test(before)
    const done = (DONE.test(words.whole) || (carry.counts && value.dimension === 'count')) && made
    if (done && (said === null || said === '>=' || said === 'reach')) return sure('complete_count>=')
    const bounded = list.suffix === 'within' || list.suffix === 'down'
    if (said === null && list.suffix === null && (value.dimension === 'count' || carry.counts))
      return sure('complete_count>=')
    if (said === '>=' && value.dimension === 'count' && made) return sure('complete_count>=')
    if (said === null && made && !bounded && ['count', 'area', 'length'].includes(value.dimension))
      return sure('complete_count>=')
  }
  if (list.suffix === 'up' && said !== '>') return sure('>=')
  if (said !== null && said !== 'reach') return sure(said)
  if (list.suffix === 'down' || list.suffix === 'within') return sure('<=')
  // 完成50%: a share done, whatever the thing is.
  if (value.dimension === 'ratio' && DONE_END.test(words.before)) return sure('>=')
  if (/(?:排名|位次|名次)$/.test(words.subject)) return sure('<=')
  const lower = lowerIsBetter(words.subject)
  if (lower === null && said === null) return { comparator: '>=', doubt: '没有比较词,方向按“达到”理解' }
  return sure(lower === true ? '<=' : '>=')
}
