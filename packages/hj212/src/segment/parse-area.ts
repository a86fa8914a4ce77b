import type { Absence, Field, Measurement } from './measurement.ts'
import { type CpName, hashStep, NameReader } from './name-table.ts'
import { isSentinel, POWERS_OF_TEN, readNumber, type Sentinels } from './number.ts'

/** The content of a CP: plain fields, and the values of factors with their marks. */
export interface Area {
  readonly parameters: readonly Field[]
  readonly measurements: readonly Measurement[]
  /** Items that were empty or had no `=`; a trailing `;` counts. */
  readonly strayItems: number
  /** Names or values with spaces around them. */
  readonly spaced: boolean
}

const COMMA = 0x2c
const SEMICOLON = 0x3b
const EQUALS = 0x3d
const SLASH = 0x2f
const SPACE = 0x20
/** The point, counted from the digit 0. */
const POINT = 0x2e - 0x30
const MINUS = 0x2d

/** How far back a mark looks for its factor when other factors stand between; bounds hostile input. */
const LOOK_BACK = 64

const NO_FIELDS: readonly Field[] = []
const NO_MEASUREMENTS: readonly Measurement[] = []

/** Whether a separator, or the end, stands at `i`. */
function isSeparator(codes: Uint8Array, i: number, end: number): boolean {
  return i >= end || codes[i] === SEMICOLON || codes[i] === COMMA
}

/** Logs stand between `//` and `//` and may hold any separator (HJ 212-2017 appendix C.40). */
function endOfLog(codes: Uint8Array, start: number, end: number): number {
  for (let i = start + 2; i + 1 < end; i++) {
    if (codes[i] !== SLASH || codes[i + 1] !== SLASH) continue
    let after = i + 2
    while (after < end && codes[after] === SPACE) after++
    if (isSeparator(codes, after, end)) return after
  }
  return -1
}

/** Collects the items of one CP; a class because each item changes several of its running values. */
class AreaParser {
  readonly parameters: Field[] = []
  readonly measurements: Measurement[] = []
  strayItems = 0
  spaced = false
  /** The factor whose items stand together now, and the first of its measurements. */
  #factor = ''
  #runStart = 0
  #afterSemicolon = false
  #flag: string | null = null
  #makerFlag: string | null = null
  #sampleTime: string | null = null
  #polId: string | null = null
  readonly #codes: Uint8Array
  readonly #text: string
  readonly #shift: number
  readonly #sentinels: Sentinels
  readonly #names: NameReader

  constructor(codes: Uint8Array, text: string, shift: number, sentinels: Sentinels) {
    this.#codes = codes
    this.#text = text
    this.#shift = shift
    this.#sentinels = sentinels
    this.#names = new NameReader(codes, text, shift)
  }

  parse(start: number, end: number): void {
    const codes = this.#codes
    let i = start
    while (i < end) {
      i = this.#item(i, end)
      if (i < end && codes[i] === SEMICOLON) this.#afterSemicolon = true
      i++
    }
    if (end > start && isSeparator(codes, end - 1, end)) this.strayItems++
  }

  /** Reads the item at `start`; returns where it ends. */
  #item(start: number, end: number): number {
    const guessed = this.#names.guess(start, end)
    if (guessed) return this.#named(guessed, start + guessed.name.length + 1, end)
    const codes = this.#codes
    let hash = 0
    let i = start
    for (; i < end; i++) {
      const code = codes[i]!
      if (code === EQUALS) return this.#named(this.#name(start, i, hash), i + 1, end)
      if (code === SEMICOLON || code === COMMA) break
      hash = hashStep(hash, code)
    }
    this.#bareItem(start, i)
    return i
  }

  #name(start: number, end: number, hash: number): CpName {
    const codes = this.#codes
    if (codes[start] !== SPACE && codes[end - 1] !== SPACE) return this.#names.read(start, end, hash)
    let from = start
    let to = end
    while (from < to && codes[from] === SPACE) from++
    while (to > from && codes[to - 1] === SPACE) to--
    this.spaced = true
    return this.#names.read(from, to)
  }

  #named(name: CpName, valueStart: number, end: number): number {
    if (name.role === 'value') return this.#value(name, valueStart, end)
    const valueEnd = this.#endOfValue(valueStart, end)
    const text = this.#slice(valueStart, valueEnd)
    if (name.role === 'plain') {
      if (name.name === 'PolId' || name.name === 'PolID') this.#enterPolId(text)
      this.parameters.push({ name: name.name, text })
    } else this.#attribute(name, text)
    return valueEnd
  }

  #value(name: CpName, start: number, end: number): number {
    const codes = this.#codes
    let i = start
    const negative = codes[i] === MINUS
    if (negative) i++
    const first = i
    let mantissa = 0
    let point = -1
    for (; i < end; i++) {
      const digit = codes[i]! - 0x30
      if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
      else if (digit === POINT && point < 0) point = i
      else break
    }
    const digits = point < 0 ? i - first : i - first - 1
    if (digits > 0 && digits <= 15 && isSeparator(codes, i, end)) {
      const size = point < 0 ? mantissa : mantissa / POWERS_OF_TEN[i - point - 1]!
      const value = negative && size !== 0 ? -size : size
      const text = this.#text.slice(start - this.#shift, i - this.#shift)
      this.#measure(name, isSentinel(this.#sentinels, value) ? 'sentinel' : value, text)
      return i
    }
    return this.#unusualValue(name, start, end)
  }

  #unusualValue(name: CpName, start: number, end: number): number {
    const valueEnd = this.#endOfValue(start, end)
    const text = this.#slice(start, valueEnd)
    const read = readNumber(text, this.#sentinels.values)
    this.#measure(name, read === 'not-numeric' && name.statistic === 'Info' ? 'text' : read, text)
    return valueEnd
  }

  #measure(name: CpName, value: number | Absence, text: string): void {
    // The same factor again behind a `;` is a new group once the last one has its mark.
    if (name.factor !== this.#factor || (this.#afterSemicolon && this.#flag !== null))
      this.#enterRun(name.factor)
    this.#afterSemicolon = false
    this.measurements.push({
      factor: name.factor,
      statistic: name.statistic,
      value,
      text,
      flag: this.#flag,
      makerFlag: this.#makerFlag,
      sampleTime: this.#sampleTime,
      polId: this.#polId,
    })
  }

  #attribute(name: CpName, text: string): void {
    if (name.role === 'text') this.#measure(name, text === '' ? 'empty' : 'text', text)
    else if (name.factor === this.#factor && name.role === 'flag' && this.#flag === null) {
      this.#afterSemicolon = false
      this.#flag = text
      for (let i = this.#runStart; i < this.measurements.length; i++) this.measurements[i]!.flag = text
    } else this.#unusualAttribute(name, text)
  }

  #unusualAttribute(name: CpName, text: string): void {
    const role = name.role
    if (name.factor !== this.#factor) {
      const owner = this.#lastUnmarked(name.factor, role)
      if (owner) {
        this.#mark(owner, role, text)
        return
      }
      this.#enterRun(name.factor)
    } else if (this.#afterSemicolon && this.#flag !== null && role === 'flag') this.#enterRun(name.factor)
    this.#afterSemicolon = false
    if (role === 'flag') this.#flag = text
    else if (role === 'maker-flag') this.#makerFlag = text
    else this.#sampleTime = text
    for (let i = this.#runStart; i < this.measurements.length; i++)
      this.#mark(this.measurements[i]!, role, text)
  }

  #mark(measurement: Measurement, role: CpName['role'], text: string): void {
    if (role === 'flag') measurement.flag = text
    else if (role === 'maker-flag') measurement.makerFlag = text
    else measurement.sampleTime = text
  }

  #lastUnmarked(factor: string, role: CpName['role']): Measurement | null {
    const oldest = Math.max(0, this.measurements.length - LOOK_BACK)
    for (let i = this.measurements.length - 1; i >= oldest; i--) {
      const candidate = this.measurements[i]!
      if (candidate.factor !== factor || candidate.polId !== this.#polId) continue
      const marked =
        role === 'flag' ? candidate.flag : role === 'maker-flag' ? candidate.makerFlag : candidate.sampleTime
      return marked === null ? candidate : null
    }
    return null
  }

  #enterRun(factor: string): void {
    this.#factor = factor
    this.#runStart = this.measurements.length
    this.#flag = null
    this.#makerFlag = null
    this.#sampleTime = null
  }

  #enterPolId(code: string): void {
    this.#polId = code
    this.#enterRun('')
  }

  #bareItem(start: number, end: number): void {
    const text = this.#slice(start, end)
    this.strayItems++
    if (text !== '') this.parameters.push({ name: text, text: '' })
  }

  #endOfValue(start: number, end: number): number {
    const codes = this.#codes
    let i = start
    if (i + 1 < end && codes[i + 1] === SEMICOLON && codes[i] !== SEMICOLON && codes[i] !== COMMA)
      return i + 1
    while (i < end && codes[i] === SPACE) i++
    if (codes[i] === SLASH && codes[i + 1] === SLASH && i + 1 < end) {
      const after = endOfLog(codes, i, end)
      if (after >= 0) return after
    }
    while (i < end && codes[i] !== SEMICOLON && codes[i] !== COMMA) i++
    return i
  }

  #slice(start: number, end: number): string {
    const text = this.#text.slice(start - this.#shift, end - this.#shift)
    const first = this.#codes[start]
    if (start < end && (first === SPACE || this.#codes[end - 1] === SPACE)) {
      this.spaced = true
      return text.trim()
    }
    return text
  }
}

/**
 * Parses the data area of a CP (HJ 212-2017 6.3.3.1) in one pass over its codes.
 * @param codes one code per character; the area is `codes[start, end)`.
 * @param text the characters; `codes[i]` belongs to `text[i - shift]`.
 * @param sentinels numbers that mean "no value".
 */
export function parseArea(
  codes: Uint8Array,
  text: string,
  shift: number,
  start: number,
  end: number,
  sentinels: Sentinels,
): Area {
  const parser = new AreaParser(codes, text, shift, sentinels)
  parser.parse(start, end)
  return {
    parameters: parser.parameters.length > 0 ? parser.parameters : NO_FIELDS,
    measurements: parser.measurements.length > 0 ? parser.measurements : NO_MEASUREMENTS,
    strayItems: parser.strayItems,
    spaced: parser.spaced,
  }
}
