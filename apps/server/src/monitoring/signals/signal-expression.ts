import { Environment, EvaluationError, ParseError } from '@marcbachmann/cel-js'
import { badInput } from '../../errors.ts'
import type { Truth } from './signal-machine.ts'

const circle = (degrees: number): number => ((degrees % 360) + 360) % 360

/** The smaller angle between two directions, 0 to 180. */
const angleBetween = (a: number, b: number): number => {
  const difference = circle(a - b)
  return difference > 180 ? 360 - difference : difference
}

const sides = ['north', 'east', 'south', 'west'] as const

/** The side of a fence that a direction points to: 北 0, 东 90, 南 180, 西 270, each with 45 degrees to both sides. */
const sideOf = (degrees: number): string => sides[Math.floor(circle(degrees + 45) / 90)] ?? 'north'

const environment = new Environment({ unlistedVariablesAreDyn: true })
  .registerFunction('angleBetween(double, double): double', angleBetween)
  .registerFunction('side(double): string', sideOf)
  .registerFunction('opposite(double): double', (degrees: number) => circle(degrees + 180))
  .registerFunction('ratio(double, double): double', (a: number, b: number) => a / b)

/** The names that an expression may use, with their values. */
export type Scope = Readonly<Record<string, unknown>>

/** A compiled expression of a signal's rule. */
export interface SignalExpression {
  /** Yes, no, or not known. */
  truth(scope: Scope): Truth
  /** Its value; undefined when something it needs is not known. */
  value(scope: Scope): unknown
}

/** Compiles an expression; a mistake in it is told with `where` it stands. @throws QinglanError */
export function compileSignal(text: string, where: string): SignalExpression {
  let parsed: ReturnType<Environment['parse']>
  try {
    parsed = environment.parse(text)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    throw badInput(`${where} 的表达式写法有误:${error.message}`, `${where}: does not parse: ${error.message}`)
  }
  const value = (scope: Scope): unknown => {
    try {
      const found: unknown = parsed(scope)
      return typeof found === 'bigint' ? Number(found) : found
    } catch (error) {
      // a value that is missing or of another kind than the rule means
      if (error instanceof EvaluationError) return undefined
      throw error
    }
  }
  return {
    value,
    truth: (scope) => {
      const found = value(scope)
      return typeof found === 'boolean' ? found : null
    },
  }
}
