import type { CivilDate } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Indicator } from '../../assessment/indicators/indicator.ts'
import type { Db } from '../../database/connect.ts'
import { stateRuleEdition } from '../state/decide-state.ts'
import { evaluateCampaign } from './board.ts'

/** Keeps the states of a day with their inputs, so that they can be redone; an unchanged state keeps its time. Returns how many changed. */
export async function recordStates(
  db: Db,
  indicators: readonly Indicator[],
  { campaignId, at }: { campaignId: string; at: CivilDate },
): Promise<number> {
  // in a transaction the indicators share what they read
  const evaluated = await (db.isTransaction
    ? evaluateCampaign(db, indicators, { campaignId, at })
    : db.transaction().execute((trx) => evaluateCampaign(trx, indicators, { campaignId, at })))
  const rows = evaluated.map(({ row, inputs }) => ({
    target_id: row.targetId,
    at,
    state: row.state,
    reason_zh: row.reason.zh,
    reason_en: row.reason.en,
    current_value: row.current,
    forecast: row.forecast === null ? null : JSON.stringify(row.forecast),
    inputs: JSON.stringify(inputs),
    rule_edition: stateRuleEdition,
    simulated: row.simulated,
  }))
  if (rows.length === 0) return 0
  const written = await db
    .insertInto('target_states')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['target_id', 'at'])
        .doUpdateSet((excluded) => ({
          state: excluded.ref('excluded.state'),
          reason_zh: excluded.ref('excluded.reason_zh'),
          reason_en: excluded.ref('excluded.reason_en'),
          current_value: excluded.ref('excluded.current_value'),
          forecast: excluded.ref('excluded.forecast'),
          inputs: excluded.ref('excluded.inputs'),
          rule_edition: excluded.ref('excluded.rule_edition'),
          simulated: excluded.ref('excluded.simulated'),
          computed_at: sql<Date>`clock_timestamp()`,
        }))
        .where(
          sql<boolean>`(target_states.state, target_states.reason_zh, target_states.inputs, target_states.rule_edition)
            is distinct from (excluded.state, excluded.reason_zh, excluded.inputs, excluded.rule_edition)`,
        ),
    )
    .returning('target_id')
    .execute()
  return written.length
}
