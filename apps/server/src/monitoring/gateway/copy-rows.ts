import { finished } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/**
 * COPY of rows that are not there yet, in the transaction of the connection; `pieces` as from `RowPile.copyOf`.
 * @throws DatabaseError 23505 when one of them is there
 */
export async function copyRows(client: PoolClient, pieces: readonly Buffer[]): Promise<void> {
  const stream = client.query(
    copyFrom(
      'copy observations (site_id, resolution, at, layout_id, values, flags) from stdin (format binary)',
    ),
  )
  for (const piece of pieces) stream.write(piece)
  stream.end()
  await finished(stream)
}
