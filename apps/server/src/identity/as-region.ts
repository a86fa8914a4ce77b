import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'

interface Standing {
  readonly reaches: boolean
  readonly region: string
  readonly unit: string
  readonly roles: string
}

const tell = (db: Db, { region, unit, roles }: Omit<Standing, 'reaches'>) =>
  sql`select set_config('qinglan.region', ${region}, true), set_config('qinglan.unit', ${unit}, true),
    set_config('qinglan.roles', ${roles}, true)`.execute(db)

const under = new WeakSet<Db>()

/**
 * Does a computation that belongs to a region as that region's campaign office would, within the transaction of someone who may see
 * its result but not all that it rests on; `own` says that they reach the region themselves, and then nothing changes. For
 * figures alone: what the computation names must not be passed on. One at a time in a transaction.
 */
export async function asRegion<T>(
  db: Db,
  regionId: string,
  work: () => Promise<T>,
): Promise<{ result: T; own: boolean }> {
  const { rows } = await sql<Standing>`
    select rights.setting('roles') is null or ${regionId} in (select rights.regions()) as reaches,
      coalesce(rights.setting('region'), '') as region, coalesce(rights.setting('unit'), '') as unit,
      coalesce(rights.setting('roles'), '') as roles`.execute(db)
  const standing = rows[0]
  if (!standing || standing.reaches) return { result: await work(), own: true }
  if (under.has(db)) throw new Error('computations for a region run one after another in a transaction')
  under.add(db)
  try {
    await tell(db, { region: regionId, unit: '', roles: 'campaign-office' })
    return { result: await work(), own: false }
  } finally {
    under.delete(db)
    // after a failed statement the transaction is lost and with it every setting
    await tell(db, standing).catch(() => undefined)
  }
}
