import { readTimestamp } from '@qinglan/hj212'
import { sql, type Transaction } from 'kysely'
import Type from 'typebox'
import type { Tables } from '../../database/tables.ts'
import { bundledRules } from '../../monitoring/signals/compile-rules.ts'
import { lookAtArrivals } from '../../monitoring/signals/signal-worker.ts'
import '../../monitoring/tables.ts'
import type { Stage } from '../handlers.ts'

/** `2026-03-01 08:00`, China Standard Time. */
export const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}$' })

/** Milliseconds UTC of a minute of China Standard Time. */
export const instant = (moment: string): number =>
  readTimestamp(`${moment.replaceAll(/\D/g, '')}00`) ?? Number.NaN

/**
 * The id of a site by its code.
 *
 * @throws Error when there is none
 */
export async function siteId({ db }: Stage, code: string): Promise<number> {
  const site = await db.selectFrom('sites').select('id').where('code', '=', code).executeTakeFirst()
  if (!site) throw new Error(`no site ${code}`)
  return site.id
}

/** The rules look at what arrived. */
export async function look(stage: Stage): Promise<void> {
  const rules = await bundledRules()
  while ((await lookAtArrivals(stage.db as Transaction<Tables>, rules)) > 0);
}

/** The first values of a site's observations, and what stood there before, in the order of time. */
export async function historyOf(stage: Stage, code: string): Promise<{ now: number[]; before: number[] }> {
  const id = await siteId(stage, code)
  const first = async (table: string, order: string) => {
    const { rows } = await sql<{ value: number }>`
      select values[1] as value from ${sql.table(table)} where site_id = ${id} order by at, ${sql.ref(order)}`.execute(
      stage.db,
    )
    return rows.map((row) => row.value)
  }
  return {
    now: await first('observations', 'received_at'),
    before: await first('observation_revisions', 'replaced_at'),
  }
}
