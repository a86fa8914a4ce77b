import type { Db } from '../../database/connect.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Evidence } from '../engine/entity.ts'
import { compileCondition } from '../engine/expression.ts'
import { entitiesOn } from '../evaluation/entities-on.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { saveEntity } from './save-entity.ts'

/** Reopens a closed entity when new evidence meets its kind's condition of a relapse; the change keeps the evidence as its reason. */
export async function reopenOnRelapse(
  db: Db,
  kind: KindDefinition,
  entityId: string,
  item: Pick<Evidence, 'duty' | 'on' | 'data'>,
  changedBy: string,
): Promise<boolean> {
  const { relapse } = kind
  if (!relapse || relapse.duty !== item.duty) return false
  const row = await db.selectFrom('entities').select('key').where('id', '=', entityId).executeTakeFirst()
  const [entity] = await entitiesOn(db, item.on, [kind.kind], row?.key ?? '')
  if (!entity || entity.state === null || !relapse.from.includes(entity.state)) return false
  const condition = compileCondition(relapse.when, `种类 ${kind.kind} / relapse`)
  const verdict = condition.judge({
    entity,
    date: item.on,
    thresholds: {},
    settings: {},
    surroundings: surroundingsOf([entity], {}),
    evidence: item.data,
    limits: (await loadDefinitions(db)).limits,
  })
  if (!('holds' in verdict) || !verdict.holds) return false
  const reason = `${item.duty} ${item.on}: ${JSON.stringify(item.data)}`
  const input = { facts: { [kind.key]: entity.key }, state: relapse.to, effectiveOn: item.on, reason }
  await saveEntity(db, kind, input, changedBy)
  return true
}
