import { badInput } from '../errors.ts'

/** The time that an option names: a day, or a time, in China Standard Time unless it says otherwise. */
export function readTime(option: string, text: string | undefined): Date {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? `${text}T00:00:00` : (text ?? '')
  const time = /^\d{4}-\d{2}-\d{2}T/.test(full)
    ? new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(full) ? full : `${full}+08:00`)
    : new Date(Number.NaN)
  if (!Number.isNaN(time.getTime())) return time
  throw badInput(
    `--${option} 应为日期或时间,如 2026-01-31 或 2026-01-31T08:00:00`,
    `--${option} is a day or a time, such as 2026-01-31 or 2026-01-31T08:00:00`,
  )
}
