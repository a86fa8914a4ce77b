import { StandardsError, type StandardsErrorCode } from './standards-error.ts'

/** What an input is not: the field, what came, what was expected. */
export interface InputFault {
  /** Where in the arguments: `concentrations.pm25DailyMeanUgPerM3`, `values[3]`. */
  readonly field: string
  readonly given: unknown
  readonly expectedZh: string
  readonly expectedEn: string
  readonly code: StandardsErrorCode
  /** The field itself has no business there. */
  readonly unknownField?: true
}

/**
 * An argument is not what a function takes: text or NaN for a number, an unknown item, field, edition or reason. Names the
 * function, the field, what came and what was expected.
 */
export class InvalidInputError extends StandardsError {
  readonly function: string
  readonly field: string
  readonly given: unknown
  readonly expected: string

  constructor(name: string, fault: InputFault) {
    const given = shown(fault.given)
    super(
      fault.code,
      fault.unknownField === true
        ? `${name}：未知字段${fault.field}；应为${fault.expectedZh}`
        : `${name}：${fault.field}应为${fault.expectedZh}，给出${given}`,
      fault.unknownField === true
        ? `${name}: unknown field ${fault.field}; expected ${fault.expectedEn}`
        : `${name}: ${fault.field} must be ${fault.expectedEn}, not ${given}`,
    )
    this.name = 'InvalidInputError'
    this.function = name
    this.field = fault.field
    this.given = fault.given
    this.expected = fault.expectedEn
  }
}

function shown(given: unknown): string {
  if (typeof given === 'string') return `"${given.slice(0, 60)}"`
  if (Array.isArray(given)) return `[${given.length}]`
  return typeof given === 'object' && given !== null ? '{…}' : String(given)
}
