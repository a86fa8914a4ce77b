import { isDeepStrictEqual } from 'node:util'
import type { Finding } from './handlers.ts'

type Plain = Readonly<Record<string, unknown>>
const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Compares what a scenario names with what came: objects by the keys it names, lists element by element, `{ contains: text }` as part of a text,
 * `{ near: 33.2 }` as a number within a millionth, `{ between: [1, 2] }` as one within bounds, all else exactly.
 */
export function compare(path: string, expected: unknown, actual: unknown): Finding[] {
  if (isPlain(expected)) {
    if (typeof expected['contains'] === 'string') {
      return String(actual).includes(expected['contains']) ? [] : [{ path, expected, actual }]
    }
    if (typeof expected['near'] === 'number') {
      const near =
        typeof actual === 'number' &&
        Math.abs(actual - expected['near']) <= 1e-6 * Math.max(1, Math.abs(actual))
      return near ? [] : [{ path, expected, actual }]
    }
    if (Array.isArray(expected['between'])) {
      const [low, high] = expected['between'].map(Number)
      const within = typeof actual === 'number' && actual >= low! && actual <= high!
      return within ? [] : [{ path, expected, actual }]
    }
    // an expectation of nothing holds of nothing
    if (!isPlain(actual) || (Object.keys(expected).length === 0 && Object.keys(actual).length > 0))
      return [{ path, expected, actual }]
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(path === '' ? key : `${path}.${key}`, value, actual[key]),
    )
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((value, i) => compare(`${path}[${i}]`, value, actual[i]))
  }
  return isDeepStrictEqual(expected, actual) ? [] : [{ path, expected, actual }]
}
