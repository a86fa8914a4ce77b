import type { RuleDefinition } from '../apps/server/src/register/definitions/rule.ts'
import type { KindDefinition } from '../apps/server/src/register/definitions/kind.ts'
import type { Entity } from '../apps/server/src/register/engine/entity.ts'
import { compileRule } from '../apps/server/src/register/engine/obligations.ts'
import { surroundingsOf } from '../apps/server/src/register/geometry/surroundings.ts'
import type { BenchResult } from './result.ts'

const entityCount = 200_000
const ruleCount = 60

const alone = surroundingsOf([], {})
const title = { zh: '', en: '' }
const kind: KindDefinition = {
  kind: 'firm',
  title,
  rows: [],
  key: 'code',
  geometry: 'none',
  facts: { code: { type: 'string', title } },
}

const time = (work: () => number): { seconds: number; bound: number } => {
  const start = performance.now()
  const bound = work()
  return { seconds: (performance.now() - start) / 1000, bound }
}

/** Every entity under every rule: a city of 200,000 entities and 60 rules, against the same conditions written by hand. */
export async function registerBench(): Promise<BenchResult[]> {
  let seed = 7
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const entities: Entity[] = Array.from({ length: entityCount }, (_, i) => ({
    id: `e${i}`,
    kind: 'firm',
    key: `F${i}`,
    facts: {
      code: `F${i}`,
      tonnes: random() * 20,
      heightM: random() * 90,
      industry: random() < 0.5 ? 'coating' : 'printing',
    },
    state: null,
    geometry: null,
    enteredOn: '2021-01-01',
  }))
  const limits = Array.from({ length: ruleCount }, (_, i) => 5 + i / 4)
  const rules = limits.map((tonnes, i) => {
    const definition: RuleDefinition = {
      rule: `r${i}`,
      row: 'S092',
      title,
      kind: 'firm',
      edition: '2021',
      validFrom: '2021-01-01',
      thresholds: { tonnes: { value: tonnes, unit: 't/a', boundary: 'included' } },
      when: 'facts.tonnes >= thresholds.tonnes && facts.industry == "coating" || facts.heightM > 45.0',
      must: [{ duty: 'monitor', title, type: 'device' }],
      by: '2021-12-31',
    }
    return compileRule(definition, kind)
  })
  const byHand = time(() => {
    let bound = 0
    for (const { facts } of entities) {
      for (const tonnes of limits) {
        if (
          ((facts['tonnes'] as number) >= tonnes && facts['industry'] === 'coating') ||
          (facts['heightM'] as number) > 45
        )
          bound += 1
      }
    }
    return bound
  })
  const byRule = time(() => {
    let bound = 0
    for (const entity of entities) {
      for (const rule of rules) if (rule.judge(entity, [], '2021-06-30', alone).bound === 'yes') bound += 1
    }
    return bound
  })
  if (byHand.bound !== byRule.bound)
    throw new Error(`the rules bind ${byRule.bound}, the loops ${byHand.bound}`)
  return [
    {
      name: `${entityCount} entities × ${ruleCount} rules`,
      figures: {
        seconds: byRule.seconds.toFixed(2),
        'seconds by hand': byHand.seconds.toFixed(2),
        bound: byRule.bound,
      },
      ratio: byRule.seconds / byHand.seconds,
      goal: 'under 10 s',
    },
  ]
}
