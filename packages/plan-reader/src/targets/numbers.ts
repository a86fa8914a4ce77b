import type { NumeralRole } from '../contract.ts'
import type { Clause } from '../clauses/clause.ts'
import type { Token } from '../tokens/token.ts'
import type { Carry } from './carry.ts'
import { readBearing } from './comparators.ts'
import type { TargetDraft } from './draft.ts'
import { type Bounds, numberTargets } from './number-target.ts'
import { pledgeOf } from './pledges.ts'
import { roleOf } from './role.ts'
import { thresholdOf } from './thresholds.ts'
import { type ValueList, groupValues } from './values.ts'

export interface NumberReading extends Bounds {
  drafts: TargetDraft[]
  /** What each value turned out to be. */
  roles: { start: number; end: number; role: NumeralRole }[]
}

const PAST =
  /已(?:经)?(?:建成|完成|达到|实现|累计)(?![^,]{0,16}的)|截至目前|近年来|(?:达到了|完成了|下降了|提高了)|现有[^,]{0,16}$/
const RATED: ReadonlySet<string> = new Set(['ratio', 'class', 'concentration', 'rank'])

/** Reads every value of a clause: promises, thresholds and populations, in brackets too. */
export function readNumbers(
  norm: string,
  clause: Clause,
  planYear: number | null,
  carry: Carry,
): NumberReading {
  const reading: NumberReading = {
    drafts: [],
    roles: [],
    threshold: null,
    moreThresholds: [],
    population: null,
  }
  const from = clause.contentStart
  const own = clause.tokens.filter((token) => token.start >= from)
  const brackets = bracketSpans(norm, from, clause.end)
  const outside = own.filter((token) => !brackets.some(([a, b]) => token.start >= a && token.end <= b))
  readRange(norm, { clause, from, to: clause.end, planYear, bracketed: false }, outside, carry, reading)
  for (const [a, b] of brackets) {
    const inner = own.filter((token) => token.start >= a && token.end <= b)
    if (inner.length > 0) {
      readRange(
        norm,
        { clause, from: a + 1, to: b - 1, planYear, bracketed: true },
        inner,
        { ...carry },
        reading,
      )
    }
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

interface Range {
  clause: Clause
  from: number
  to: number
  planYear: number | null
  bracketed: boolean
}

function readRange(
  norm: string,
  range: Range,
  tokens: readonly Token[],
  carry: Carry,
  reading: NumberReading,
): void {
  const lists = groupValues(norm, tokens, range.from)
  const said = lists.map((_, i) => listRole(norm, range, lists, i, carry.indicator))
  const roles = said.map((role, i) => {
    if (role !== 'target') return role
    if (boundLikeBefore(lists, said, i)) return 'threshold'
    // 11个方面共30项: the sum of what was no promise is none.
    const joint = i === 0 ? '' : norm.slice(lists[i - 1]!.stop, lists[i]!.start)
    return said[i - 1] === 'other' && /^[、,]?(?:[\u4e00-\u9fff]{0,2})?(?:共|共计|合计|总计)$/.test(joint)
      ? 'other'
      : role
  })
  lists.forEach((list, i) => {
    const role = roles[i]!
    for (const value of list.values) reading.roles.push({ start: value.start, end: value.end, role })
    if (role === 'threshold') {
      if (reading.threshold !== null) reading.moreThresholds.push(norm.slice(list.start, list.stop))
      reading.threshold ??= thresholdOf(norm, list, range.from)
    }
    if (role === 'population') {
      const value = list.values[0]!
      reading.population ??= { value: value.values[0] * value.factor, unit: value.unit ?? '' }
    }
  })
  const { threshold, moreThresholds, population } = reading
  lists.forEach((_, at) => {
    if (roles[at] !== 'target') return
    reading.drafts.push(
      ...numberTargets(norm, { ...range, lists, roles, at }, carry, {
        threshold,
        moreThresholds,
        population,
      }),
    )
  })
}

/** 500头以上的场全部、50头以上的户80%: a second bound of the same kind, before a rate. */
function boundLikeBefore(lists: readonly ValueList[], roles: readonly NumeralRole[], i: number): boolean {
  const list = lists[i]!
  const { unit, dimension } = list.values[0]!
  return (
    dimension === 'count' &&
    list.suffix !== null &&
    roles.some(
      (role, j) =>
        j < i &&
        role === 'threshold' &&
        lists[j]!.suffix === list.suffix &&
        lists[j]!.values[0]!.unit === unit,
    ) &&
    lists.slice(i + 1).some((one) => RATED.has(one.values[0]!.dimension))
  )
}

const isBareBearing = (said: string): boolean => {
  const words = said.replace(/^(?:并且?|且|力争|争取|确保|同比|[较比](?:上年|去年)(?:同期)?|总体)+/, '')
  return readBearing(words).length === words.length
}

/** (2020年为82%): where things stood, beside what is promised. */
function isOfBefore({ clause, from, planYear }: Range, list: ValueList): boolean {
  const date = clause.tokens.find((token) => token.kind === 'date' && token.start >= from)
  return (
    planYear !== null &&
    date?.kind === 'date' &&
    date.start <= from + 1 &&
    date.end <= list.start &&
    date.year !== null &&
    date.year < planYear
  )
}

/** 改造5万户(包括集中供热2万户、气代煤3万户): parts in the unit of the value before the bracket. */
function carriesOn(norm: string, { clause, from }: Range, list: ValueList): boolean {
  const whole = clause.tokens.findLast((token) => token.end <= from)
  const { norm: unit } = list.values[0]!
  return (
    whole?.kind === 'quantity' && whole.norm === unit && /^以?[上下]?$/.test(norm.slice(whole.end, from - 1))
  )
}

function listRole(
  norm: string,
  range: Range,
  lists: readonly ValueList[],
  i: number,
  indicator: string | null,
): NumeralRole {
  const list = lists[i]!
  const said = norm.slice(i === 0 ? range.from : lists[i - 1]!.stop, list.start)
  // 优良天数增加6天,达到256天: the indicator stands in the clause before.
  const { dimension: measured } = list.values[0]!
  if (pledgeOf(norm, lists, i) !== null) return 'target'
  const before =
    measured === 'rank'
      ? norm.slice(range.from, list.start)
      : measured === 'time' && i === 0 && isBareBearing(said)
        ? `${indicator ?? ''}${said}`
        : said
  const role = roleOf({
    before,
    after: norm.slice(list.stop, range.to),
    list,
    past: PAST.test(before.slice(before.lastIndexOf(',') + 1)),
    oftenFollows:
      /每[个]?(?:[日天周月季年旬]|半年|两)/.test(norm.slice(list.stop, range.to)) &&
      lists.slice(i + 1).some((one) => /^(?:次|轮|遍)/.test(one.values[0]!.unit ?? '')),
    follows: i > 0 && said === '' && /^[次轮遍]/.test(lists[i - 1]!.values[0]!.unit ?? ''),
    rateFollows: lists.slice(i + 1).some((one) => RATED.has(one.values[0]!.dimension)),
    countElsewhere: lists.some((one) => one !== list && one.values[0]!.dimension === 'count'),
  })
  if (!range.bracketed || role !== 'target') return role
  const { dimension } = list.values[0]!
  if (isOfBefore(range, list)) return 'baseline'
  if (norm.startsWith('其中', range.from)) return 'target'
  if (norm.startsWith('包括', range.from) && carriesOn(norm, range, list)) return 'target'
  if (list.suffix !== null && list.suffix !== 'about' && dimension !== 'ratio') return 'threshold'
  if (readBearing(before).comparator !== null) return 'target'
  return dimension === 'count' ? 'population' : 'other'
}
