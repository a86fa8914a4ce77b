import { Temporal } from 'temporal-polyfill'

/** China Standard Time as the law's civil time: always UTC+08:00, without the summer time of Asia/Shanghai in 1986–1991. */
const zone = '+08:00'
const offsetMs = 8 * 3600 * 1000

const two = (n: number) => String(n).padStart(2, '0')
const plain = (date: string) => Temporal.PlainDate.from(date)

/** The civil date (`YYYY-MM-DD`) on which an instant (milliseconds since 1970, UTC) falls. */
export const civilDateOf = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone).toPlainDate().toString()

/** The instant (milliseconds, UTC) at which a civil day begins. */
export const dayStart = (date: string): number => plain(date).toZonedDateTime(zone).epochMilliseconds

/** The civil date `days` later (earlier when negative). */
export const addDays = (date: string, days: number): string => plain(date).add({ days }).toString()

/** Whole days from one civil date to another: 1 from a day to the next. */
export const daysBetween = (from: string, to: string): number =>
  plain(from).until(plain(to), { largestUnit: 'days' }).days

/** 1 for 1 January. */
export const dayOfYear = (date: string): number => plain(date).dayOfYear

export const daysInYear = (year: number): number => plain(`${year}-01-01`).daysInYear

/** `YYYY-MM` of a civil date. */
export const monthOf = (date: string): string => date.slice(0, 7)

/** 1 to 4. */
export const quarterOf = (date: string): number => Math.ceil(Number(date.slice(5, 7)) / 3)

/** The last civil date of a month. */
export const lastDayOfMonth = (year: number, month: number): string =>
  new Temporal.PlainYearMonth(year, month).toPlainDate({ day: 31 }).toString()

export const yearEnd = (year: number): string => `${year}-12-31`

const written =
  /^\s*(\d{4})[-/.年](\d{1,2})(?:月|[-/.月](\d{1,2})日?)?(?:[T\s]*(\d{1,2})(?:[::时](\d{1,2})?(?:[::分](\d{1,2})(?:\.(\d{1,3})\d*)?)?)?[分秒]?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/

/**
 * Reads a time as files write it (`2021-03-05 07:00`, `2021/3/5 7:00`, `2021-03-05T07:00:00+08:00`, `2021-03-05`, `2021-03`, `2021年3月`), in
 * China Standard Time unless it names an offset. 24:00 is the end of the day. Returns milliseconds UTC, or null when it is no time.
 */
export function parseChinaTime(text: string): number | null {
  const m = written.exec(text)
  if (!m) return null
  const [year, month, day, hour, minute, second] = [
    m[1],
    m[2],
    m[3] ?? 1,
    m[4] ?? 0,
    m[5] ?? 0,
    m[6] ?? 0,
  ].map(Number) as [number, number, number, number, number, number]
  const milli = Number((m[7] ?? '0').padEnd(3, '0'))
  const endOfDay = hour === 24 && minute === 0 && second === 0
  if (month < 1 || month > 12 || day < 1 || (hour > 23 && !endOfDay) || minute > 59 || second > 59)
    return null
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
  if (day > lengths[month - 1]!) return null
  return (
    daysFrom1970(year, month, day) * 86_400_000 +
    hour * 3_600_000 +
    minute * 60_000 +
    second * 1000 +
    milli -
    shift(m[8])
  )
}

/** Days since 1970-01-01 in the Gregorian calendar; plain arithmetic, because an import calls it a million times. */
function daysFrom1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function shift(offset: string | undefined): number {
  if (offset === undefined) return offsetMs
  if (offset === 'Z') return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}

/** `2021-03-05 07:00:00` in China Standard Time. */
export function formatChinaTime(epochMs: number): string {
  const t = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone)
  return `${t.toPlainDate().toString()} ${two(t.hour)}:${two(t.minute)}:${two(t.second)}`
}
