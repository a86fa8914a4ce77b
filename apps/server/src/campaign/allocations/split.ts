import { badInput } from '../../errors.ts'

/**
 * Splits a number over holders so that the parts add up to it exactly, in steps of the last decimal written: each holder gets its
 * whole steps, the rest goes one step each to those with the largest remainder (ties to those listed first).
 *
 * @param total the number to split
 * @param weights one per holder; all equal for an equal split
 * @param decimals decimals of the parts
 * @throws QinglanError `bad-input` without holders, or with a weight below zero, or with no weight above it
 */
export function splitNumber(total: number, weights: readonly number[], decimals: number): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  if (weights.length === 0) throw badInput('没有分配对象', 'nobody to split among')
  if (weights.some((w) => !Number.isFinite(w) || w < 0) || sum <= 0)
    throw badInput('权重须为非负数且不全为零', 'weights must not be negative, nor all zero')
  const step = 10 ** decimals
  const steps = Math.round(total * step)
  const exact = weights.map((w) => (steps * w) / sum)
  const parts = exact.map(Math.floor)
  const left = steps - parts.reduce((a, b) => a + b, 0)
  const order = exact
    .map((e, i) => ({ i, remainder: e - Math.floor(e) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i)
  for (const { i } of order.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1
  return parts.map((p) => p / step)
}
