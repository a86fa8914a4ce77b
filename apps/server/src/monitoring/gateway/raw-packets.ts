import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'

const compress = promisify(zstdCompress)
const expand = promisify(zstdDecompress)
const lineFeed = 0x0a
/** A commit's packets rarely come to more, so that they leave the compressor in one piece. */
const mostPiece = 128 << 10
const leastPiece = 1 << 10

/** A packet as it came over the wire. */
export interface RawPacket {
  readonly receivedAt: number
  readonly remote: string
  readonly raw: Uint8Array
}

/**
 * Packs the packets of one commit (`PacketBatch.records`), outside the event loop. Told the size, the compressor does not take megabytes for
 * a few packets, which hundreds of times a second would keep the collector busy.
 */
export const packRaw = (records: Buffer): Promise<Buffer> =>
  compress(records, {
    pledgedSrcSize: records.length,
    chunkSize: Math.min(Math.max(records.length, leastPiece), mostPiece),
  })

/** Unpacks what `packRaw` packed: each packet stands behind a line of its time, sender and length. */
export async function unpackRaw(body: Buffer): Promise<RawPacket[]> {
  const bytes = await expand(body)
  const packets: RawPacket[] = []
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(lineFeed, at)
    const [receivedAt, remote = '', length] = bytes.toString('latin1', at, end).split(' ')
    at = end + 1 + Number(length)
    packets.push({ receivedAt: Number(receivedAt), remote, raw: bytes.subarray(end + 1, at) })
  }
  return packets
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
