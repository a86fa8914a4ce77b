import { columnGaps } from './columns.ts'
import { inlineBreaks } from './inline-breaks.ts'
import { simplified } from './traditional.ts'
import { spelledGaps } from './spelled.ts'
import { wrappedBreaks } from './unwrap.ts'

/** A text made even for matching, and the way back to the characters it came from. */
export interface NormalText {
  source: string
  norm: string
  /** Source index of each character of `norm`; one more entry holds the source length. */
  map: Int32Array
}

const PUNCTUATION: Readonly<Record<string, string>> = {
  '，': ',',
  '；': ';',
  '：': ':',
  '∶': ':',
  '（': '(',
  '）': ')',
  '﹙': '(',
  '﹚': ')',
  '［': '[',
  '］': ']',
  '〔': '[',
  '〕': ']',
  '【': '[',
  '】': ']',
  '％': '%',
  '﹪': '%',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '－': '-',
  '–': '-',
  '−': '-',
  '．': '.',
  '？': '?',
  '！': '!',
  '｜': '|',
  '│': '|',
  '／': '/',
  '｡': '。',
  '＂': '“',
  '「': '“',
  '」': '”',
  '『': '“',
  '』': '”',
  '〈': '《',
  '〉': '》',
  '＜': '<',
  '＞': '>',
  '≧': '≥',
  '≦': '≤',
  '⩾': '≥',
  '⩽': '≤',
  µ: 'μ',
  '・': '·',
  '•': '·',
  '\r': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
  '\u000b': '\n',
  '\f': '\n',
}

/** One sign that stands for several: the way back leads to the one. */
const SQUARED: Readonly<Record<string, string>> = {
  '㎡': 'm²',
  '㎥': 'm³',
  '㎢': 'km²',
  '㎞': 'km',
  '㎝': 'cm',
  '㎜': 'mm',
  '㎍': 'μg',
  '㎎': 'mg',
  '㎏': 'kg',
  '㎖': 'mL',
}

const DROPPED = /[\u200b-\u200f\u00ad\ufeff\u2060]|\ufe0e|\ufe0f/
const SPACE = /[ \u00a0\u2000-\u200a\u202f\u205f\u3000]/
const LATIN = /[A-Za-z]/
const DIGIT = /[0-9]/

function even(char: string): string {
  const known = PUNCTUATION[char]
  if (known !== undefined) return known
  const code = char.charCodeAt(0)
  // Full-width forms, and the radicals that broken PDF text layers use in place of the characters themselves.
  if ((code >= 0xff01 && code <= 0xff5e) || (code >= 0x2e80 && code <= 0x2fdf)) {
    const plain = char.normalize('NFKC')
    return plain.length === 1 ? plain : char
  }
  return char
}

/**
 * Makes a text even for matching: full-width forms become half-width, traditional characters simplified, spaces between Chinese characters go, characters of no width go.
 * Breaks at a fixed width go. Spaces that keep two Latin words or two numbers apart stay, and so do tabs and line breaks.
 */
export function normalise(source: string): NormalText {
  const wrapped = wrappedBreaks(source)
  const inline = inlineBreaks(source)
  const gaps = columnGaps(source)
  const spelled = spelledGaps(source)
  const chars: string[] = []
  const map: number[] = []
  let quoteOpen = false
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i)
    // Most characters are Chinese and stay as they are, but for the traditional ones.
    if (code >= 0x4e00 && code <= 0x9fff) {
      chars.push(simplified(source[i]!))
      map.push(i)
      continue
    }
    if (code === 0x0d && source[i + 1] === '\n') continue
    let char = even(source[i]!)
    if (DROPPED.test(char) || wrapped.has(i) || inline.has(i)) continue
    if (char === '\n') quoteOpen = false
    if (char === '"') {
      char = quoteOpen ? '”' : '“'
      quoteOpen = !quoteOpen
    }
    if (gaps.has(i)) char = '\t'
    if (SPACE.test(char)) {
      if (spelled.has(i) || !(keepsApart(chars.at(-1), source, i) || afterSign(chars, source, i))) continue
      char = ' '
    }
    for (const one of SQUARED[char] ?? char) {
      chars.push(one)
      map.push(i)
    }
  }
  map.push(source.length)
  return { source, norm: chars.join(''), map: Int32Array.from(map) }
}

function keepsApart(before: string | undefined, source: string, at: number): boolean {
  if (before === undefined) return false
  const after = source[at + 1]
  if (after === undefined) return false
  const next = even(after)
  return (LATIN.test(before) && LATIN.test(next)) || (DIGIT.test(before) && DIGIT.test(next))
}

/** 2. 6家企业: the space between an item's sign and a number stays. */
function afterSign(chars: readonly string[], source: string, at: number): boolean {
  if (chars.at(-1) !== '.' || !DIGIT.test(source[at + 1] ?? '')) return false
  const line = chars.slice(-4).join('')
  return /(?:^|\n)\d{1,2}\.$/.test(line)
}

/** The source span of a span of the even text. */
export function sourceSpan(text: NormalText, start: number, end: number): { start: number; end: number } {
  if (end <= start) {
    const at = text.map[start] ?? text.source.length
    return { start: at, end: at }
  }
  return { start: text.map[start]!, end: text.map[end - 1]! + 1 }
}
