import type { Comparator, ReviewFields, ReviewItem } from '@qinglan/contract'
import { civilDateOf, parseChinaTime, yearEnd, lastDayOfMonth } from '@qinglan/periods'

const prefix: Readonly<Record<Comparator, string>> = {
  '>=': '≥',
  '<=': '≤',
  '=': '',
  '>': '>',
  '<': '<',
  'increase_by>=': '提高≥',
  'decrease_by>=': '下降≥',
  'complete_count>=': '≥',
  range: '',
  none: '',
}

/** The number of a promise as a ledger writes it: `≥87.3%`, `较2020年下降≥3%`, `1～2个`; empty without a number. */
export function figureText(item: ReviewItem): string {
  const { comparator, value, valueHigh, unit, baselineYear } = item
  if (value === null) return item.delegatedTo === null ? '' : '按下达数'
  const since = baselineYear === null ? '' : `较${baselineYear}年`
  const body = valueHigh === null ? `${value}` : `${value}～${valueHigh}`
  return `${since}${prefix[comparator]}${body}${unit ?? ''}`
}

type Figure = Pick<ReviewFields, 'comparator' | 'value' | 'valueHigh' | 'unit' | 'baselineYear'>

const written =
  /^(?:较(?<year>\d{4})年)?(?<way>提高|增加|增长|上升|下降|降低|削减|减少)?(?<sign>≥|≧|>=|不低于|不少于|≤|≦|<=|不超过|不高于|>|＞|超过|<|＜|低于|=|＝)?(?<low>-?\d+(?:\.\d+)?)(?:[～~至—-](?<high>\d+(?:\.\d+)?))?(?<unit>.*?)(?<after>及?以上|及?以下|以内)?$/u

const signs: Readonly<Record<string, Comparator>> = {
  '≥': '>=',
  '≧': '>=',
  '>=': '>=',
  不低于: '>=',
  不少于: '>=',
  以上: '>=',
  及以上: '>=',
  '≤': '<=',
  '≦': '<=',
  '<=': '<=',
  不超过: '<=',
  不高于: '<=',
  以下: '<=',
  及以下: '<=',
  以内: '<=',
  '>': '>',
  '＞': '>',
  超过: '>',
  '<': '<',
  '＜': '<',
  低于: '<',
  '=': '=',
  '＝': '=',
}

function comparatorOf(
  { way, sign, high, unit }: { way?: string; sign?: string; high?: string; unit?: string },
  before: Comparator,
): Comparator {
  if (way) return /提高|增|上升/.test(way) ? 'increase_by>=' : 'decrease_by>='
  if (high) return 'range'
  const said = sign === undefined ? undefined : signs[sign]
  if (said === undefined) return before === 'range' ? '=' : before
  // ≥ of things counted is a completion, ≥ of a share is not
  return said === '>=' && before === 'complete_count>=' && unit !== '%' ? before : said
}

/** Reads a figure of a ledger back; what it does not say (direction, unit) stays as it was. Null when it is no figure. */
export function readFigure(text: string, before: ReviewItem): Figure | null {
  const plain = text.replaceAll(/\s/g, '')
  if (plain === '') return { value: null, valueHigh: null }
  const groups = written.exec(plain)?.groups
  if (!groups) return null
  const { year, low, high, unit, after } = groups
  const sign = groups['sign'] ?? after
  const shape = {
    ...(groups['way'] === undefined ? {} : { way: groups['way'] }),
    ...(sign === undefined ? {} : { sign }),
    ...(high === undefined ? {} : { high }),
    ...(unit === undefined ? {} : { unit }),
  }
  return {
    comparator: comparatorOf(shape, before.comparator),
    value: Number(low),
    valueHigh: high === undefined ? null : Number(high),
    unit: unit === undefined || unit === '' ? before.unit : unit,
    baselineYear: year === undefined ? null : Number(year),
  }
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A date as a ledger writes it: 2021年6月30日. */
export function dateText(day: string | null): string {
  if (day === null) return ''
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** Reads a date of a ledger: ISO, 2021年6月30日, 2021/6/30, 6月底, 年底. `undefined` when it is none, null when it is left open. */
export function readDate(text: string, year: number | null): string | null | undefined {
  const plain = text.replaceAll(/\s/g, '').replace(/前$/, '')
  if (plain === '') return null
  const inYear = /^(?:(\d{4})年)?(?:年底|底)$/.exec(plain)
  if (inYear) {
    const which = inYear[1] === undefined ? year : Number(inYear[1])
    return which === null ? undefined : yearEnd(which)
  }
  const parts = /^(?:(\d{4})[年./-])?(\d{1,2})[月./-](?:(\d{1,2})日?|底)$/.exec(plain)
  if (!parts) return undefined
  const which = parts[1] === undefined ? year : Number(parts[1])
  const month = Number(parts[2])
  if (which === null || month < 1 || month > 12) return undefined
  if (parts[3] === undefined) return lastDayOfMonth(which, month)
  const day = `${which}-${two(month)}-${two(Number(parts[3]))}`
  const time = parseChinaTime(day)
  return time !== null && civilDateOf(time) === day ? day : undefined
}

const parted = /[、,，;；\n]+/

export const unitsText = (names: readonly string[]): string => names.join('、')
export const readUnits = (text: string): string[] => [
  ...new Set(
    text
      .split(parted)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
]
