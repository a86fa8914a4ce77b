import { chineseNumber } from './chinese-number.ts'
import { readDate } from './dates.ts'
import { readName } from './names.ts'
import { readQuantity } from './quantities.ts'
import type { ClassToken, DateToken, Token } from './token.ts'

const ROMAN: Readonly<Record<string, number>> = {
  Ⅰ: 1,
  Ⅱ: 2,
  Ⅲ: 3,
  Ⅳ: 4,
  Ⅴ: 5,
  Ⅵ: 6,
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  V: 5,
  VI: 6,
}
const CLASS = /劣?(?:[Ⅰ-Ⅵ]|(?<![A-Za-z])(?:III|II|IV|VI|I|V)(?![A-Za-z]))(?:类|(?=比例|标准|水))?/y
const CLASS_WORD = /(劣)?([一二三四五])类(?:水|海水|标准)/y

function readClass(norm: string, at: number): ClassToken | null {
  CLASS.lastIndex = at
  const roman = CLASS.exec(norm)
  if (roman !== null) {
    const value = ROMAN[roman[0].replaceAll(/[劣类]/g, '')]
    if (value === undefined) return null
    return {
      kind: 'class',
      start: at,
      end: at + roman[0].length,
      value: roman[0].startsWith('劣') ? value + 1 : value,
    }
  }
  CLASS_WORD.lastIndex = at
  const word = CLASS_WORD.exec(norm)
  if (word === null) return null
  return {
    kind: 'class',
    start: at,
    end: at + word[0].indexOf('类') + 1,
    value: chineseNumber(word[2]!) ?? 0,
  }
}

const TRIGGER = /[0-9一二两三四五六七八九十百千零〇《[“"A-Za-zⅠ-Ⅵ劣半今本当年上下第明百数]/

/** 1.2022年… is the item sign 1. and a year. */
const SIGN_BEFORE_YEAR = /^\d{1,2}[.、](?=(?:19|20)\d\d年|\d{1,2}月)/

function atLineStart(norm: string, at: number): boolean {
  return at === 0 || /[\n:。;|\t]/.test(norm[at - 1]!)
}

/** 2024年6月底前…,12月底前…: a year named holds for the later dates of its sentence, unless it is past or compared with. */
function governsYears(norm: string, date: DateToken, planYear: number | null): boolean {
  if (date.year === null || date.role === 'start' || date.start === date.end) return false
  if (planYear !== null && date.year < planYear) return false
  if (!/^(?:19|20)\d\d年/.test(norm.slice(date.start, date.start + 5))) return false
  return !/[较比与以在于]$/.test(norm.slice(Math.max(0, date.start - 1), date.start))
}

/** Finds dates, quantities, classes, documents and names, in order and without overlap. Time is linear in the text. */
export function tokenise(norm: string, planYear: number | null): Token[] {
  const tokens: Token[] = []
  let sentenceYear = planYear
  for (let at = 0; at < norm.length;) {
    if (norm[at] === '\n' || norm[at] === '。') sentenceYear = planYear
    if (!TRIGGER.test(norm[at]!)) {
      at++
      continue
    }
    const sign = atLineStart(norm, at) ? SIGN_BEFORE_YEAR.exec(norm.slice(at, at + 8))?.[0] : undefined
    if (sign !== undefined) {
      at += sign.length
      continue
    }
    const token =
      readName(norm, at) ?? readDate(norm, at, sentenceYear) ?? readClass(norm, at) ?? readQuantity(norm, at)
    if (token === null) at++
    else {
      tokens.push(token)
      if (token.kind === 'date' && governsYears(norm, token, planYear)) sentenceYear = token.year
      at = token.end
    }
  }
  return tokens
}
