import { civilDateOf, parseChinaTime } from '@qinglan/periods'
import type { Family } from '../factors/factors.ts'

const hourMs = 3_600_000
const earliest = 0
const latest = Date.UTC(2100, 0, 1)

/** A letter of `observations.resolution`. */
export type ResolutionLetter = 'i' | 'h' | 's' | 'd' | 'm'

/** A time as it is stored: the instant, what it is the time of, and the civil day it belongs to. */
export interface RowTime {
  readonly epochMs: number
  readonly resolution: ResolutionLetter
  readonly civilDay: string
  /** For COPY. */
  readonly text: string
}

export type TimeProblem = 'badTime' | 'notOnTheHour' | 'timeOutOfRange'

const letters = { minute: 'i', hour: 'h', sample: 's', day: 'd', month: 'm' } as const

export interface TimeRule {
  readonly resolution: keyof typeof letters | 'auto'
  readonly hourLabel: 'end' | 'start'
  readonly zone: 'CST' | 'UTC'
}

const compactForm = /^\s*(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2}))?)?)?\s*$/

/** `20210305070000` as GB files and HJ 212 write it. */
function spelledOut(text: string): string {
  const m = compactForm.exec(text)
  if (!m) return text.normalize('NFKC')
  const clock = m[4] === undefined ? '' : ` ${m[4]}:${m[5] ?? '00'}:${m[6] ?? '00'}`
  return `${m[1]}-${m[2]}-${m[3]}${clock}`
}

const hasClock = (text: string) => /\d(?:日|[T\s])\s*\d/.test(text.trim())
const hasDay = (text: string) => /\d{4}\D+\d{1,2}\D+\d/.test(text)
const namesOffset = (text: string) => /(?:Z|[+-]\d{2}:?\d{2})\s*$/.test(text.trim()) && hasClock(text)

function resolutionOf(rule: TimeRule, text: string, epochMs: number, family: Family): ResolutionLetter {
  if (rule.resolution !== 'auto') return letters[rule.resolution]
  if (!hasDay(text)) return 'm'
  if (!hasClock(text)) return family === 'air' ? 'd' : 's'
  if (family === 'water') return 's'
  return epochMs % hourMs === 0 ? 'h' : 'i'
}

/** Reads the time of a row: see the `time` part of a mapping. */
export function readTime(written: string, rule: TimeRule, family: Family): RowTime | TimeProblem {
  const text = spelledOut(written)
  let epochMs = parseChinaTime(text)
  if (epochMs === null) return 'badTime'
  const resolution = resolutionOf(rule, text, epochMs, family)
  if (rule.zone === 'UTC' && !namesOffset(text)) epochMs += 8 * hourMs
  if (resolution === 'h') {
    if (epochMs % hourMs !== 0) return 'notOnTheHour'
    if (rule.hourLabel === 'start') epochMs += hourMs
  }
  // a day or a month is stored at its start, whatever hour the file gives it
  if (resolution === 'd') epochMs = startOf(civilDateOf(epochMs))
  if (resolution === 'm') epochMs = startOf(`${civilDateOf(epochMs).slice(0, 7)}-01`)
  if (epochMs < earliest || epochMs >= latest) return 'timeOutOfRange'
  // the hour that ends at 00:00 belongs to the day before
  const civilDay = civilDateOf(resolution === 'h' ? epochMs - 1 : epochMs)
  return { epochMs, resolution, civilDay, text: new Date(epochMs).toISOString() }
}

const startOf = (civilDate: string): number => parseChinaTime(civilDate) ?? 0
