import type { Db } from '../database/connect.ts'
import { badInput } from '../errors.ts'
import './tables.ts'

/** @throws QinglanError `bad-input` for a region that is not there: an empty answer would look like one about it */
export async function demandRegion(db: Db, id: string | undefined): Promise<void> {
  if (id === undefined) return
  const found = await db.selectFrom('regions').select('id').where('id', '=', id).executeTakeFirst()
  if (!found) throw badInput(`没有行政区“${id}”`, `There is no region “${id}”`)
}
