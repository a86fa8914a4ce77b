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

/** Why a text is no time of a measurement. */
export type TimeProblem = 'badTime' | 'notOnTheHour' | 'timeOutOfRange' | 'timeInFuture'

const letters = { minute: 'i', hour: 'h', sample: 's', day: 'd', month: 'm' } as const

/** How the times of a file are read. */
export interface TimeRule {
  readonly resolution: keyof typeof letters | 'auto'
  readonly hourLabel: 'end' | 'start'
  readonly zone: 'CST' | 'UTC'
  /** In a table whose times all say 00:00, that is how a day is written; elsewhere it is the hour that ends then. */
  readonly midnightIsDay?: boolean
  /** Nothing can have been measured after this instant; absent: any time is taken. */
  readonly latestMs?: number
}

const compactForm = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2}))?)?)?$/
const monthForm = /^((?:19|20)\d{2})(0[1-9]|1[0-2])$/
const serialForm = /^[2-6]\d{4}(?:\.\d+)?$/
const epochForm = /^1[0-8]\d{8}(?:\d{3})?$/
/** Year, month, and where wanted day and hour, each from a column of its own. */
const partsForm = /^(\d{4})年? (\d{1,2})月?(?: (\d{1,2})日?(?: (\d{1,2})[时点]?)?)?$/
/** A date column of a spreadsheet says 00:00 although the hour stands in a column of its own. */
const dateThenHour = /^(.+?)(?:[T ]0{1,2}:00(?::00)?)? +(\d{1,2}(?:[:时点].*)?)$/
const secondsOfDay = 86_400

/** `44931.3333` as a spreadsheet counts days; a clock is snapped to the minute where the decimals are too few to say it. */
function ofSerial(text: string): string {
  const seconds = Math.round((Number(text) - 25_569) * secondsOfDay)
  const minute = Math.round(seconds / 60) * 60
  const at = Math.abs(minute - seconds) < 9 ? minute : seconds
  const iso = new Date(at * 1000).toISOString()
  return at % secondsOfDay === 0 ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

function dateOf(text: string): string {
  const m = compactForm.exec(text)
  if (m && !epochForm.test(text)) {
    const clock = m[4] === undefined ? '' : ` ${m[4]}:${m[5] ?? '00'}:${m[6] ?? '00'}`
    return `${m[1]}-${m[2]}-${m[3]}${clock}`
  }
  const month = monthForm.exec(text)
  if (month) return `${month[1]}-${month[2]}`
  if (serialForm.test(text)) return ofSerial(text)
  if (epochForm.test(text)) return new Date(Number(text.padEnd(13, '0'))).toISOString()
  return text
}

/** Spells out `20230105080000` as GB files and HJ 212 write it, days of a spreadsheet, seconds since 1970, and dates beside hours. */
function spelledOut(written: string): string {
  const text = written.trim()
  if (/^[\d.]+$/.test(text)) return dateOf(text)
  const narrow = text.normalize('NFKC')
  const parts = partsForm.exec(narrow)
  if (parts) {
    const [, year, month, day, hour] = parts
    return `${[year, month, day].filter((part) => part !== undefined).join('-')}${hour === undefined ? '' : ` ${hour}:00`}`
  }
  const apart = dateThenHour.exec(narrow)
  if (!apart) return narrow
  const [, date = '', hour = ''] = apart
  const day = dateOf(date)
  return hasClock(day) ? narrow : `${day} ${hour}`
}

/** Whether a time is written as the first instant of a day, with its clock. */
export const saysMidnight = (written: string): boolean =>
  /[T\s日]0{1,2}(?:[::时]0{0,2}){0,2}(?:[::]00)?(?:\.0+)?(?:[+]08:?00)?$/.test(spelledOut(written))

const hasClock = (text: string) => /\d(?:日|[T\s])\s*\d/.test(text.trim())
const hasDay = (text: string) => /\d{4}\D+\d{1,2}\D+\d/.test(text)
const namesOffset = (text: string) => /(?:Z|[+-]\d{2}:?\d{2})\s*$/.test(text.trim()) && hasClock(text)

function resolutionOf(rule: TimeRule, text: string, epochMs: number, family: Family): ResolutionLetter {
  if (rule.resolution !== 'auto') return letters[rule.resolution]
  if (!hasDay(text)) return 'm'
  if (!hasClock(text)) return family === 'air' ? 'd' : 's'
  if (family === 'water') return 's'
  if (rule.midnightIsDay && saysMidnight(text)) return 'd'
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
  if (rule.latestMs !== undefined && epochMs > rule.latestMs) return 'timeInFuture'
  // the hour that ends at 00:00 belongs to the day before
  const civilDay = civilDateOf(resolution === 'h' ? epochMs - 1 : epochMs)
  return { epochMs, resolution, civilDay, text: new Date(epochMs).toISOString() }
}

const startOf = (civilDate: string): number => parseChinaTime(civilDate) ?? 0
