import type { AllocationCheck, Bilingual, Comparator } from '@qinglan/contract'
import { compareAtWrittenPrecision, roundHalfEven, toDecimal } from '@qinglan/standards'
import type { Breakdown } from '../tables.ts'

export interface Share {
  readonly value: number | null
  readonly weight: number | null
}

export interface ToCheck {
  readonly method: Breakdown
  readonly comparator: Comparator
  readonly value: number | null
  readonly decimals: number
  readonly shares: readonly Share[]
  /** Counties and parks that have no share. */
  readonly without: AllocationCheck['without']
}

const names = (without: ToCheck['without']): Bilingual => ({
  zh: without.length > 0 ? `；未分配：${without.map((w) => w.name.zh).join('、')}` : '',
  en: without.length > 0 ? `; without a share: ${without.map((w) => w.name.en).join(', ')}` : '',
})

/**
 * Does the breakdown keep the promise? Counts must add up to it (more is allowed where the promise is a minimum, less where it is a
 * limit); rates, weighted by the size of what they are a share of, must reproduce it at the precision written.
 */
export function checkAllocations(given: ToCheck): AllocationCheck {
  const { method, value, shares, without } = given
  const result = (ok: boolean, actual: number | null, zh: string, en: string): AllocationCheck => {
    const missing = method === 'none' ? { zh: '', en: '' } : names(without)
    return {
      method,
      ok,
      expected: value,
      actual,
      without: [...without],
      message: { zh: zh + missing.zh, en: en + missing.en },
    }
  }
  if (method === 'none') return result(true, null, '本目标不分解', 'this target is not broken down')
  if (shares.length === 0) return result(false, null, '尚未分解', 'not broken down yet')
  if (value === null)
    return result(
      false,
      null,
      '目标值尚未录入，无法核对',
      'the number is not entered yet: nothing to check against',
    )
  if (shares.some((s) => s.value === null))
    return result(false, null, '有分配未填数值', 'a share has no value')
  return method === 'sum' ? checkSum(given, value, result) : checkWeighted(given, value, result)
}

type Result = (ok: boolean, actual: number | null, zh: string, en: string) => AllocationCheck

function checkSum({ comparator, shares }: ToCheck, value: number, result: Result): AllocationCheck {
  const actual = exactSum(shares.map((s) => s.value ?? 0))
  const [limits, exactly] = [comparator === '<=' || comparator === '<', comparator === '=']
  const ok = exactly ? actual === value : limits ? actual <= value : actual >= value
  if (actual === value)
    return result(ok, actual, `合计${actual}，与目标一致`, `adds up to ${actual}, the target`)
  const gap = exactSum([actual, -value])
  const more = gap > 0
  return result(
    ok,
    actual,
    `合计${actual}，目标${value}，${more ? '多' : '少'}${Math.abs(gap)}`,
    `adds up to ${actual}, target ${value}: ${Math.abs(gap)} ${more ? 'more' : 'short'}`,
  )
}

function checkWeighted(
  { comparator, decimals, shares }: ToCheck,
  value: number,
  result: Result,
): AllocationCheck {
  if (shares.some((s) => s.weight === null || s.weight <= 0)) {
    return result(
      false,
      null,
      '有分配未填权重（如断面数）',
      'a share has no weight (such as its number of sections)',
    )
  }
  const weights = exactSum(shares.map((s) => s.weight ?? 0))
  const mean = shares.reduce((sum, s) => sum + (s.value ?? 0) * (s.weight ?? 0), 0) / weights
  const plain = comparator === '<=' || comparator === '<' ? '<=' : '>='
  const compared = compareAtWrittenPrecision(mean, { comparator: plain, value, decimals })
  const shown = roundHalfEven(mean, decimals + 2)
  return result(
    compared.met,
    mean,
    `加权${shown}，目标${value}，${compared.met ? '可' : '不能'}重现`,
    `weighted ${shown}, target ${value}: ${compared.met ? 'reproduced' : 'not reproduced'}`,
  )
}

/** Adds decimals without the drift of doubles. */
function exactSum(values: readonly number[]): number {
  const parts = values.map(toDecimal)
  const decimals = Math.max(0, ...parts.map((p) => p.decimals))
  const units = parts.reduce((sum, p) => sum + p.units * 10n ** BigInt(decimals - p.decimals), 0n)
  return Number(`${units}e-${decimals}`)
}
