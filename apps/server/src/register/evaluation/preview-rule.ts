import type { RulePreview } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import { conditionsOf, type RuleDefinition } from '../definitions/rule.ts'
import { kindsAtHand } from '../engine/asks.ts'
import { compileRule, rulesInForce, type Obligation } from '../engine/obligations.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'
import { entitiesOn, entitiesWhere, type PlacedEntity } from './entities-on.ts'
import { overall } from './evaluate.ts'
import { evidenceOn } from './evidence-on.ts'

const pageSize = 5000
/** Of those who come in or go, and of the reasons why nobody can tell, so many are named. */
const mostNamed = 50
const mostReasons = 3

/** Adds how an obligation stands; is the entity bound? */
function count(standing: RulePreview['standingNow'], obligation: Obligation | undefined): boolean {
  const status = obligation ? overall(obligation) : 'none'
  if (status !== 'none') standing[status] += 1
  return obligation?.bound === 'yes'
}

/** Entities of a kind on a day by id, page after page. Ids are drawn by lot, and so is any number of the first of them. */
async function* pagesOf(db: Db, kind: string, on: string, most: number): AsyncGenerator<PlacedEntity[]> {
  let last: string | null = null
  for (let left = most; left > 0;) {
    const size = Math.min(pageSize, left)
    const later = last === null ? sql`` : sql`and e.id > ${last}`
    const page: PlacedEntity[] = await entitiesWhere(db, on, sql`e.kind = ${kind} ${later}`, size)
    if (page.length > 0) yield page
    if (page.length < size) return
    last = page.at(-1)?.id ?? null
    left -= size
  }
}

async function countOf(db: Db, kind: string, on: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from entities where kind = ${kind} and entered_on <= ${on}::date
      and (left_on is null or left_on > ${on}::date)`.execute(db)
  return rows[0]?.n ?? 0
}

/** What the conditions of both editions look at beside the entity itself. */
async function around(db: Db, { relations }: Definitions, rules: readonly RuleDefinition[], on: string) {
  const asked = rules.map((r) => kindsAtHand(r.kind, conditionsOf(r)))
  const kinds = asked.includes(null) ? undefined : asked.flatMap((k) => [...(k ?? [])])
  return surroundingsOf(kinds?.length === 0 ? [] : await entitiesOn(db, on, kinds), relations)
}

/**
 * Whose duties would change if this rule were saved: judged over the register as of a day, or over at most so many entities drawn by
 * lot; nothing is stored. Ends early, with what it has, when nobody waits for the answer any more.
 *
 * @throws QinglanError `bad-input` with the condition and the place in it that is wrong
 */
export async function previewRule(
  db: Db,
  rule: RuleDefinition,
  { on, most = Infinity, unwanted }: { on: string; most?: number | undefined; unwanted?: AbortSignal },
): Promise<RulePreview> {
  const definitions = await loadDefinitions(db)
  const kind = definitions.kinds.get(rule.kind)
  if (!kind) throw badInput(`没有种类“${rule.kind}”`, `No kind “${rule.kind}”`)
  const then = compileRule(rule, kind, definitions.limits)
  const now = rulesInForce(definitions.rules, on).find((r) => r.definition.rule === rule.rule)
  const surroundings = await around(db, definitions, [rule, ...(now ? [now.definition] : [])], on)
  const preview: RulePreview = {
    judged: 0,
    population: 0,
    boundNow: 0,
    boundThen: 0,
    entering: 0,
    enters: [],
    leaving: 0,
    leaves: [],
    unknown: 0,
    unknownWhy: [],
    standingNow: { fulfilled: 0, open: 0, late: 0 },
    standingThen: { fulfilled: 0, open: 0, late: 0 },
  }
  const reasons = new Map<string, number>()
  const add = (entity: PlacedEntity, before: Obligation | undefined, after: Obligation) => {
    const [was, is] = [count(preview.standingNow, before), count(preview.standingThen, after)]
    preview.judged += 1
    preview.boundNow += was ? 1 : 0
    preview.boundThen += is ? 1 : 0
    if (after.bound === 'unknown') {
      preview.unknown += 1
      reasons.set(after.why ?? '', (reasons.get(after.why ?? '') ?? 0) + 1)
    }
    if (was === is) return
    const { id, key, facts } = entity
    const name = String(facts[kind.name ?? kind.key] ?? key)
    const who = { id, key, name, cited: { ...after.cited } }
    preview[is ? 'entering' : 'leaving'] += 1
    const named = is ? preview.enters : preview.leaves
    if (named.length < mostNamed) named.push(who)
  }
  let whole = true
  for await (const page of pagesOf(db, rule.kind, on, most)) {
    const ids = page.map((e) => e.id)
    const evidence = await evidenceOn(db, on, ids)
    for (const entity of page) {
      const items = evidence.get(entity.id) ?? []
      const before = now?.judge(entity, items, on, surroundings)
      add(entity, before, then.judge(entity, items, on, surroundings))
    }
    whole = preview.judged < most
    if (unwanted?.aborted) break
  }
  preview.population = whole ? preview.judged : Math.max(preview.judged, await countOf(db, rule.kind, on))
  for (const named of [preview.enters, preview.leaves]) named.sort((a, b) => a.key.localeCompare(b.key))
  preview.unknownWhy = [...reasons]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostReasons)
    .map(([why, entities]) => ({ why, entities }))
  return preview
}
