import type { DeadlineRole } from '../contract.ts'

interface At {
  start: number
  end: number
}

/** A date or period; `iso` is its last day (its first for a start), null when no year is known. */
export interface DateToken extends At {
  kind: 'date'
  iso: string | null
  year: number | null
  /** How the words themselves bind: 前 by, a bare year period, 起 start; null when the words alone promise nothing (a bare month or day). */
  role: DeadlineRole | null
  bareYear: boolean
}

/** A number with its unit. Two values make a range. */
export interface QuantityToken extends At {
  kind: 'quantity'
  values: [number] | [number, number]
  /** As written, with 万 and 亿; null for a bare number. */
  unit: string | null
  norm: string | null
  factor: number
  dimension: Dimension
  /** True when the unit had to be mended. */
  repaired: boolean
  /** True when the number is written in Chinese numerals. */
  chinese: boolean
}

export type Dimension =
  | 'ratio'
  | 'count'
  | 'area'
  | 'length'
  | 'volume'
  | 'mass'
  | 'flow'
  | 'concentration'
  | 'power'
  | 'energy'
  | 'time'
  | 'money'
  | 'score'
  | 'rank'
  | 'other'
  | 'bare'

/** A step of an ordinal scale of water quality: Ⅲ类 is 3, and smaller is better. 劣Ⅴ类 is 6. */
export interface ClassToken extends At {
  kind: 'class'
  value: number
}

/** A named document or standard: 《…》, GB/T 38597-2020, 国发〔2015〕17号. */
export interface DocumentToken extends At {
  kind: 'document'
}

/** Digits that belong to a name: PM2.5, “333”, 国6a. */
export interface NameToken extends At {
  kind: 'name'
}

export type Token = DateToken | QuantityToken | ClassToken | DocumentToken | NameToken
