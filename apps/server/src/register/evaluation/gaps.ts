import type { GapRow } from '@qinglan/contract'
import { roundFractionHalfEven } from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { Obligation } from '../engine/obligations.ts'
import { judgeOn, overall } from './evaluate.ts'
import { Remembered, registerEdition } from './register-edition.ts'

/** A share in percent with one decimal; without a list there is no percentage. */
export const rateOf = (part: number, whole: number): number | null =>
  whole === 0
    ? null
    : roundFractionHalfEven({ numerator: BigInt(part) * 100n, denominator: BigInt(whole) }, 1)

/** So many obligations of a rule, in a region, that say the same. */
interface Counted {
  readonly rule: string
  readonly edition: string
  readonly regionId: string | null
  readonly bound: Obligation['bound']
  readonly status: ReturnType<typeof overall>
  readonly entities: number
}

interface How {
  readonly byRegion: boolean
  /** Were all entities there are judged? */
  readonly whole: boolean
}

function addUp(definitions: Definitions, counted: readonly Counted[], { byRegion, whole }: How): GapRow[] {
  const rules = new Map(
    definitions.rules.map((r) => [`${r.definition.rule}\n${r.definition.edition}`, r.definition]),
  )
  const rows = new Map<string, GapRow>()
  for (const { entities, bound, status, ...of } of counted) {
    const rule = rules.get(`${of.rule}\n${of.edition}`)
    if (!rule) continue
    const regionId = byRegion ? of.regionId : null
    const id = `${rule.rule}\n${regionId ?? ''}`
    let row = rows.get(id)
    if (!row) {
      const counts = {
        population: 0,
        whole,
        bound: 0,
        unknown: 0,
        fulfilled: 0,
        open: 0,
        late: 0,
        rate: null,
      }
      row = { rule: rule.rule, row: rule.row, title: rule.title, kind: rule.kind, regionId, ...counts }
      rows.set(id, row)
    }
    row.population += entities
    if (bound === 'unknown') row.unknown += entities
    if (bound !== 'yes') continue
    row.bound += entities
    if (status !== 'none') row[status] += entities
  }
  for (const row of rows.values()) row.rate = rateOf(row.fulfilled, row.bound)
  return [...rows.values()].sort(
    (a, b) => a.row.localeCompare(b.row) || (a.regionId ?? '').localeCompare(b.regionId ?? ''),
  )
}

/** What was judged last, counted by the database; null where that is of another day, or something changed since. */
async function countedOn(db: Db, on: string): Promise<Counted[] | null> {
  const { rows } = await sql<{ stands: boolean }>`
    select exists (select from register_judged where judged_on = ${on}::date)
      and not exists (select from register_dirty) as stands`.execute(db)
  if (rows[0]?.stands !== true) return null
  const counted = await sql<Counted>`
    select o.rule, o.edition, e.region_id as "regionId", o.bound, o.status, count(*)::int as entities
    from obligations o join entities e on e.id = o.entity_id
    group by o.rule, o.edition, e.region_id, o.bound, o.status`.execute(db)
  return counted.rows
}

/** Other days are judged anew; what a day gave is remembered until something changes. */
const remembered = new Remembered<readonly Counted[]>(60)

async function judgedOn(db: Db, on: string): Promise<readonly Counted[]> {
  const edition = await registerEdition(db)
  // what devices sent, the register does not note
  const { rows } = await sql`select from evidence where site_id is not null limit 1`.execute(db)
  const content = rows.length === 0 ? edition.of() : null
  const key = `${on} ${content} ${edition.standing}`
  const known = content === null ? undefined : remembered.get(key)
  if (known) return known
  const { entities, obligations } = await judgeOn(db, on)
  const regionOf = new Map(entities.map((e) => [e.id, e.regionId]))
  const counted = new Map<string, Counted & { entities: number }>()
  for (const o of obligations) {
    const { rule, edition: of, bound } = o
    const [regionId, status] = [regionOf.get(o.entityId) ?? null, overall(o)]
    const id = [rule, of, regionId, bound, status].join('\n')
    const same = counted.get(id)
    if (same) same.entities += 1
    else counted.set(id, { rule, edition: of, regionId, bound, status, entities: 1 })
  }
  const all = [...counted.values()]
  if (content !== null) remembered.set(key, all)
  return all
}

/** Who is short of what on a day, by rule, or by rule and county: as judged last where that stands, judged anew for any other day. */
export async function gapsOn(db: Db, { on, byRegion }: { on: string; byRegion: boolean }): Promise<GapRow[]> {
  const counted = (await countedOn(db, on)) ?? (await judgedOn(db, on))
  return addUp(await loadDefinitions(db), counted, { byRegion, whole: await seesAll(db) })
}

/** Does the asker see every entity that there is? If not, counts and rates are of their part alone. */
export async function seesAll(db: Db): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select rights.setting('roles') is null or rights.everywhere() as all`.execute(db)
  return rows[0]?.all === true
}
