import type { CivilDate, Forecast } from '@qinglan/contract'
import type { IndicatorAnswer } from '../../assessment/indicators/indicator.ts'
import { comparePromise, plainPromise } from '../state/comparison.ts'
import { dueDay, natureOf, type Measured, type PromiseFacts } from '../state/promise.ts'
import { paceOf, type Pace } from './pace.ts'
import { project } from './projection.ts'
import { restOf } from './rest.ts'

/** The outlook of one promise: the forecast people read, and what the state rule takes from it. */
export interface Outlook {
  readonly forecast: Forecast | null
  readonly impossible: boolean
  /** Whether the projected final value keeps the promise; null without a projection. */
  readonly projectionHolds: boolean | null
  /** Work against time, for what is completed step by step. */
  readonly pace: Pace | null
}

/** Looks ahead from a day: the rest that is left, the projection from the city's own history, the pace. */
export function lookAhead(
  facts: PromiseFacts,
  measured: Measured,
  history: IndicatorAnswer['history'],
  at: CivilDate,
): Outlook {
  const plain = plainPromise(facts)
  if (plain === null || measured.value === null) {
    return { forecast: null, impossible: false, projectionHolds: null, pace: null }
  }
  const rest = restOf(facts, measured, at)
  const projected = at < dueDay(facts) ? project(measured.value, measured.accumulation, history) : null
  const projection = projected !== null && 'projection' in projected ? projected.projection : null
  const forecast: Forecast = {
    toDate: measured.value,
    rest: rest.rest,
    ...(rest.text ? { restText: rest.text } : {}),
    restMeaning: rest.meaning,
    projection,
    ...(projected !== null && 'none' in projected ? { noProjection: projected.none } : {}),
  }
  const completes = natureOf(facts, measured.accumulation) === 'completion' && plain.value > 0
  return {
    forecast,
    impossible: rest.impossible,
    projectionHolds:
      projection === null
        ? null
        : (comparePromise(facts, { value: projection.value, fraction: null })?.met ?? null),
    pace: completes ? paceOf(measured.value / plain.value, `${facts.year}-01-01`, dueDay(facts), at) : null,
  }
}
