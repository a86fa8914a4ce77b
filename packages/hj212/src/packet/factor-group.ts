import type { Field, Statistic } from '../segment/measurement.ts'
import { EncodeError } from './encode-packet.ts'

/** The values of one factor, to be written as one group of a CP. */
export interface FactorValues {
  /** 采样时间 of a batch analyser, `YYYYMMDDhhmmss`. */
  readonly sampleTime?: string
  /** In the unit of the channel; a text is written as it is. */
  readonly values: Partial<Readonly<Record<Statistic, number | string>>>
  /** 数据标记 (HJ 212-2017 table 8). */
  readonly flag?: string
  /** 扩充数据标记. */
  readonly makerFlag?: string
}

/**
 * Writes a number without an exponent, as type N of HJ 212-2017 6.3.3.2.2 wants it, with all its digits.
 * @throws EncodeError for NaN and infinities.
 */
export function writeValue(value: number): string {
  if (!Number.isFinite(value)) throw new EncodeError('bad-number', `${value} is no value`)
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value))
  if (!match) return String(value)
  const [, sign = '', first = '', rest = '', power = '0'] = match
  const exponent = Number(power)
  const digits = first + rest
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  return sign + digits.padEnd(exponent + 1, '0')
}

/** Writes one factor as a group: sample time, values, flag, maker's flag (HJ 212-2017 appendix C.14). */
export function factorGroup(factor: string, content: FactorValues): Field[] {
  const fields: Field[] = []
  const add = (suffix: string, text: string | undefined): void => {
    if (text !== undefined) fields.push({ name: `${factor}-${suffix}`, text })
  }
  add('SampleTime', content.sampleTime)
  for (const [statistic, value] of Object.entries(content.values)) {
    add(statistic, typeof value === 'number' ? writeValue(value) : value)
  }
  add('Flag', content.flag)
  add('EFlag', content.makerFlag)
  return fields
}
