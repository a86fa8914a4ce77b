import { unitText, type BoardRow, type CivilDate } from '@qinglan/contract'
import { lookAhead, type Outlook } from '../forecast/forecast.ts'
import { decideState, stateRuleEdition, type StateVerdict } from '../state/decide-state.ts'
import { promiseFacts, type TargetRecord } from './load-targets.ts'
import { measureTarget, type Ask, type Measurement } from './measure.ts'

/** A target judged for a day, with all that a reviewer needs to redo it. */
export interface Evaluated {
  readonly target: TargetRecord
  readonly measurement: Measurement
  readonly outlook: Outlook
  readonly verdict: StateVerdict
  readonly row: BoardRow
  readonly inputs: Readonly<Record<string, unknown>>
}

/** Judges a target: measure, look ahead, decide. */
export async function evaluateTarget(
  target: TargetRecord,
  year: number,
  ask: Ask,
  at: CivilDate,
): Promise<Evaluated> {
  const facts = promiseFacts(target, year)
  const measurement = await measureTarget(target, facts, ask, at)
  const outlook = lookAhead(facts, measurement.measured, measurement.history, at)
  const verdict = decideState(facts, measurement.measured, outlook, at)
  const { row } = target
  return {
    target,
    measurement,
    outlook,
    verdict,
    inputs: {
      ...measurement.inputs,
      nature: verdict.nature,
      number: target.number,
      comparison: verdict.comparison,
      pace: outlook.pace,
      projectionHolds: outlook.projectionHolds,
      ruleEdition: stateRuleEdition,
    },
    row: {
      targetId: row.id,
      code: row.code,
      theme: row.theme,
      subject: { zh: row.subject_zh, en: row.subject_en },
      tier: row.tier,
      modality: row.modality,
      comparator: row.comparator,
      value: facts.value,
      valueHigh: row.value_high,
      unit: row.unit,
      unitText: unitText(row.unit, row.unit_norm),
      decimals: facts.decimals,
      deadline: row.deadline,
      state: verdict.state,
      reason: verdict.reason,
      current: measurement.measured.value,
      forecast: outlook.forecast,
      responsible: [...target.responsible],
      indicator: row.indicator,
      simulated: measurement.provenance.some((p) => p.simulated),
      restates: row.restates,
    },
  }
}

/** A restatement says what the promise it repeats says. */
export function withRestatements(all: readonly Evaluated[]): Evaluated[] {
  const byId = new Map(all.map((e) => [e.target.row.id, e]))
  return all.map((e) => {
    const original = e.row.restates === null ? undefined : byId.get(e.row.restates)
    if (!original) return e
    const { state, reason, current, forecast, simulated, value, decimals } = original.row
    const row = { ...e.row, state, reason, current, forecast, simulated, value, decimals }
    return { ...original, target: e.target, row }
  })
}
