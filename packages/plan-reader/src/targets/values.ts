import { pledgeOf } from './pledges.ts'
import type { ClassToken, Dimension, QuantityToken, Token } from '../tokens/token.ts'

/** One written value: a quantity, or a step of the water quality scale. */
export interface Value {
  start: number
  end: number
  values: [number] | [number, number]
  unit: string | null
  norm: string | null
  factor: number
  dimension: Dimension | 'class'
  repaired: boolean
  chinese: boolean
}

export type Suffix = 'up' | 'down' | 'within' | 'about'

/** Values that stand together (10%和12%以上) with the word after them. */
export interface ValueList {
  values: Value[]
  start: number
  end: number
  suffix: Suffix | null
  /** End of the suffix word. */
  stop: number
}

const SUFFIX =
  /^(?:(?:\(含\)|及其?|\(含本数\))?以上|(?:\(含\)|及其?)?以下|以内|之内|左右|范围(?:以)?内|内(?!河|部|涝|源|陆|燃|外|控|在|容))/
const CLASS_SUFFIX = /^(?:标准|水质|水体|水)?(?:及|或)?(?:其)?(?:以上|优于|以下)?/
const JOINT = /^(?:以上|以下|以内)?(?:、|和|及|与|以及|,)$/

function fromQuantity(token: QuantityToken): Value {
  const { start, end, values, unit, norm, factor, dimension, repaired, chinese } = token
  return { start, end, values, unit, norm, factor, dimension, repaired, chinese }
}

function fromClass(token: ClassToken): Value {
  return {
    start: token.start,
    end: token.end,
    values: [token.value],
    unit: '类',
    norm: 'water_quality_class',
    factor: 1,
    dimension: 'class',
    repaired: false,
    chinese: false,
  }
}

function readSuffix(
  norm: string,
  at: number,
  dimension: Value['dimension'],
): { suffix: Suffix | null; stop: number } {
  const text = norm.slice(at, at + 12)
  if (dimension === 'class') {
    const found = CLASS_SUFFIX.exec(text)?.[0] ?? ''
    return { suffix: found.endsWith('以下') ? 'down' : 'up', stop: at + found.length }
  }
  const found = SUFFIX.exec(text)?.[0]
  if (found === undefined) return { suffix: null, stop: at }
  const suffix: Suffix = found.endsWith('以上')
    ? 'up'
    : found.endsWith('以下')
      ? 'down'
      : found === '左右'
        ? 'about'
        : 'within'
  return { suffix, stop: at + found.length }
}

function sameFamily(a: Value, b: Value, paired: boolean): boolean {
  if (a.dimension === 'bare') return true
  return a.dimension === b.dimension || paired
}

/** Groups the values of a clause into lists; units and the trailing 以上 hold for the whole list. */
export function groupValues(norm: string, tokens: readonly Token[], from: number): ValueList[] {
  const values: Value[] = []
  for (const token of tokens) {
    if (token.kind === 'quantity') values.push(fromQuantity(token))
    else if (token.kind === 'class') {
      const before = values.at(-1)
      // 分别达到Ⅱ类、Ⅲ类: the second is reached too.
      const joins = before?.dimension === 'class' && JOINT.test(norm.slice(before.end, token.start))
      if (joins || isClassValue(norm, token, from)) values.push(fromClass(token))
    }
  }
  const lists: ValueList[] = []
  for (const value of values) {
    const last = lists.at(-1)
    const previous = last?.values.at(-1)
    if (last !== undefined && previous !== undefined && value.start - previous.end <= 4) {
      const paired = norm.slice(Math.max(from, last.start - 8), last.start).includes('分别')
      if (JOINT.test(norm.slice(previous.end, value.start)) && sameFamily(previous, value, paired)) {
        last.values.push(value)
        last.end = value.end
        Object.assign(last, readSuffix(norm, value.end, value.dimension))
        continue
      }
    }
    lists.push({
      values: [value],
      start: value.start,
      end: value.end,
      ...readSuffix(norm, value.end, value.dimension),
    })
  }
  for (const list of lists) lendUnits(list)
  // 保31争30微克/立方米: the unit stands once.
  lists.forEach((list, i) => {
    if (pledgeOf(norm, lists, i) === '确保')
      lendUnits({ ...list, values: [...list.values, ...lists[i + 1]!.values] })
  })
  return lists
}

function lendUnits(list: ValueList): void {
  const lender = list.values.at(-1)!
  for (const value of list.values) {
    if (value.dimension !== 'bare') continue
    value.unit = lender.unit
    value.norm = lender.norm
    value.factor = lender.factor
    value.dimension = lender.dimension
  }
}

/** A class is a value only where it is reached (水质达到Ⅲ类); in 优Ⅲ比例 or 劣Ⅴ类 it belongs to the indicator's name. */
function isClassValue(norm: string, token: ClassToken, from: number): boolean {
  const before = norm.slice(Math.max(from, token.start - 14), token.start)
  const after = norm.slice(token.end, token.end + 14)
  if (norm[token.start] === '劣' || /^[-~—至到、]+(?:[Ⅰ-Ⅵ]|I{1,3}|IV|VI?)类?/.test(after)) return false
  if (
    !/(?:达到?|优于|不低于|保持(?:在)?|稳定(?:在)?|为|满足|符合|提升(?:至|到)|好于|地表水|改善(?:至|到)|恢复(?:至|到)|达标)(?:或好于|或优于|国家|地表水|地下水|环境质量标准|环境质量|《[^《》]*》|\(.{1,16}\)|\s)*$/.test(
      before,
    )
  )
    return false
  return !/^(?:标准|水质|水体|水)?(?:及以上|以上|或以上|及优于)?(?:水质|水体|断面|水域|的)*(?:比例|比率|占比|率|断面比|个数|数量|断面数|目标|的断面|的(?:不少于|不低于|不得|达|有|占|河|水|湖|县|区))/.test(
    after,
  )
}
