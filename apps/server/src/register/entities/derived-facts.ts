import type { DerivedValue } from '@qinglan/contract'
import type { KindDefinition } from '../definitions/kind.ts'
import type { Entity } from '../engine/entity.ts'
import { compileCondition, type Surroundings } from '../engine/expression.ts'
import type { LimitShelf } from '../engine/limits.ts'

/** What a kind says can be worked out of an entity on a day. */
export function derivedFacts(
  kind: KindDefinition,
  entity: Entity,
  date: string,
  surroundings: Surroundings,
  limits: LimitShelf,
): DerivedValue[] {
  return Object.entries(kind.derived ?? {}).map(([fact, { title, unit, of }]) => {
    const expression = compileCondition(of, `种类 ${kind.kind} / ${fact}`)
    const found = expression.measure({ entity, date, thresholds: {}, settings: {}, surroundings, limits })
    const known = typeof found === 'number'
    const value = known ? found : null
    return { fact, title, unit: unit ?? null, value, why: known ? null : found.unknown }
  })
}
