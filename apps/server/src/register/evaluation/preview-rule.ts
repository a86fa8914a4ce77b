import type { RulePreview } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { RuleDefinition } from '../definitions/rule.ts'
import { compileRule, rulesInForce, type Obligation } from '../engine/obligations.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { entitiesOn, overall } from './evaluate.ts'
import { evidenceOn } from './evidence-on.ts'

/** Adds how an obligation stands; is the entity bound? */
function count(standing: RulePreview['standingNow'], obligation: Obligation | undefined): boolean {
  const status = obligation ? overall(obligation) : 'none'
  if (status !== 'none') standing[status] += 1
  return obligation?.bound === 'yes'
}

/** Whose duties would change if this rule were saved: judged over the register as of a day, nothing is stored. */
export async function previewRule(db: Db, rule: RuleDefinition, on: string): Promise<RulePreview> {
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(rule.kind)
  if (!kind) throw badInput(`没有种类“${rule.kind}”`, `No kind “${rule.kind}”`)
  const everyone = await entitiesOn(db, on)
  const surroundings = surroundingsOf(everyone, definitions.relations)
  const then = compileRule(rule, kind, definitions.limits)
  const now = rulesInForce(definitions.rules, on).find((r) => r.definition.rule === rule.rule)
  const preview: RulePreview = {
    boundNow: 0,
    boundThen: 0,
    enters: [],
    leaves: [],
    unknown: 0,
    standingNow: { fulfilled: 0, open: 0, late: 0 },
    standingThen: { fulfilled: 0, open: 0, late: 0 },
  }
  const own = everyone.filter((e) => e.kind === rule.kind)
  const evidence = await evidenceOn(
    db,
    on,
    own.map((e) => e.id),
  )
  for (const entity of own) {
    const items = evidence.get(entity.id) ?? []
    const before = count(preview.standingNow, now?.judge(entity, items, on, surroundings))
    const judged = then.judge(entity, items, on, surroundings)
    const after = count(preview.standingThen, judged)
    if (before) preview.boundNow += 1
    if (after) preview.boundThen += 1
    if (judged.bound === 'unknown') preview.unknown += 1
    const who = {
      id: entity.id,
      key: entity.key,
      name: String(entity.facts[kind.name ?? kind.key] ?? entity.key),
    }
    if (after && !before) preview.enters.push(who)
    if (before && !after) preview.leaves.push(who)
  }
  return preview
}
