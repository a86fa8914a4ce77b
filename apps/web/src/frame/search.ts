import { isLanguage, type Language } from '../locales/i18n.ts'

/** What every page keeps in its address: which campaign, as of when, in which language. */
export interface FrameSearch {
  readonly campaign?: string | undefined
  /** A civil date; absent: the campaign's own. */
  readonly at?: string | undefined
  readonly lang?: Language | undefined
}

export type Raw = Readonly<Record<string, unknown>>

/** A parameter as text; the router reads digits alone as a number. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A parameter that must be one of a list; anything else is ignored, so that an old link still opens. */
export function oneOf<T extends string>(list: readonly T[], value: unknown): T | undefined {
  return list.find((item) => item === value)
}

/** A parameter that is a comma list of such words. */
export function someOf<T extends string>(list: readonly T[], value: unknown): T[] | undefined {
  const words = textOf(value)?.split(',') ?? []
  const known = list.filter((item) => words.includes(item))
  return known.length > 0 ? known : undefined
}

const civilDate = /^\d{4}-\d{2}-\d{2}$/

export function readFrameSearch(raw: Raw): FrameSearch {
  const at = textOf(raw['at'])
  const lang = raw['lang']
  return {
    campaign: textOf(raw['campaign']),
    at: at !== undefined && civilDate.test(at) ? at : undefined,
    lang: isLanguage(lang) ? lang : undefined,
  }
}
