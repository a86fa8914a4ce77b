import type { Population, Threshold } from '../contract.ts'
import { leadingRegions } from '../clauses/places.ts'
import { isBaseline } from '../clauses/read-clauses.ts'
import { baselineOf } from './baseline.ts'
import type { Carry } from './carry.ts'
import { compare } from './compare.ts'
import { type Bearing, readBearing } from './comparators.ts'
import { deadlineDoubts } from './deadline-doubts.ts'
import { type TargetDraft, draft } from './draft.ts'
import { frequencyOf, roundTheClock } from './frequency.ts'
import { kindOf } from './kind-of.ts'
import { modalityOf } from './modality.ts'
import { completedName } from './naming.ts'
import { setElsewhere } from './worded/delegated.ts'
import { opensPart, partOf } from './part-of.ts'
import { pledgeOf } from './pledges.ts'
import { rankName, sharedList, subjectPhrase } from './phrase.ts'
import { bareSubject, leadingScope, splitActions, splitSubjects, withoutScope } from './subject.ts'
import { moreThresholdsDoubt } from './thresholds.ts'
import { type Place, nextTarget, valueSpan, wordsFrom } from './value-span.ts'
import type { Value, ValueList } from './values.ts'

/** Thresholds and populations of the clause, which belong to each of its targets. */
export interface Bounds {
  threshold: Threshold | null
  /** Further thresholds of the clause in its own words: a target has room for one. */
  moreThresholds: string[]
  population: Population | null
}

interface Member {
  name: string
  value: Value
}

/** Makes the targets of one list of values: one for each subject and value that belong together. */
export function numberTargets(norm: string, place: Place, carry: Carry, bounds: Bounds): TargetDraft[] {
  const { clause, lists, at } = place
  const list = lists[at]!
  const span = valueSpan(norm, place)
  const previous = lists[at - 1]
  const risen = place.roles[at - 1] === 'baseline'
  const inRanking = isRank(norm, clause, list)
  const ranked = inRanking && place.roles[at - 1] !== 'target'
  // 淘汰4.3米焦炉产能: the size before describes what is counted.
  const described =
    place.roles[at - 1] === 'other' &&
    ['length', 'power', 'flow'].includes(previous?.values[0]?.dimension ?? '')
  const from =
    previous === undefined || risen || ranked || described ? span.from : Math.max(previous.stop, span.from)
  const next = nextTarget(place)
  const whole = norm.slice(span.from, span.to)
  const stretch = norm.slice(from, list.start)
  const pledge = pledgeOf(norm, lists, at)
  const bearing: Bearing = pledge === null ? readBearing(stretch) : { comparator: 'reach', length: 1 }
  // 由45%提高到60%: the name stands before the value left behind.
  const nameEnd = risen
    ? Math.max(...['由', '从', '比', '较'].map((word) => norm.lastIndexOf(word, previous!.start)))
    : list.start - bearing.length
  const before = norm.slice(wordsFrom(norm, clause, from, Math.min(nameEnd, list.start)), nameEnd)
  const rest = norm.slice(list.stop, next < 0 ? span.to : Math.min(span.to, lists[next]!.start))
  // 达到58%以上或较2020年提高6个百分点: what follows is the other way to meet it.
  const after = rest.startsWith('或') ? '' : rest
  const value = list.values[0]!
  const frequency = frequencyOf(whole, list, stretch)
  const roundClock = roundTheClock(value, list.suffix)
  const frequent = frequency !== null || roundClock
  const phrase = inRanking ? rankName(before) : subjectPhrase(before, after, list, whole, frequency !== null)
  const opening = norm.slice(wordsFrom(norm, clause, span.from, list.start), list.start)
  const scope = leadingScope(phrase) ?? leadingScope(opening)
  // 其中电力行业20万吨、钢铁行业15万吨: the parts go on.
  const goesOn = carry.part === clause.start && norm[span.from - 1] === '、'
  const part =
    (goesOn || opensPart(norm.slice(span.from, list.start))) && frequency === null
      ? partOf(carry, value, bearing.comparator, phrase)
      : null
  const ofPart = part?.subject ?? null
  const { subject, carried } =
    ofPart === null
      ? completedName(measuredOfSet(norm, place, previous) ?? withoutScope(phrase), value, carry)
      : { subject: ofPart, carried: ofPart !== phrase }
  const ownDate = sharedDateOf(norm, place) ?? ownDateOf(norm, place, previous)
  // 其中A和B减少12.6%: both together, unless it says each.
  const together = part !== null && !/均|分别|各/.test(stretch)
  const named = carried && carry.names.length > 1 && carry.names.length === list.values.length
  const members = named
    ? list.values.map((one, i) => ({ name: carry.names[i]!, value: one }))
    : together && list.values.length === 1
      ? [{ name: subject, value }]
      : membersOf(subject, list.values, stretch, frequency !== null)
  const years = yearsOf(norm.slice(clause.start, list.start), list.values.length)
  const doubts: string[] = []
  if (list.values.length > 1 && years === null && new Set(members.map((one) => one.name)).size === 1)
    doubts.push('数值与主语个数不一致,未能逐一对应')
  const elsewhere = setElsewhere(norm.slice(list.stop, clause.end + 30).replace(/[。;\n].*$/s, ''))
  if (elsewhere !== null) doubts.push(`最终数值以“${elsewhere}”为准`)
  if (pledge !== null) doubts.push('“保…争…”是两档目标,单位和方向按指标名理解')
  const more = moreThresholdsDoubt(bounds.moreThresholds)
  if (more !== null) doubts.push(more)
  if (part !== null) doubts.push('是前一数值的一部分,不另行累加')
  if (carried) doubts.push('指标名承前补出')
  doubts.push(...deadlineDoubts(clause.deadline))
  if (clause.deadline?.acrossSentence === true) doubts.push('时限由前一句沿用')
  if (carry.change?.clause !== clause.start) carry.change = null
  const ownBaseline =
    baselineOf(norm, clause, from, list.start, place.planYear) ??
    (risen ? yearWithin(clause, nameEnd, list.start) : null)
  const made = members.map((member, i) => {
    const comparison =
      part !== null
        ? { comparator: part.comparator, doubt: null }
        : compare(
            bearing,
            list,
            member.value,
            { whole, before: stretch, subject: member.name, inRanking },
            carry,
            frequent,
          )
    const own = [...doubts, ...ownDoubts(member), ...(comparison.doubt === null ? [] : [comparison.doubt])]
    const { values, factor } = member.value
    const changes = comparison.comparator.endsWith('_by>=')
    return draft(clause, {
      start: span.from,
      end: span.to,
      subject: member.name,
      comparator: values.length === 1 ? comparison.comparator : 'range',
      value: values.length === 1 ? values[0] : values,
      unit: frequency?.unit ?? (roundClock ? '小时' : member.value.unit),
      valueNorm:
        values.length === 1 ? scale(values[0], factor) : [scale(values[0], factor), scale(values[1], factor)],
      unitNorm: frequency?.norm ?? (roundClock ? 'hour_per_day' : normOf(member, whole)),
      baselineYear:
        ownBaseline ??
        (changes && member.value.dimension === 'ratio' && !/(?:年均|每年|逐年)/.test(stretch)
          ? carry.baselineYear
          : null),
      scope,
      regions: leadingRegions(phrase),
      threshold: bounds.threshold,
      population: bounds.population,
      ...(years === null
        ? ownDate
        : {
            deadline: `${years[i]!}-12-31`,
            deadlineRole: REACHED_YEARS.test(whole) ? ('by' as const) : ('period' as const),
          }),
      kind: part?.kind ?? kindOf(member.value, member.name, comparison.comparator, frequent, whole),
      tier: 'number',
      modality:
        pledge ?? modalityOf(whole) ?? modalityOf(norm.slice(clause.start, span.to)) ?? carry.modality,
      confidence: Math.max(0.4, (place.bracketed || pledge !== null ? 0.65 : 0.97) - own.length * 0.12),
      doubts: own,
    })
  })
  const last = made.at(-1)!
  carry.change =
    last.comparator === 'increase_by>=' || last.comparator === 'decrease_by>='
      ? { clause: clause.start, dimension: value.dimension, comparator: last.comparator }
      : null
  carry.addsCapacity ||= made.some((one) => one.comparator === 'increase_by>=' && one.kind === 'capacity')
  carry.counts ||= made.some((one) => one.comparator === 'complete_count>=')
  carry.part = part === null ? null : clause.start
  if (part === null)
    carry.total = {
      subject: last.subject,
      norm: last.unitNorm,
      comparator: last.comparator,
      kind: last.kind,
    }
  if (!carried) {
    carry.indicator = last.subject
    carry.names = made.map((one) => one.subject)
    if (value.dimension === 'count') carry.counted = last.subject
  }
  if (ownBaseline !== null) carry.baselineYear = ownBaseline
  return made
}

/** 前6位, 前50%: a place or a share of a ranking; the 前 of a date is none. */
function isRank(norm: string, clause: Place['clause'], list: ValueList): boolean {
  if (list.values[0]!.dimension === 'rank') return true
  return (
    norm[list.start - 1] === '前' &&
    !clause.tokens.some((one) => one.kind === 'date' && one.end === list.start)
  )
}

/** 浓度超过52的甲镇、乙乡均下降至50: what is measured stands where the set is told. */
function measuredOfSet(
  norm: string,
  { clause, lists, roles, at }: Place,
  previous: ValueList | undefined,
): string | null {
  if (previous === undefined || roles[at - 1] !== 'threshold') return null
  if (previous.values[0]!.norm !== lists[at]!.values[0]!.norm) return null
  const set = norm.slice(previous.stop, lists[at]!.start)
  if (/(?:率|比例|浓度|天数)/.test(set)) return null
  const told = /([^,;的]{2,24}(?:浓度|率|比例))(?:超过|高于|低于|大于|小于|不足|达不到|在)$/.exec(
    norm.slice(clause.contentStart, previous.start),
  )?.[1]
  return told === undefined ? null : bareSubject(told.replace(/^20\d\d年(?:度)?/, ''))
}

function yearWithin(clause: Place['clause'], from: number, to: number): number | null {
  const date = clause.tokens.find((token) => token.kind === 'date' && token.start >= from && token.end <= to)
  return date?.kind === 'date' ? date.year : null
}

/** 甲2条、乙7条分别于2022年底、2023年底前完成: as many dates after the values as values, each with its own. */
function sharedDateOf(
  norm: string,
  { clause, lists, roles, at }: Place,
): Pick<TargetDraft, 'deadline' | 'deadlineRole'> | null {
  const own = lists.flatMap((_, i) => (roles[i] === 'target' ? [i] : []))
  const dates = clause.tokens.filter((token) => token.kind === 'date' && token.start >= lists.at(-1)!.stop)
  if (own.length < 2 || dates.length !== own.length) return null
  if (!/分别(?:于|在|要)*$/.test(norm.slice(lists.at(-1)!.stop, dates[0]!.start))) return null
  const date = dates[own.indexOf(at)]!
  return date.kind === 'date' && date.iso !== null ? { deadline: date.iso, deadlineRole: 'by' } : null
}

/** The date between the value before and this one: 2018年压减2万吨、2019年压减1万吨. */
function ownDateOf(
  norm: string,
  { clause, lists, at }: Place,
  previous: ValueList | undefined,
): Pick<TargetDraft, 'deadline' | 'deadlineRole'> | Record<string, never> {
  if (previous === undefined) return dateAtValue(norm, clause, lists[at]!)
  const date = clause.tokens.findLast(
    (token) => token.kind === 'date' && token.start >= previous.stop && token.end <= lists[at]!.start,
  )
  if (date?.kind !== 'date' || date.iso === null || isBaseline(norm, date)) return {}
  const reached = /[到至]$/.test(norm.slice(previous.stop, date.start))
  if (date.role === null && !reached && !/^(?:完成|建成)/.test(norm.slice(date.end, date.end + 2))) return {}
  return { deadline: date.iso, deadlineRole: reached ? 'by' : (date.role ?? 'by') }
}

/** 比例2023年达30%: a year right before the value, behind the name. */
function dateAtValue(
  norm: string,
  clause: Place['clause'],
  list: ValueList,
): Pick<TargetDraft, 'deadline' | 'deadlineRole'> | Record<string, never> {
  const date = clause.tokens.findLast((token) => token.kind === 'date' && token.end <= list.start)
  if (date?.kind !== 'date' || date.iso === null || date.role !== 'period') return {}
  const words = norm.slice(date.end, list.start)
  if (
    date.start === clause.contentStart ||
    readBearing(words).length !== words.length ||
    isBaseline(norm, date)
  )
    return {}
  return { deadline: date.iso, deadlineRole: 'period' }
}

const REACHED_YEARS = /[到至]20\d\d年?[、,和及]/

/** 2022、2023、2024年分别达到: as many years as values, each with its own. */
function yearsOf(before: string, count: number): string[] | null {
  if (count < 2) return null
  const periods = /(?:“十[一二三四五六七八]五”[、,和及]?){2,6}(?:期间|时期|期末|末)/
    .exec(before)?.[0]
    .match(/十[一二三四五六七八]五/g)
  if (periods?.length === count)
    return periods.map((one) => String(2010 + 5 * '一二三四五六七八'.indexOf(one[1]!)))
  const found = /(?:20\d\d年?[、,和及]){1,6}20\d\d年/.exec(before)?.[0].match(/20\d\d/g)
  return found?.length === count ? found : null
}

/** Subjects and values, paired: one value for each subject, one value for all, or one subject with all values. */
function membersOf(subject: string, values: readonly Value[], stretch: string, frequency: boolean): Member[] {
  const value = values[0]!
  if (values.length > 1) {
    const names = splitSubjects(subject, values.length)
    return values.map((one, i) => ({ name: names[names.length === values.length ? i : 0]!, value: one }))
  }
  if (frequency) return splitActions(subject).map((name) => ({ name, value }))
  const counted = !['ratio', 'class', 'concentration'].includes(value.dimension)
  const names = counted && !/分别/.test(stretch) ? [subject] : splitSubjects(subject, null)
  if (names.length > 1) return names.map((name) => ({ name, value }))
  const shared = sharedList(stretch)
  return shared.length > 1
    ? shared.map((name) => ({ name: `${name}${subject}`, value }))
    : [{ name: names[0]!, value }]
}

/** A bare number after a rate is a percentage; tonnes of a daily capacity are tonnes a day. */
function normOf({ name, value }: Member, whole: string): string | null {
  if (value.dimension === 'bare') return /(?:率|比例|比重|占比)$/.test(name) ? 'percent' : null
  return value.norm === 't' && /日(?:处理|供水|收集|处置)/.test(whole) ? 't/d' : value.norm
}

function ownDoubts({ name, value }: Member): string[] {
  const doubts: string[] = []
  if (value.repaired)
    doubts.push(
      value.unit === null
        ? `单位符号在文中缺失,按 ${value.norm} 理解`
        : `单位“${value.unit}”已损坏,按 ${value.norm} 理解`,
    )
  else if (value.unit === null && value.dimension !== 'bare') doubts.push('数值没有写明单位')
  if (name === '') doubts.push('未写明指标名称')
  return doubts
}

function scale(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15))
}
