import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** A packet as it came over the wire. */
export interface RawPacket {
  readonly receivedAt: number
  readonly remote: string
  readonly raw: Uint8Array
}

/** Packs the packets of one commit: a line each of its time, sender and bytes. */
export const packRaw = (batch: readonly RawPacket[]): Promise<Buffer> =>
  compress(
    batch.map((p) => `${p.receivedAt} ${p.remote} ${Buffer.from(p.raw).toString('base64')}\n`).join(''),
    { level: 1 },
  )

/** Unpacks what `packRaw` packed. */
export async function unpackRaw(body: Buffer): Promise<RawPacket[]> {
  const lines = (await expand(body)).toString('latin1').split('\n').filter(Boolean)
  return lines.map((line) => {
    const [receivedAt = '', remote = '', text = ''] = line.split(' ')
    return { receivedAt: Number(receivedAt), remote, raw: Buffer.from(text, 'base64') }
  })
}

/** The commits that took packets in between two instants, oldest first, a few at a time. */
export async function* rawBatches(
  db: Kysely<Tables>,
  { from, to, mn }: { readonly from: Date; readonly to: Date; readonly mn?: string | undefined },
): AsyncGenerator<Buffer> {
  let after = 0
  for (;;) {
    const rows = await db
      .selectFrom('raw_packets')
      .select(['id', 'body'])
      .where('received_to', '>=', from)
      .where('received_from', '<', to)
      .where('id', '>', after)
      .$if(mn !== undefined, (q) => q.where(sql<boolean>`${mn} = any(mns)`))
      .orderBy('id')
      .limit(50)
      .execute()
    for (const { body } of rows) yield body
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

/** Deletes what was kept longer than its time. @returns how many commits' packets went */
export async function forgetOldPackets(db: Kysely<Tables>, days: number): Promise<number> {
  const gone = await db
    .deleteFrom('raw_packets')
    .where('received_to', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}
