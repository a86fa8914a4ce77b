import type { ProposedCase } from '@qinglan/contract'
import type { Definitions } from '../definitions/definition-store.ts'
import type { Obligation } from '../engine/obligations.ts'
import { overall } from './evaluate.ts'

/**
 * The cases that follow from what the rules say: whoever is bound by a rule that raises cases and has not fulfilled it. An entity and a
 * rule make one case, however often they are judged.
 */
export function proposedCases(definitions: Definitions, obligations: readonly Obligation[]): ProposedCase[] {
  const raising = new Map(
    definitions.rules.flatMap(({ definition: d }) =>
      d.raises ? [[`${d.rule}\n${d.edition}`, d.raises] as const] : [],
    ),
  )
  return obligations.flatMap((o) => {
    const raises = raising.get(`${o.rule}\n${o.edition}`)
    if (!raises || o.bound !== 'yes' || overall(o) === 'fulfilled') return []
    const { entityId, rule, edition, cited } = o
    return [{ entityId, rule, edition, cited: { ...cited }, ...raises }]
  })
}
