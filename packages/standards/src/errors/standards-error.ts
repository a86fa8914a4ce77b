/** What kind of refusal a `StandardsError` is; stable across versions, for programs to switch on. */
export type StandardsErrorCode =
  | 'invalid-number'
  | 'invalid-date'
  | 'unknown-standard'
  | 'not-in-force'
  | 'no-limit'
  | 'wrong-unit'
  | 'invalid-input'

/** The one error type of this library: a stable code and a message in Chinese and English. */
export class StandardsError extends Error {
  readonly code: StandardsErrorCode
  readonly zh: string
  readonly en: string

  constructor(code: StandardsErrorCode, zh: string, en: string) {
    super(`${zh} / ${en}`)
    this.name = 'StandardsError'
    this.code = code
    this.zh = zh
    this.en = en
  }
}
