import { InvalidInputError } from '../errors/invalid-input-error.ts'
import type { Want } from './wants.ts'

/**
 * Refuses arguments that are not as wanted. Types end where data begin: text from a form or a file must never count as a
 * gap. For the public edge of a function, before it computes.
 *
 * @param name of the function, for the error
 * @throws InvalidInputError
 */
export function checkInput<Name extends string>(
  name: string,
  given: Readonly<Record<Name, unknown>>,
  wants: Readonly<Record<Name, Want>>,
): void {
  for (const argument in wants) {
    const found = wants[argument](given[argument])
    if (found !== undefined) throw new InvalidInputError(name, { ...found, field: argument + found.field })
  }
}
