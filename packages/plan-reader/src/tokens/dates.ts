import type { DeadlineRole } from '../contract.ts'
import type { DateToken } from './token.ts'
import { chineseNumber } from './chinese-number.ts'

const LAST_DAY = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

function lastDay(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (LAST_DAY[month - 1] ?? 30)
}

function iso(year: number | null, month: number, day: number): string | null {
  if (year === null || month < 1 || month > 12 || day < 1 || day > 31) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function endOf(year: number | null, month: number): string | null {
  return year === null ? null : iso(year, month, lastDay(year, month))
}

function small(text: string | undefined): number {
  if (text === undefined) return 0
  return /\d/.test(text) ? Number(text) : (chineseNumber(text) ?? 0)
}

const Y = '((?:19|20)\\d\\d)'
const M = '(\\d{1,2}|[一二三四五六七八九十]{1,2})'
const BEFORE = '(?:之前|以前|前|止)'
const RANGE = '(?:-|~|—+|至|到)'
const THIS = '(?:今年|本年度|本年|当年)?'

type Reading = Pick<DateToken, 'iso' | 'year' | 'role' | 'bareYear'>
type Rule = [pattern: RegExp, read: (match: RegExpExecArray, planYear: number | null) => Reading | null]

const by: DeadlineRole = 'by'

function dayOrder(words: string): number {
  return words === '上旬' || words === '初' ? 10 : words === '中旬' ? 20 : 31
}

function monthReading(
  year: number | null,
  month: number,
  part: string | undefined,
  ending: string | undefined,
): Reading | null {
  if (month < 1 || month > 12) return null
  if (ending === '起') return { iso: iso(year, month, 1), year, role: 'start', bareYear: false }
  // 4月前 ends with March; 4月底前 with April.
  const strictlyBefore = ending !== undefined && ending !== '止' && part === undefined
  const day = part === undefined ? 31 : dayOrder(part)
  const end =
    year === null
      ? null
      : strictlyBefore
        ? endOf(month === 1 ? year - 1 : year, month === 1 ? 12 : month - 1)
        : iso(year, month, Math.min(day, lastDay(year, month)))
  return { iso: end, year, role: ending !== undefined || part !== undefined ? by : null, bareYear: false }
}

function partOfYear(word: string): number {
  if (word === '上半年') return 6
  if (word === '下半年') return 12
  const quarter = small(/[一二三四1-4]/.exec(word)?.[0])
  return quarter * 3
}

const RULES: readonly Rule[] = [
  [
    new RegExp(`${Y}年${M}月(\\d{1,2})日${RANGE}(?:${Y}年)?${M}月(\\d{1,2})日(?:期间)?`, 'y'),
    (m) => {
      const year = Number(m[4] ?? m[1])
      return { iso: iso(year, small(m[5]), Number(m[6])), year, role: 'period', bareYear: false }
    },
  ],
  [
    new RegExp(`${Y}年?(?:${M}月)?${RANGE}${Y}年(?:${M}月)?(?:底|末)?(?:度|间|期间)?${BEFORE}?`, 'y'),
    (m) => {
      const year = Number(m[3])
      return {
        iso: endOf(year, m[4] === undefined ? 12 : small(m[4])),
        year,
        role: 'period',
        bareYear: false,
      }
    },
  ],
  [
    new RegExp(`${Y}年${M}月(\\d{1,2})日(起|开始|以来|后|以后|${BEFORE})?`, 'y'),
    (m) => {
      const [, y, month, day, ending] = m
      const starts = ending === '起' || ending === '开始'
      const role = starts ? 'start' : ending !== undefined && /前|止/.test(ending) ? by : null
      return { iso: iso(Number(y), small(month), Number(day)), year: Number(y), role, bareYear: false }
    },
  ],
  [
    new RegExp(`${Y}年${M}(?:月)?${RANGE}(?:次年)?${M}月(?:底|末)?(?:期间)?`, 'y'),
    (m) => ({ iso: endOf(Number(m[1]), small(m[3])), year: Number(m[1]), role: 'period', bareYear: false }),
  ],
  [
    new RegExp(`${Y}年${M}月份?(底|末|上旬|中旬|下旬|初)?(起|${BEFORE})?`, 'y'),
    (m) => monthReading(Number(m[1]), small(m[2]), m[3], m[4]),
  ],
  [
    new RegExp(`${Y}年度?(第?[一二三四1-4]季度|[上下]半年)(?:末|底)?${BEFORE}?`, 'y'),
    (m) => ({ iso: endOf(Number(m[1]), partOfYear(m[2]!)), year: Number(m[1]), role: by, bareYear: false }),
  ],
  [
    new RegExp(`${Y}年度?(?:年底|年末|底|末|内|年内)(?:${BEFORE})?`, 'y'),
    (m) => ({ iso: endOf(Number(m[1]), 12), year: Number(m[1]), role: by, bareYear: false }),
  ],
  [
    new RegExp(`${Y}年(起|${BEFORE})`, 'y'),
    (m) => {
      const year = Number(m[1])
      return m[2] === '起'
        ? { iso: iso(year, 1, 1), year, role: 'start', bareYear: false }
        : { iso: endOf(year, 12), year, role: by, bareYear: false }
    },
  ],
  [
    new RegExp(`${Y}年(?!代)度?`, 'y'),
    (m) => ({ iso: endOf(Number(m[1]), 12), year: Number(m[1]), role: 'period', bareYear: true }),
  ],
  [
    new RegExp(`${Y}[-/.](\\d{1,2})[-/.](\\d{1,2})(?:[ T]?\\d{1,2}:\\d{2}(?::\\d{2})?)?(?!\\d)`, 'y'),
    (m) => ({
      iso: iso(Number(m[1]), Number(m[2]), Number(m[3])),
      year: Number(m[1]),
      role: null,
      bareYear: false,
    }),
  ],
  [
    // A month lost its sign: 2020427日.
    /(20\d\d)(\d{1,2})(\d{2})日/y,
    (m) => ({
      iso: iso(Number(m[1]), Number(m[2]), Number(m[3])),
      year: Number(m[1]),
      role: null,
      bareYear: false,
    }),
  ],
  [
    new RegExp(
      `${THIS}${M}月(\\d{1,2})日(?:${RANGE}(?:次年)?(?:${M}月)?(\\d{1,2})日)?(起|开始|${BEFORE})?`,
      'y',
    ),
    (m, planYear) => {
      const starts = m[5] === '起' || m[5] === '开始'
      const role: DeadlineRole | null = starts
        ? 'start'
        : m[5] !== undefined
          ? by
          : m[4] !== undefined
            ? 'period'
            : null
      const month = m[4] === undefined ? small(m[1]) : small(m[3] ?? m[1])
      return { iso: iso(planYear, month, Number(m[4] ?? m[2])), year: planYear, role, bareYear: false }
    },
  ],
  [
    new RegExp(`${M}月?(?:-|~|—|至)(?:次年)?${M}月(?:底|末|份)?(?:期间)?`, 'y'),
    (m, planYear) => {
      const month = small(m[2])
      if (month < 1 || month > 12 || small(m[1]) > 12) return null
      return {
        iso: planYear === null ? null : endOf(planYear, month),
        year: planYear,
        role: null,
        bareYear: false,
      }
    },
  ],
  [
    new RegExp(`${THIS}${M}月份?(底|末|上旬|中旬|下旬|初)?(起|${BEFORE})?`, 'y'),
    (m, planYear) => monthReading(planYear, small(m[1]), m[2], m[3]),
  ],
  [
    new RegExp(`${THIS}(?:第([一二三四1-4])季度|([一二三四])季度)(?:末|底)?(?:${BEFORE})?`, 'y'),
    (m, planYear) => ({
      iso: planYear === null ? null : endOf(planYear, small(m[1] ?? m[2]) * 3),
      year: planYear,
      role: by,
      bareYear: false,
    }),
  ],
  [
    new RegExp(`${THIS}([上下]半年)(?:末|底)?(?:${BEFORE})?`, 'y'),
    (m, planYear) => ({
      iso: planYear === null ? null : endOf(planYear, partOfYear(m[1]!)),
      year: planYear,
      role: by,
      bareYear: false,
    }),
  ],
  [
    new RegExp(
      `(?:今年|本年|当年)?(?<![一二两三四五六七八九十几半\\d])年(?:底|末|内)(?:${BEFORE})?|(?:今|本|当)年(?:底|末|内)(?:${BEFORE})?`,
      'y',
    ),
    (_m, planYear) => ({
      iso: planYear === null ? null : endOf(planYear, 12),
      year: planYear,
      role: by,
      bareYear: false,
    }),
  ],
  [
    /明年(?:年?底|年?末)(?:之前|以前|前)?/y,
    (_m, planYear) => ({
      iso: planYear === null ? null : endOf(planYear + 1, 12),
      year: planYear === null ? null : planYear + 1,
      role: by,
      bareYear: false,
    }),
  ],
  [
    /“?十([一二三四五六七八])五”?(?:规划)?(期末|末)/y,
    (m) => {
      const year = 1995 + small(m[1]) * 5 + 10
      return { iso: endOf(year, 12), year, role: by, bareYear: false }
    },
  ],
  [
    /“?十([一二三四五六七八])五”?(?:规划)?(?:期间|时期)内?/y,
    (m) => {
      const year = 1995 + small(m[1]) * 5 + 10
      return { iso: endOf(year, 12), year, role: 'period', bareYear: false }
    },
  ],
  [
    /([一二][〇零○Oo0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日/y,
    (m) => {
      const year = chineseNumber(m[1]!.replaceAll(/[○Oo0]/g, '〇')) ?? 0
      return { iso: iso(year, small(m[2]), small(m[3])), year, role: null, bareYear: false }
    },
  ],
]

const START = /[0-9一二三四五六七八九十今本当年上下第明“]/

/** Reads the date or period that starts at `at`; a date without a year takes the plan's. */
export function readDate(norm: string, at: number, planYear: number | null): DateToken | null {
  if (!START.test(norm[at]!)) return null
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(norm)
    if (match === null) continue
    const reading = read(match, planYear)
    if (reading !== null) return { kind: 'date', start: at, end: at + match[0].length, ...reading }
  }
  return null
}
