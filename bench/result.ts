/** One measured thing of a bench: what came out, against which baseline of the same run. */
export interface BenchResult {
  readonly name: string
  readonly figures: Readonly<Record<string, number | string>>
  /** Time over the baseline's time, where the bench has one. */
  readonly ratio?: number
  readonly goal?: string
}
