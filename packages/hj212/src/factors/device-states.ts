import { findFactor } from './find-factor.ts'

/** States of treatment devices (HJ 212-2017 table 9, `SBn-RS`); 2005 has the first two. */
const states: Readonly<Record<string, string>> = {
  '0': '关闭',
  '1': '运行',
  '2': '校准',
  '3': '维护',
  '4': '报警',
  '5': '反吹',
}

const device = /^SB(\d{1,3})$/i

/** The name of a treatment device by its code (`SB1`), or null for another code. */
export function deviceName(code: string): { readonly zh: string; readonly en: string } | null {
  const number = device.exec(code)?.[1]
  return number === undefined ? null : { zh: `${number}号治理设施`, en: `Treatment device ${number}` }
}

/** What a value of a state means, in Chinese; null for a value that is none, or of which nothing is known. */
export function meaningOf(code: string, statistic: string, value: number | null): string | null {
  if (value === null) return null
  const known = device.test(code) && statistic === 'RS' ? states : findFactor(code)?.states
  return known && Object.hasOwn(known, String(value)) ? (known[String(value)] ?? null) : null
}
