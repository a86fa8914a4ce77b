import type { DocumentToken, NameToken } from './token.ts'
import { readMultiplier, readUnit } from './units.ts'

// Only what has digits in it, or is a whole document, needs a token here.
const DOCUMENT_NUMBER = /\[(?:19|20)\d\d\]第?\d+号/y
const STANDARD =
  /(?<![A-Za-z])[A-Z]{2,5}(?:\d{2})?(?:\/[A-Z]{1,2})?[- ]?\d{2,6}(?:\.\d+)?(?:[-—]+\d{2,4})(?!\d)|(?<![A-Za-z])(?:GB|HJ|DB)(?:\/[TZ])?[- ]?\d{2,6}(?:\.\d+)?/y
const LATIN_NAME = /[A-Za-z][A-Za-z.\-+/]{0,20}\d+(?:\.\d+)?[A-Za-z]*/y
const EMISSION_STAGE = /国(?:\d(?![\d.])[a-zA-Z]?|[ⅠⅡⅢⅣⅤⅥ])/y
const NUMBER_THEN_LATIN = /\d{1,3}[A-Z](?![A-Za-z]*\/)(?=[级类景])/y
const HOTLINE = /\d{3,12}(?=(?:环保)?(?:热线|举报|平台|电话))/y
const PLUS_FORM = /\d+(?:\+(?:\d+|[NXnx]))+/y
/** 1:1.2 and 17:30. */
const COLON_FORM = /\d{1,2}(?:\.\d+)?:(?!1(?![\d.]))\d{1,2}(?:\.\d+)?(?![\d年月、.])/y
const ORDINAL = /第?\d+(?:\.\d+)?百分位数?|第\d+[批次号届期类条款项]/y
/** 十九届四中, 省九届九次、十次全会: sessions, and no counts. */
const SESSION =
  /[一二三四五六七八九十\d]{1,3}(?:届(?:[一二三四五六七八九十\d]{1,3}[次中]|历次)|[次中](?=(?:[、和][一二三四五六七八九十\d]{1,3}[次中])*(?:全体)?(?:全会|会议)))/y
/** 日最大8小时平均: the time a mean is taken over belongs to the indicator's name. */
const AVERAGING = /\d{1,2}(?:小时|h)(?=(?:滑动)?(?:平均|均值|浓度|最大)|第\d)/y
/** 2×30万千瓦: how many of what size, the name of a plant. */
const ALIKE =
  /\d{1,2}[×*xX]\d+(?:\.\d+)?(?:万|百|千)?(?:千瓦|兆瓦|MW|kW|吨|蒸吨|t|立方米)(?:\/(?:小时|日|天|年|h|d))?/y
/** 六个100%: the name of a set of rules. */
const HUNDREDS = /[一二三四五六七八九十]{1,2}个(?:100%|百分之百|百分百)/y
const LONG_NUMBER = /\d{7,}|\d{3,4}-\d{7,8}/y
const URL = /https?:\/\/[^\s\u4e00-\u9fff]{1,300}/y
const MAX_TITLE = 120

function match(pattern: RegExp, norm: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(norm)?.[0].length ?? 0
}

function titleEnd(norm: string, at: number): number | null {
  let depth = 0
  for (let i = at; i < norm.length && i - at < MAX_TITLE; i++) {
    const char = norm[i]
    if (char === '《') depth++
    else if (char === '》' && --depth === 0) return i + 1
    else if (char === '\n' || char === '。') return null
  }
  return null
}

/** Digits between quotation marks are a name (“333”行动, “污染防治·263在行动”), unless the quotation is a whole sentence. */
function quotedName(norm: string, at: number): number {
  const within = norm.slice(at, at + 32).indexOf('”')
  if (within < 0) return 0
  const end = at + within
  const inside = norm.slice(at + 1, end)
  if (/^[一二三四五六七八九十]+个100%$/.test(inside)) return end + 1 - at
  if (!/\d/.test(inside) || /[,;。\n]|%|[≥≤]|以上|不低于/.test(inside)) return 0
  return end + 1 - at
}

/** Formulae whose digits are their own, whatever follows. */
const FORMULA = /^(?:PM|O|SO|NO(?!x)|CO|N|H|CH|NH|BOD|HCFC|CFC|TSP|A|G|S|K|X|GB|HJ)[a-z]?\d/

/** VOCs10吨 is a substance and its quantity, not a name. */
function isMeasured(norm: string, at: number, length: number): boolean {
  if (FORMULA.test(norm.slice(at, at + length))) return false
  const multiplier = readMultiplier(norm, at + length)
  return readUnit(norm, at + length + multiplier.length) !== null && /\d$/.test(norm.slice(at, at + length))
}

/** Reads a document or a name with digits that starts at `at`. */
export function readName(norm: string, at: number): DocumentToken | NameToken | null {
  const char = norm[at]!
  if (char === '《') {
    const end = titleEnd(norm, at)
    if (end === null) return null
    return { kind: 'document', start: at, end }
  }
  if (char === '[') {
    const length = match(DOCUMENT_NUMBER, norm, at)
    return length === 0 ? null : { kind: 'document', start: at, end: at + length }
  }
  if (char === '“') {
    const length = quotedName(norm, at)
    return length === 0 ? null : { kind: 'name', start: at, end: at + length }
  }
  if (/[A-Za-z]/.test(char)) {
    const url = match(URL, norm, at)
    if (url > 0) return { kind: 'name', start: at, end: at + url }
    if (/[A-Za-z]/.test(norm[at - 1] ?? '')) return null
    const standard = match(STANDARD, norm, at)
    if (standard > 0) return { kind: 'document', start: at, end: at + standard }
    const latin = match(LATIN_NAME, norm, at)
    if (latin > 0 && isMeasured(norm, at, latin)) return null
    return latin === 0 ? null : { kind: 'name', start: at, end: at + latin }
  }
  for (const pattern of [
    SESSION,
    AVERAGING,
    ALIKE,
    HUNDREDS,
    NUMBER_THEN_LATIN,
    HOTLINE,
    PLUS_FORM,
    COLON_FORM,
    ORDINAL,
    LONG_NUMBER,
  ]) {
    const length = match(pattern, norm, at)
    if (length > 0) return { kind: 'name', start: at, end: at + length }
  }
  if (/[0-9ⅠⅡⅢⅣⅤⅥ]/.test(char) && norm[at - 1] === '国' && match(EMISSION_STAGE, norm, at - 1) > 0) {
    return { kind: 'name', start: at, end: at - 1 + match(EMISSION_STAGE, norm, at - 1) }
  }
  return null
}
