import type { GapRow } from '@qinglan/contract'
import { roundFractionHalfEven } from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Definitions } from '../definitions/definition-store.ts'
import type { Obligation } from '../engine/obligations.ts'
import type { PlacedEntity } from './entities-on.ts'
import { overall } from './evaluate.ts'

/** A share in percent with one decimal; without a list there is no percentage. */
export const rateOf = (part: number, whole: number): number | null =>
  whole === 0
    ? null
    : roundFractionHalfEven({ numerator: BigInt(part) * 100n, denominator: BigInt(whole) }, 1)

/** Adds up obligations by rule, or by rule and county when `byRegion`. `whole`: were all entities there are judged? */
export function gapsOf(
  definitions: Definitions,
  { entities, obligations }: { entities: readonly PlacedEntity[]; obligations: readonly Obligation[] },
  { byRegion, whole }: { byRegion: boolean; whole: boolean },
): GapRow[] {
  const rules = new Map(
    definitions.rules.map((r) => [`${r.definition.rule}\n${r.definition.edition}`, r.definition]),
  )
  const regionOf = new Map(entities.map((e) => [e.id, e.regionId]))
  const rows = new Map<string, GapRow>()
  for (const obligation of obligations) {
    const rule = rules.get(`${obligation.rule}\n${obligation.edition}`)
    if (!rule) continue
    const regionId = byRegion ? (regionOf.get(obligation.entityId) ?? null) : null
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
    row.population += 1
    if (obligation.bound === 'unknown') row.unknown += 1
    if (obligation.bound !== 'yes') continue
    row.bound += 1
    const status = overall(obligation)
    if (status !== 'none') row[status] += 1
  }
  for (const row of rows.values()) row.rate = rateOf(row.fulfilled, row.bound)
  return [...rows.values()].sort(
    (a, b) => a.row.localeCompare(b.row) || (a.regionId ?? '').localeCompare(b.regionId ?? ''),
  )
}

/** Does the asker see every entity that there is? If not, counts and rates are of their part alone. */
export async function seesAll(db: Db): Promise<boolean> {
  const { rows } = await sql<{ all: boolean }>`
    select rights.setting('roles') is null or rights.everywhere() as all`.execute(db)
  return rows[0]?.all === true
}
