// The makers of wants are marked for bundlers: a want that no function uses is left out.
import { isCivilDate } from '../editions/civil-date.ts'
import type { InputFault } from '../errors/invalid-input-error.ts'
import type { StandardsErrorCode } from '../errors/standards-error.ts'
import { isReason, missingReasons } from '../missing/reading.ts'

/** Looks at one argument: undefined when it is as wanted, else what is wrong, the field being relative to the argument. */
export type Want = (given: unknown) => InputFault | undefined

/** A finite number. */
export const finite: Want = (given) =>
  Number.isFinite(given) ? undefined : fault(given, '有限数值', 'a finite number', 'invalid-number')

/** A whole number. */
export const whole: Want = (given) =>
  Number.isInteger(given) ? undefined : fault(given, '整数', 'a whole number', 'invalid-number')

/** A finite number or a named reason for its absence. */
export const reading: Want = (given) =>
  Number.isFinite(given) || isReason(given)
    ? undefined
    : fault(
        given,
        `有限数值或缺测原因（${missingReasons.join('、')}）`,
        `a finite number or a reason (${missingReasons.join(', ')})`,
        'invalid-number',
      )

/** True or false. */
export const flag: Want = (given) =>
  typeof given === 'boolean' ? undefined : fault(given, 'true或false', 'true or false')

/** Any text. */
export const text: Want = (given) => (typeof given === 'string' ? undefined : fault(given, '文字', 'text'))

/** A calendar date. */
export const civilDate: Want = (given) =>
  isCivilDate(given) ? undefined : fault(given, '日期（YYYY-MM-DD）', 'a date (YYYY-MM-DD)', 'invalid-date')

/** One of some values. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf(values: readonly unknown[], code: StandardsErrorCode = 'invalid-input'): Want {
  const names = values.join(', ')
  return (given) =>
    values.includes(given) ? undefined : fault(given, `以下之一：${names}`, `one of: ${names}`, code)
}

/** What one of two wants takes; the fault is that of the second. */
/* @__NO_SIDE_EFFECTS__ */
export function either(one: Want, other: Want): Want {
  return (given) => (one(given) === undefined ? undefined : other(given))
}

/** Nothing at all, or as wanted. */
/* @__NO_SIDE_EFFECTS__ */
export function optional(want: Want): Want {
  return (given) => (given === undefined ? undefined : want(given))
}

/** A list, each element as wanted. */
/* @__NO_SIDE_EFFECTS__ */
export function listOf(want: Want): Want {
  return (given) => {
    if (!Array.isArray(given)) return fault(given, '数组', 'an array')
    for (let at = 0; at < given.length; at++) {
      const found = want(given[at])
      if (found !== undefined) return within(`[${at}]`, found)
    }
    return undefined
  }
}

/** Some finite numbers. */
export const numbers = listOf(finite)

/** Some readings. */
export const readings = listOf(reading)

type Wants = Readonly<Record<string, Want>>

/** An object with these fields; others are not looked at. */
/* @__NO_SIDE_EFFECTS__ */
export function fields(wants: Wants): Want {
  const entries = Object.entries(wants)
  return (given) => {
    if (!isObject(given)) return fault(given, '对象', 'an object')
    for (const [name, want] of entries) {
      const found = want(given[name])
      if (found !== undefined) return within(`.${name}`, found)
    }
    return undefined
  }
}

/** An object with these fields and no other. */
/* @__NO_SIDE_EFFECTS__ */
export function onlyFields(wants: Wants, code: StandardsErrorCode = 'wrong-unit'): Want {
  const known = fields(wants)
  const names = Object.keys(wants).join(', ')
  return (given) => {
    if (!isObject(given)) return fault(given, '对象', 'an object')
    for (const [name, value] of Object.entries(given)) {
      if (Object.hasOwn(wants, name)) continue
      return {
        field: `.${name}`,
        given: value,
        expectedZh: `以下之一：${names}`,
        expectedEn: `one of: ${names}`,
        code,
        unknownField: true,
      }
    }
    return known(given)
  }
}

/** An object that has, for each name and no other, what is wanted. */
/* @__NO_SIDE_EFFECTS__ */
export function recordOf(names: readonly string[], want: Want): Want {
  return onlyFields(Object.fromEntries(names.map((name) => [name, want])))
}

/** A sample: any of the items a table has, and no other; absent ones are `not-measured`. */
/* @__NO_SIDE_EFFECTS__ */
export function sampleOf(items: readonly string[], want: Want): Want {
  return onlyFields(Object.fromEntries(items.map((item) => [item, optional(want)])), 'no-limit')
}

/** An instance of a class, as `Uint16Array`; its elements are not looked at. */
/* @__NO_SIDE_EFFECTS__ */
export function instanceOf(kind: abstract new (...given: never[]) => object): Want {
  return (given) => (given instanceof kind ? undefined : fault(given, kind.name, `a ${kind.name}`))
}

/** A whole number of any size. */
export const bigWhole: Want = (given) =>
  typeof given === 'bigint' ? undefined : fault(given, 'bigint', 'a bigint', 'invalid-number')

/** A function. */
export const callable: Want = (given) =>
  typeof given === 'function' ? undefined : fault(given, '函数', 'a function')

function fault(
  given: unknown,
  expectedZh: string,
  expectedEn: string,
  code: StandardsErrorCode = 'invalid-input',
): InputFault {
  return { field: '', given, expectedZh, expectedEn, code }
}

function within(place: string, found: InputFault): InputFault {
  return { ...found, field: place + found.field }
}

function isObject(given: unknown): given is Readonly<Record<string, unknown>> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}
