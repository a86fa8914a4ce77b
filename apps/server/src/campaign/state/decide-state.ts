import type { CivilDate, TargetState } from '@qinglan/contract'
import type { Bilingual } from '@qinglan/contract'
import type { Outlook } from '../forecast/forecast.ts'
import { comparePromise, type Comparison } from './comparison.ts'
import { dueDay, natureOf, type Measured, type Nature, type PromiseFacts } from './promise.ts'
import * as reasons from './reasons.ts'

/**
 * The edition of the rule below; kept with every state, so that it can be redone. docs/target-states.md explains it to people.
 * A change of meaning gets a new edition.
 */
export const stateRuleEdition = 'qinglan-state/1'

export interface StateVerdict {
  readonly state: TargetState
  readonly reason: Bilingual
  readonly comparison: Comparison | null
  readonly nature: Nature
}

/** The state of one promise at the end of a day, from what was promised, what is known and what lies ahead. */
export function decideState(
  facts: PromiseFacts,
  measured: Measured,
  outlook: Outlook,
  at: CivilDate,
): StateVerdict {
  const nature = natureOf(facts, measured.accumulation)
  const verdict = (
    state: TargetState,
    reason: Bilingual,
    comparison: Comparison | null = null,
  ): StateVerdict => ({
    state,
    reason,
    comparison,
    nature,
  })
  if (facts.condition !== null && (facts.conditionMetOn === null || at < facts.conditionMetOn)) {
    return verdict('not-active', reasons.conditionNotMet(facts.condition))
  }
  if (facts.delegatedTo !== null && facts.value === null) {
    return verdict('not-assessable', reasons.numberMissing(facts.delegatedTo))
  }
  if (facts.needsList && !hasList(facts, measured)) return verdict('no-data', reasons.noList)
  const comparison = comparePromise(facts, measured)
  if (comparison === null) return verdict(...withoutValue(facts, measured, at))
  const over = at >= dueDay(facts)
  const [state, reason] = over
    ? atTheEnd(facts, measured, comparison)
    : onTheWay(facts, measured, comparison, outlook, nature)
  return verdict(state, reason, comparison)
}

const hasList = (facts: PromiseFacts, measured: Measured): boolean =>
  (facts.population?.value ?? 0) > 0 || (measured.fraction !== null && measured.fraction.denominator > 0)

type Decision = [TargetState, Bilingual]

/** A dated piece of work without any proof is missed when its day is over; a number without data is never guessed. */
function withoutValue(facts: PromiseFacts, measured: Measured, at: CivilDate): Decision {
  const dated = facts.deadline !== null && facts.comparator === 'none'
  if (dated && at > dueDay(facts)) return ['missed', reasons.noProof(dueDay(facts))]
  return ['no-data', measured.missing ?? reasons.nothingReported]
}

function atTheEnd(facts: PromiseFacts, measured: Measured, comparison: Comparison): Decision {
  if (comparison.met) return ['met', reasons.held(facts, measured, comparison)]
  if (measured.keptLate) return ['missed', reasons.late(facts, measured, comparison)]
  return ['missed', reasons.failed(facts, measured, comparison)]
}

function onTheWay(
  facts: PromiseFacts,
  measured: Measured,
  comparison: Comparison,
  outlook: Outlook,
  nature: Nature,
): Decision {
  if (nature === 'completion') {
    if (comparison.met) return ['met', reasons.reached(facts, measured, comparison)]
    if (outlook.projectionHolds !== null)
      return byProjection(facts, measured, comparison, outlook.projectionHolds)
    return outlook.pace?.behind
      ? ['at-risk', reasons.behind(facts, measured, comparison, outlook.pace)]
      : ['on-track', reasons.inPace(facts, measured, comparison, outlook.pace)]
  }
  if (nature === 'cap' && !comparison.met) return ['missed', reasons.capPassed(facts, measured, comparison)]
  if (outlook.impossible) return ['missed', reasons.impossible(facts, measured, comparison)]
  if (outlook.projectionHolds !== null)
    return byProjection(facts, measured, comparison, outlook.projectionHolds)
  return comparison.met
    ? ['on-track', reasons.holdsSoFar(facts, measured, comparison)]
    : ['at-risk', reasons.failsSoFar(facts, measured, comparison)]
}

const byProjection = (
  facts: PromiseFacts,
  measured: Measured,
  comparison: Comparison,
  holds: boolean,
): Decision =>
  holds
    ? ['on-track', reasons.projectedToHold(facts, measured, comparison)]
    : ['at-risk', reasons.projectedToMiss(facts, measured, comparison)]
