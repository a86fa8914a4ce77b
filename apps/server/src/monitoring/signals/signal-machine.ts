/** True, false, or not known: a value that a condition needs is missing or too old. */
export type Truth = boolean | null

/** One step of severity: how long its condition must hold. 超过 is `longer`, the boundary excluded; 达到 is `at-least`. */
export interface Level {
  readonly severity: 1 | 2 | 3
  readonly forMs: number
  readonly boundary: 'longer' | 'at-least'
}

/** What is remembered of one rule at one site between observations. */
export interface MachineState {
  /** Since when the condition of each level holds without a break; null: it does not. */
  readonly holdsSince: readonly (number | null)[]
  readonly raised: { readonly severity: 1 | 2 | 3; readonly beganAt: number } | null
  readonly clearSince: number | null
}

/** What a step of the machine brought. */
export type MachineEvent =
  | { readonly kind: 'raised'; readonly severity: 1 | 2 | 3; readonly beganAt: number }
  | { readonly kind: 'severity'; readonly severity: 1 | 2 | 3 }
  | { readonly kind: 'ended' }

/** The state in which nothing holds, of a rule with so many levels. */
export const restState = (levels: number): MachineState => ({
  holdsSince: Array.from({ length: levels }, () => null),
  raised: null,
  clearSince: null,
})

/** What the conditions came to at an instant (milliseconds UTC). */
export interface Observed {
  readonly at: number
  /** Of each level, in the order of the levels. */
  readonly holds: readonly Truth[]
  /** Whether the condition to end holds. */
  readonly clear: Truth
}

const since = (former: number | null, truth: Truth, at: number): number | null =>
  truth === null ? former : truth ? (former ?? at) : null

const reached = ({ forMs, boundary }: Level, from: number | null, at: number): boolean =>
  from !== null && (boundary === 'longer' ? at - from > forMs : at - from >= forMs)

/**
 * One step: an alarm is raised when a level's condition has held for its time, rises and falls with the levels, and ends when the
 * condition to end has held for `clearMs`. What is not known changes nothing: it neither breaks a stretch nor fulfils it.
 */
export function advance(
  levels: readonly Level[],
  clearMs: number,
  state: MachineState,
  { at, holds, clear }: Observed,
): { readonly state: MachineState; readonly event: MachineEvent | null } {
  const holdsSince = levels.map((_, i) => since(state.holdsSince[i] ?? null, holds[i] ?? null, at))
  let best: { severity: 1 | 2 | 3; beganAt: number } | null = null
  for (const [i, level] of levels.entries()) {
    const from = holdsSince[i] ?? null
    const counts = from !== null && holds[i] === true && reached(level, from, at)
    if (counts && level.severity > (best?.severity ?? 0)) best = { severity: level.severity, beganAt: from }
  }
  const { raised } = state
  if (!raised) {
    const next = { holdsSince, raised: best, clearSince: null }
    return { state: next, event: best ? { kind: 'raised', ...best } : null }
  }
  const clearSince = best ? null : since(state.clearSince, clear, at)
  if (clearSince !== null && clear === true && at - clearSince >= clearMs) {
    return { state: { holdsSince, raised: null, clearSince: null }, event: { kind: 'ended' } }
  }
  if (best && best.severity !== raised.severity) {
    const next = { ...raised, severity: best.severity }
    return {
      state: { holdsSince, raised: next, clearSince },
      event: { kind: 'severity', severity: best.severity },
    }
  }
  return { state: { holdsSince, raised, clearSince }, event: null }
}
