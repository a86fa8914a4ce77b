import { badInput } from '../errors.ts'
import { loadDefinitions, type Definitions } from '../register/definitions/definition-store.ts'
import type { Stage } from './handlers.ts'

function requireKnown(what: string, names: readonly string[], known: ReadonlySet<string>): void {
  const unknown = names.filter((name) => !known.has(name))
  if (unknown.length > 0)
    throw badInput(
      `情景提到不存在的${what}:${unknown.join('、')}`,
      `the scenario names what is not there: ${unknown.join(', ')}`,
    )
}

/** The definitions, once each rule a check names is among them: an expectation about a rule that is gone must not hold. */
export async function definitionsWith(
  stage: Stage,
  named: { readonly rules?: readonly string[]; readonly kinds?: readonly string[] },
): Promise<Definitions> {
  const definitions = await loadDefinitions(stage.db)
  requireKnown('规则', named.rules ?? [], new Set(definitions.rules.map((r) => r.definition.rule)))
  requireKnown('名录种类', named.kinds ?? [], new Set(definitions.kinds.keys()))
  return definitions
}

/** The kind of `kind/key`. */
export const kindOf = (path: string): string => path.slice(0, Math.max(path.indexOf('/'), 0))
