import { civilDateOf } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { announce } from '../../live/live-hub.ts'
import { storedValue, type StoredValue, type ValueKey } from './stored-value.ts'
import './tables.ts'
import '../tables.ts'

interface Pending extends ValueKey {
  readonly id: string
  readonly value: number | null
  readonly former: number | null
  readonly former_flag: string | null
  readonly applied: boolean
}

const byHand = 'S'
const rejected = 'X'
const ordinary = '.'

const flagAt = ({ flags, position }: StoredValue): string => flags?.[position] ?? ordinary

/** The observation with one value in place of another. */
function changed(found: StoredValue, value: number | null): { values: (number | null)[]; flags: string } {
  const values = [...found.values]
  // what is rejected stays beside its mark
  if (value !== null) values[found.position] = value
  const letters = (found.flags ?? ordinary.repeat(values.length)).split('')
  letters[found.position] = value === null ? rejected : byHand
  return { values, flags: letters.join('') }
}

async function write(db: Db, key: ValueKey, found: StoredValue, value: number | null): Promise<void> {
  const { values, flags } = changed(found, value)
  const at = key.at.toISOString()
  const row = sql`site_id = ${key.siteId} and resolution = ${key.resolution}::"char" and at = ${at} and layout_id = ${found.layoutId}`
  await sql`
    insert into observation_revisions (site_id, resolution, at, layout_id, values, flags, source, received_at)
    select site_id, resolution, at, layout_id, values, flags, source, received_at from observations where ${row}`.execute(
    db,
  )
  await sql`update observations set values = ${values}::float8[], flags = ${flags}, received_at = now() where ${row}`.execute(
    db,
  )
  await sql`
    insert into assessment_dirty (site_id, day) values (${key.siteId}, ${civilDateOf(key.at.getTime())})
    on conflict (site_id, day) do update set noted_at = now()`.execute(db)
  await sql`insert into signal_pending (site_id, resolution, from_at) values (${key.siteId}, ${key.resolution}::"char", ${at})`.execute(
    db,
  )
  await announce(db, { type: 'observations', siteIds: [String(key.siteId)], from: at, to: at })
}

/**
 * Makes the values of a site from a time on what persons last said of them. A device that sends again what stood there before does not
 * undo a correction; one that sends something else says something new, and that stands.
 * @returns how many values were changed
 */
export async function applyCorrections(db: Db, siteId: number, from: number): Promise<number> {
  const { rows } = await sql<Pending>`
    select distinct on (at, resolution, factor, statistic) id, site_id as "siteId", resolution::text as resolution, at, factor, statistic,
      value, former, former_flag, applied_at is not null as applied
    from corrections where site_id = ${siteId} and at >= ${new Date(from).toISOString()}
    order by at, resolution, factor, statistic, corrected_at desc`.execute(db)
  let count = 0
  for (const correction of rows) {
    const found = await storedValue(db, correction)
    if (!found) continue
    const isBack =
      found.values[found.position] === correction.former &&
      flagAt(found) === (correction.former_flag ?? ordinary)
    if (correction.applied && !isBack) continue
    await write(db, correction, found, correction.value)
    await sql`update corrections set applied_at = now() where id = ${correction.id}`.execute(db)
    count += 1
  }
  return count
}
