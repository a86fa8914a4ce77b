import { type XmlElement, all, child, valueOf } from './xml.ts'

interface Level {
  format: string
  /** %1、 and the like: %n stands for the counter of level n. */
  pattern: string
  start: number
}

interface List {
  abstract: string
  levels: Map<number, Level>
  restarts: Map<number, number>
}

const HAN = '〇一二三四五六七八九'

/** 1 to 9999 in Chinese numerals as Word counts: 十一, 二十, 一百零三. */
export function countInChinese(value: number): string {
  if (value < 10) return value === 0 ? '零' : HAN[value]!
  const units = ['', '十', '百', '千']
  const digits = String(value).split('').map(Number)
  let out = ''
  digits.forEach((digit, i) => {
    const unit = units[digits.length - 1 - i] ?? ''
    if (digit !== 0) out += HAN[digit]! + unit
    else if (!out.endsWith('零') && digits.slice(i).some((one) => one !== 0)) out += '零'
  })
  return value < 20 ? out.replace(/^一十/, '十') : out
}

function letters(value: number): string {
  const letter = String.fromCharCode(97 + ((value - 1) % 26))
  return letter.repeat(Math.floor((value - 1) / 26) + 1)
}

function roman(value: number): string {
  const steps: readonly [number, string][] = [
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ]
  let rest = value
  let out = ''
  for (const [step, sign] of steps) {
    while (rest >= step) {
      out += sign
      rest -= step
    }
  }
  return out
}

/** Writes a counter in one of Word's number formats (ECMA-376 Part 1, 17.18.59); null for bullets and none. */
export function formatNumber(value: number, format: string): string | null {
  switch (format) {
    case 'none':
    case 'bullet':
      return null
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'chineseLegalSimplified':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return countInChinese(value)
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return String(value).replaceAll(/\d/g, (digit) => HAN[Number(digit)]!)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value <= 20 ? String.fromCharCode(0x2460 + value - 1) : `(${value})`
    case 'decimalEnclosedParen':
      return `(${value})`
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    default:
      return String(value)
  }
}

function levelsOf(element: XmlElement): Map<number, Level> {
  return new Map(
    all(element, 'lvl').map((level) => [
      Number(level.attributes['ilvl'] ?? 0),
      {
        format: valueOf(level, 'numFmt') ?? 'decimal',
        pattern: valueOf(level, 'lvlText') ?? '',
        start: Number(valueOf(level, 'start') ?? 1),
      },
    ]),
  )
}

/** Rebuilds the automatic numbers of a Word document, which its text does not hold. */
export class Numbering {
  readonly #lists = new Map<string, List>()
  readonly #counters = new Map<string, number[]>()
  readonly #started = new Set<string>()

  constructor(numbering: XmlElement | undefined) {
    const abstracts = new Map(
      all(numbering, 'abstractNum').map((one) => [one.attributes['abstractNumId'] ?? '', levelsOf(one)]),
    )
    for (const num of all(numbering, 'num')) {
      const abstract = valueOf(num, 'abstractNumId') ?? ''
      const levels = new Map(abstracts.get(abstract) ?? [])
      const restarts = new Map<number, number>()
      for (const override of all(num, 'lvlOverride')) {
        const at = Number(override.attributes['ilvl'] ?? 0)
        const start = valueOf(override, 'startOverride')
        if (start !== undefined) restarts.set(at, Number(start))
        const own = child(override, 'lvl')
        if (own !== undefined)
          for (const [level, value] of levelsOf({ ...override, children: [own] })) levels.set(level, value)
      }
      this.#lists.set(num.attributes['numId'] ?? '', { abstract, levels, restarts })
    }
  }

  /** The number of the next paragraph of a list at a level; '' for bullets and unknown lists. */
  next(numId: string, level: number): string {
    const list = this.#lists.get(numId)
    const own = list?.levels.get(level)
    if (list === undefined || own === undefined) return ''
    const counters = this.#counters.get(list.abstract) ?? []
    this.#counters.set(list.abstract, counters)
    if (!this.#started.has(numId)) {
      this.#started.add(numId)
      for (const [at, start] of list.restarts) counters[at] = start - 1
    }
    counters.length = Math.max(counters.length, level + 1)
    for (let i = 0; i < level; i++) counters[i] ??= list.levels.get(i)?.start ?? 1
    counters[level] = counters[level] === undefined ? own.start : counters[level] + 1
    counters.length = level + 1
    if (formatNumber(1, own.format) === null) return ''
    return own.pattern.replaceAll(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      return formatNumber(counters[at] ?? 1, list.levels.get(at)?.format ?? 'decimal') ?? ''
    })
  }
}
