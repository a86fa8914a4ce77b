const DAY_MS = 86_400_000
const BEIJING_MS = 8 * 3_600_000

/** Days from 1970-01-01 to a date of the Gregorian calendar (H. Hinnant's days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/**
 * Reads `YYYYMMDDhhmmss`, with or without milliseconds, as an instant. HJ 212 names no time zone; the
 * fixed UTC+08:00 is an inference that all known samples fit.
 * @returns milliseconds since 1970-01-01T00:00Z, or null when the text is no such time.
 */
export function readTimestamp(text: string): number | null {
  if (text.length !== 14 && text.length !== 17) return null
  // taken apart by hand: it is done for every packet, and pieces of text would each be garbage
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x30 || code > 0x39) return null
  }
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 4)
  const day = twoDigits(text, 6)
  const hour = twoDigits(text, 8)
  const minute = twoDigits(text, 10)
  const second = twoDigits(text, 12)
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const seconds = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second
  const milliseconds = text.length === 17 ? (text.charCodeAt(14) - 0x30) * 100 + twoDigits(text, 15) : 0
  return seconds * 1000 + milliseconds - BEIJING_MS
}

const twoDigits = (text: string, at: number): number =>
  (text.charCodeAt(at) - 0x30) * 10 + text.charCodeAt(at + 1) - 0x30

/**
 * Writes an instant (milliseconds since 1970-01-01T00:00Z) as the 17 digits of a QN,
 * `YYYYMMDDhhmmsszzz` in UTC+08:00 (HJ 212-2017 table 3).
 */
export function writeQn(instant: number): string {
  const local = Math.floor(instant) + BEIJING_MS
  const days = Math.floor(local / DAY_MS)
  const inDay = local - days * DAY_MS
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return (
    pad(year, 4) +
    pad(month, 2) +
    pad(day, 2) +
    pad(Math.floor(inDay / 3_600_000), 2) +
    pad(Math.floor(inDay / 60_000) % 60, 2) +
    pad(Math.floor(inDay / 1000) % 60, 2) +
    pad(inDay % 1000, 3)
  )
}

/** Writes an instant (milliseconds since 1970-01-01T00:00Z) as `YYYYMMDDhhmmss` in UTC+08:00, the N14 of DataTime. */
export function writeTimestamp(instant: number): string {
  return writeQn(instant).slice(0, 14)
}
