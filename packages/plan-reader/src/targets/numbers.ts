import type { Comparator, NumeralRole, Population, TargetKind, Threshold } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import { isBaseline } from '../clauses/read-clauses.ts'
import { leadingRegions } from '../clauses/places.ts'
import { type Bearing, readBearing } from './comparators.ts'
import { type TargetDraft, draft } from './draft.ts'
import { frequencyOf, roundTheClock } from './frequency.ts'
import { lowerIsBetter } from './indicators.ts'
import { modalityOf } from './modality.ts'
import { roleOf } from './role.ts'
import { bareSubject, leadingScope, splitSubjects, withoutScope } from './subject.ts'
import { type Value, type ValueList, groupValues } from './values.ts'

export interface NumberReading {
  drafts: TargetDraft[]
  /** What each value turned out to be. */
  roles: { start: number; end: number; role: NumeralRole }[]
  threshold: Threshold | null
  population: Population | null
}

/** What a clause hands to the next of its sentence. */
export interface Carry {
  addsCapacity: boolean
  indicator: string | null
}

const PAST = /已(?:经)?(?:建成|完成|达到|实现|累计)|截至目前|现有|近年来|(?:达到了|完成了|下降了|提高了)/

export function readNumbers(
  norm: string,
  clause: Clause,
  planYear: number | null,
  carry: Carry,
): NumberReading {
  const reading: NumberReading = { drafts: [], roles: [], threshold: null, population: null }
  const from = clause.contentStart
  const own = clause.tokens.filter((token) => token.start >= from)
  const brackets = bracketSpans(norm, from, clause.end)
  const outside = own.filter((token) => !brackets.some(([a, b]) => token.start >= a && token.end <= b))
  readRange(norm, clause, from, clause.end, outside, planYear, carry, reading, false)
  for (const [a, b] of brackets) {
    const inner = own.filter((token) => token.start >= a && token.end <= b)
    if (inner.length > 0) readRange(norm, clause, a + 1, b - 1, inner, planYear, carry, reading, true)
  }
  return reading
}

function bracketSpans(norm: string, from: number, to: number): [number, number][] {
  const spans: [number, number][] = []
  let open = -1
  let depth = 0
  for (let i = from; i < to; i++) {
    const char = norm[i]
    if (char === '(' || char === '[') {
      if (depth++ === 0) open = i
    } else if ((char === ')' || char === ']') && depth > 0 && --depth === 0) spans.push([open, i + 1])
  }
  return spans
}

function readRange(
  norm: string,
  clause: Clause,
  from: number,
  to: number,
  tokens: Clause['tokens'],
  planYear: number | null,
  carry: Carry,
  reading: NumberReading,
  bracketed: boolean,
): void {
  const lists = groupValues(norm, tokens, from)
  if (lists.length === 0) return
  const text = norm.slice(from, to)
  const past = PAST.test(text)
  const roles = lists.map((list, i) => {
    const before = norm.slice(i === 0 ? from : lists[i - 1]!.stop, list.start)
    const after = norm.slice(list.stop, to)
    const later = lists.slice(i + 1)
    const role = roleOf({
      before,
      after,
      list,
      past,
      rateFollows: later.some((one) =>
        ['ratio', 'class', 'concentration'].includes(one.values[0]!.dimension),
      ),
      countElsewhere: lists.some((one) => one !== list && one.values[0]!.dimension === 'count'),
    })
    if (bracketed && role === 'target' && readBearing(before).comparator === null)
      return list.values[0]!.dimension === 'count' ? 'population' : 'other'
    return role
  })
  lists.forEach((list, i) => {
    const role = roles[i]!
    for (const value of list.values) reading.roles.push({ start: value.start, end: value.end, role })
    if (role === 'threshold' && reading.threshold === null) reading.threshold = thresholdOf(norm, list, from)
    if (role === 'population' && reading.population === null) {
      reading.population = {
        value: list.values[0]!.values[0] * list.values[0]!.factor,
        unit: list.values[0]!.unit ?? '',
      }
    }
  })
  const baselineYear = baselineOf(norm, clause, from, to, planYear)
  let state = { ...carry }
  lists.forEach((list, i) => {
    if (roles[i] !== 'target') return
    const made = targetsOf(
      norm,
      { clause, from, to, lists, roles, at: i, baselineYear, planYear, bracketed },
      state,
      reading,
    )
    reading.drafts.push(...made)
    state = {
      addsCapacity:
        state.addsCapacity ||
        made.some((one) => one.comparator === 'increase_by>=' && one.kind === 'capacity'),
      indicator: made.at(-1)?.subject ?? state.indicator,
    }
  })
  if (!bracketed) Object.assign(carry, state)
}

function thresholdOf(norm: string, list: ValueList, from: number): Threshold {
  const value = list.values[0]!
  const before = norm.slice(Math.max(from, list.start - 6), list.start)
  const comparator: Threshold['comparator'] =
    list.suffix === 'up'
      ? '>='
      : list.suffix === 'down' || list.suffix === 'within'
        ? '<='
        : /(?:不低于|不小于|≥)$/.test(before)
          ? '>='
          : /(?:超过|大于|高于|>)$/.test(before)
            ? '>'
            : /(?:不超过|不大于|≤)$/.test(before)
              ? '<='
              : /(?:低于|小于|不足|<)$/.test(before)
                ? '<'
                : '>='
  return { value: value.values[0], unit: value.unit, comparator }
}

function baselineOf(
  norm: string,
  clause: Clause,
  from: number,
  to: number,
  planYear: number | null,
): number | null {
  for (const token of clause.tokens) {
    if (
      token.kind === 'date' &&
      token.start >= from &&
      token.end <= to &&
      token.year !== null &&
      isBaseline(norm, token)
    )
      return token.year
  }
  const text = norm.slice(from, to)
  if (planYear !== null && /同比|(?:较|比|与)(?:上年|去年|上一年|前一年)/.test(text)) return planYear - 1
  return null
}

interface Place {
  clause: Clause
  from: number
  to: number
  lists: ValueList[]
  roles: NumeralRole[]
  at: number
  baselineYear: number | null
  planYear: number | null
  bracketed: boolean
}

function targetsOf(norm: string, place: Place, carry: Carry, reading: NumberReading): TargetDraft[] {
  const { clause, lists, at } = place
  const list = lists[at]!
  const span = spanOf(norm, place)
  const previous = lists[at - 1]
  const before = norm.slice(
    previous === undefined ? span.from : Math.max(previous.stop, span.from),
    list.start,
  )
  const nextTarget = lists.findIndex((_, i) => i > at && place.roles[i] === 'target')
  const after = norm.slice(list.stop, nextTarget < 0 ? span.to : Math.min(span.to, lists[nextTarget]!.start))
  const whole = norm.slice(span.from, span.to)
  const bearing = readBearing(before)
  const value = list.values[0]!
  const frequency = frequencyOf(whole, list, before)
  const roundClock = roundTheClock(value)
  const phrase = subjectPhrase(before, after, value, bearing, whole, frequency !== null)
  const subject = withoutScope(phrase)
  const fenbie = /分别/.test(before)
  const names = splitSubjects(subject, list.values.length > 1 ? list.values.length : null)
  const paired = list.values.length > 1
  const members = paired
    ? list.values.map((one, i) => ({
        name: names.length === list.values.length ? names[i]! : subject,
        value: one,
      }))
    : names.map((name) => ({ name, value }))
  if (!paired && fenbie && names.length === 1) {
    const shared = sharedList(before, phrase)
    if (shared.length > 1) {
      members.length = 0
      for (const name of shared) members.push({ name, value })
    }
  }
  const doubts: string[] = []
  if (paired && names.length !== list.values.length) doubts.push('数值与主语个数不一致,未能逐一对应')
  return members.map((member) => {
    const comparator = comparatorOf(
      bearing,
      list,
      member.value,
      { whole, before, after, subject: member.name },
      carry,
      frequency !== null || roundClock,
    )
    const own = [...doubts, ...(comparator.doubt === null ? [] : [comparator.doubt])]
    if (member.value.repaired) own.push(`单位“${member.value.unit}”已损坏,按 ${member.value.norm} 理解`)
    if (member.value.norm === null) own.push('数值没有写明单位')
    if (clause.deadline?.acrossSemicolon === true) own.push('时限由分号前的分句沿用')
    if (member.name === '') own.push('未写明指标名称')
    const single = member.value.values.length === 1
    const unit = frequency?.unit ?? (roundClock ? '小时' : member.value.unit)
    const unitNorm = frequency?.norm ?? (roundClock ? 'hour_per_day' : member.value.norm)
    const scaled = member.value.values.map((one) => scale(one, member.value.factor))
    const scope = leadingScope(phrase)
    return draft(clause, {
      start: span.from,
      end: span.to,
      subject: member.name,
      comparator: single ? comparator.comparator : 'range',
      value: single ? member.value.values[0] : (member.value.values as [number, number]),
      unit,
      valueNorm: single ? scaled[0]! : [scaled[0]!, scaled[1]!],
      unitNorm,
      baselineYear: place.baselineYear,
      scope,
      regions: leadingRegions(phrase),
      population: reading.population,
      threshold: reading.threshold,
      kind: kindOf(member.value, member.name, comparator.comparator, frequency !== null || roundClock, whole),
      tier: 'number',
      modality: modalityOf(norm.slice(clause.start, span.to)),
      confidence: Math.max(0.4, (place.bracketed ? 0.65 : 0.97) - own.length * 0.12),
      doubts: own,
    })
  })
}

function scale(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15))
}

/** The part of a clause that carries one of its several values: pieces parted by 、 each have their own. */
function spanOf(norm: string, place: Place): { from: number; to: number } {
  const { clause, lists, at, roles } = place
  let from = place.bracketed ? place.from : clause.start
  let to = place.to
  const previous = lists.findLastIndex((_, i) => i < at && roles[i] === 'target')
  if (previous >= 0) {
    const cut = lastComma(norm, lists[previous]!.stop, lists[at]!.start)
    if (cut >= 0) from = cut + 1
  }
  const next = lists.findIndex((_, i) => i > at && roles[i] === 'target')
  if (next >= 0) {
    const cut = lastComma(norm, lists[at]!.stop, lists[next]!.start)
    if (cut >= 0) to = cut
  }
  return { from, to }
}

function lastComma(norm: string, from: number, to: number): number {
  let depth = 0
  let found = -1
  for (let i = from; i < to; i++) {
    const char = norm[i]!
    if (char === '(' || char === '“') depth++
    else if (char === ')' || char === '”') depth = Math.max(0, depth - 1)
    else if (depth === 0 && (char === '、' || char === ',')) found = i
  }
  return found
}

const OBJECT_VERB =
  /^.*?(?:完成|建成|新建|建设|改造|打造|培育|创建|整治|治理|实施|淘汰|关停|拆除|取缔|清理|疏浚|推进|开展|排查|安装|推广|布设|购置|覆盖|修复|争取|对|达到|新增|发展|敷设)(?=.)/

function subjectPhrase(
  before: string,
  after: string,
  value: Value,
  bearing: Bearing,
  whole: string,
  frequent: boolean,
): string {
  const head = bareSubject(before.slice(0, before.length - bearing.length))
  const tail = bareSubject(after.replace(/^的/, '')).replace(/(?:等)?(?:工作|任务)$/, '')
  if (value.dimension === 'ratio' || value.dimension === 'class' || value.dimension === 'concentration') {
    if (tail.length >= 2 && /^(?:面积|以上|的)/.test(after)) return `${head}${tail}`
    return head === '' ? tail : head.replace(/^完成/, '')
  }
  if (frequent) return tail.length >= 2 ? tail : head.replace(/^.*?(?:开展|组织|进行|实施)/, '')
  if (tail.length >= 2) return tail
  const object = head.replace(OBJECT_VERB, '')
  return object === ''
    ? head
    : /新增/.test(whole) && value.dimension !== 'count' && !head.includes('能力')
      ? head.replace(/^.*?(?=新增)/, '')
      : object
}

/** 在A、B等行业分别打造: the members each of which has the value. */
function sharedList(before: string, _phrase: string): string[] {
  const found =
    /(?:在|对|于|由)?([^,;]{2,80}?)(等)?([\u4e00-\u9fff]{0,4}(?:行业|领域|地区|流域|园区|企业|单位)?)分别[\u4e00-\u9fff]{0,6}$/.exec(
      before,
    )
  if (found === null) return []
  const names = found[1]!.split(/、|和|及|与/).filter((name) => name.length >= 2)
  return names.length > 1 ? names : []
}

interface Words {
  whole: string
  before: string
  after: string
  subject: string
}

function comparatorOf(
  bearing: Bearing,
  list: ValueList,
  value: Value,
  words: Words,
  carry: Carry,
  frequent: boolean,
): { comparator: Comparator; doubt: string | null } {
  const sure = (comparator: Comparator): { comparator: Comparator; doubt: null } => ({
    comparator,
    doubt: null,
  })
  if (value.dimension === 'class') return sure('<=')
  if (frequent) return sure(value.norm === 'h' ? '=' : '>=')
  if (bearing.comparator === 'increase_by>=' || bearing.comparator === 'decrease_by>=')
    return sure(bearing.comparator)
  const counted = ['count', 'area', 'length', 'mass', 'volume', 'flow', 'power', 'energy'].includes(
    value.dimension,
  )
  if (value.norm === 'round') return sure('>=')
  if (counted) {
    if (
      /能力|产能|规模/.test(words.whole) &&
      ['flow', 'power', 'mass', 'volume'].includes(value.dimension) &&
      (/新增|增加|新建/.test(words.before) || carry.addsCapacity)
    )
      return sure('increase_by>=')
    if (/(?:减少|削减|压减|减排|压降)[^,;、]{0,24}$/.test(words.before) && value.dimension !== 'count')
      return sure('decrease_by>=')
  }
  if (
    bearing.comparator !== null &&
    bearing.comparator !== 'reach' &&
    !(counted && value.dimension === 'count' && bearing.comparator === '>=' && doesCount(words))
  ) {
    if (list.suffix === 'up' && bearing.comparator === '<=') return sure('>=')
    if (counted && bearing.comparator === '>=' && doesCount(words)) return sure('complete_count>=')
    return sure(bearing.comparator)
  }
  if (counted && bearing.comparator !== 'reach' && !isLevel(words, value)) return sure('complete_count>=')
  if (
    counted &&
    bearing.comparator === 'reach' &&
    doesCount(words) &&
    !/(?:总量|总数|数量|面积|能力|规模|产能|里程)(?:达到?|稳定|保持|控制)/.test(words.before)
  )
    return sure('complete_count>=')
  if (list.suffix === 'up') return sure('>=')
  if (list.suffix === 'down' || list.suffix === 'within') return sure('<=')
  const lower = lowerIsBetter(words.subject)
  if (lower === null && bearing.comparator === null)
    return { comparator: '>=', doubt: '没有比较词,方向按“达到”理解' }
  return sure(lower === true ? '<=' : '>=')
}

/** A total or a stock that is to stand at a level, not a number of things to be done. */
function isLevel({ before, whole }: Words, value: Value): boolean {
  if (/(?:完成|新增|建成|新建|修复|造林|改造|淘汰|疏浚|整治|治理|压减|培育|打造|敷设)/.test(whole))
    return false
  return (
    value.dimension !== 'count' &&
    /(?:总量|用量|消费量|排放量|使用量|面积|蓄积量|能力|规模|产能|产量|装机)[^,]{0,4}$/.test(before)
  )
}

function doesCount({ whole }: Words): boolean {
  return /完成|建成|新建|建设|改造|新增|打造|培育|创建|创成|整治|治理|修复|淘汰|关停|拆除|取缔|清理|疏浚|推进|排查|安装|争创|布设|设立|评选|认定/.test(
    whole,
  )
}

function kindOf(
  value: Value,
  subject: string,
  comparator: Comparator,
  frequent: boolean,
  whole: string,
): TargetKind {
  if (frequent || value.norm === 'round' || /^per_/.test(value.norm ?? '')) return 'frequency'
  if (
    value.dimension === 'flow' ||
    (value.dimension !== 'ratio' &&
      /能力|产能|装机/.test(`${subject}${whole}`) &&
      comparator === 'increase_by>=')
  )
    return 'capacity'
  if (comparator === 'complete_count>=' || (value.dimension === 'count' && comparator !== '>='))
    return 'output_count'
  if (
    value.dimension === 'ratio' &&
    !comparator.endsWith('_by>=') &&
    /(?:处理|处置|利用|回收|覆盖|收集|安装|机扫|清扫|达标区|联网|普及|整改|办结|运行|负荷|完成|公交车|新能源)[^,]{0,6}(?:率|比例|占比|比重)|面积/.test(
      subject,
    )
  )
    return 'coverage_rate'
  return value.dimension === 'count' ? 'output_count' : 'outcome_indicator'
}
