import type { Reading } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { readingAt } from '../flags.ts'

/** One observation with its values by channel, `factor/statistic`. */
export interface ObservedRow {
  readonly at: number
  readonly values: ReadonlyMap<string, Reading>
}

interface Row {
  readonly at: Date
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

/** At most so many are read at a time. */
export const mostRows = 50_000

/** The observations of a site from a time on, oldest first. */
export async function observedRows(
  db: Db,
  siteId: number,
  resolutions: readonly string[],
  from: number,
  to = Date.UTC(2200, 0, 1),
): Promise<ObservedRow[]> {
  const [low, high] = [new Date(from).toISOString(), new Date(to).toISOString()]
  const { rows } = await sql<Row>`
    select at, layout_id, values, flags from observations
    where site_id = ${siteId} and resolution = any(${resolutions}::"char"[]) and at >= ${low} and at < ${high}
    order by at limit ${mostRows}`.execute(db)
  const ids = [...new Set(rows.map((row) => row.layout_id))]
  const layouts =
    ids.length === 0
      ? []
      : await db.selectFrom('layouts').select(['id', 'channels']).where('id', 'in', ids).execute()
  const keys = new Map(
    layouts.map(({ id, channels }) => [id, channels.map((c) => `${c.factor}/${c.statistic}`)]),
  )
  return rows.map(({ at, layout_id, values, flags }) => ({
    at: at.getTime(),
    values: new Map((keys.get(layout_id) ?? []).map((key, i) => [key, readingAt(values, flags, i)])),
  }))
}
