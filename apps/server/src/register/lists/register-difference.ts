import type { RegisterDifference } from '@qinglan/contract'
import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../database/connect.ts'
import { entitiesOn } from '../evaluation/entities-on.ts'

/** Compares a register as it stood on two days; `state` and `geometry` count as facts. */
export async function registerDifference(
  db: Db,
  kind: string,
  from: string,
  to: string,
): Promise<RegisterDifference> {
  const before = new Map((await entitiesOn(db, from, [kind])).map((e) => [e.key, e]))
  const after = new Map((await entitiesOn(db, to, [kind])).map((e) => [e.key, e]))
  const changed: Record<string, string[]> = {}
  for (const [key, now] of after) {
    const then = before.get(key)
    if (!then) continue
    const facts = [...new Set([...Object.keys(then.facts), ...Object.keys(now.facts)])]
    const names = facts.filter((f) => (then.facts[f] ?? null) !== (now.facts[f] ?? null)).sort()
    if (then.state !== now.state) names.push('state')
    if (!isDeepStrictEqual(then.geometry, now.geometry)) names.push('geometry')
    if (names.length > 0) changed[key] = names
  }
  return {
    entered: [...after.keys()].filter((k) => !before.has(k)),
    left: [...before.keys()].filter((k) => !after.has(k)),
    changed,
  }
}
