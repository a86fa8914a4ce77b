import { finished } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { PacketRow } from './packet-row.ts'

/** A row with the id of its layout. */
export interface LaidOutRow {
  readonly row: PacketRow
  readonly layoutId: number
}

// signature, flags, no extension; at the end a count of -1 (PostgreSQL manual, COPY, binary format)
const head = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const columns = 6
const float8Oid = 701
const arrayHeadBytes = 20
/** The count of columns, the lengths of all six, and the four of fixed length. */
const fixedBytes = 2 + columns * 4 + 4 + 1 + 8 + 4
/** PostgreSQL counts microseconds from 2000. */
const epoch2000Ms = 946_684_800_000
const twoTo32 = 4_294_967_296

const bytesOf = ({ row }: LaidOutRow): number =>
  fixedBytes + arrayHeadBytes + row.values.length * 12 + (row.flags?.length ?? 0)

/** Rows in the binary form of COPY: the columns site_id, resolution, at, layout_id, values, flags. */
export function encodeCopy(rows: readonly LaidOutRow[]): Buffer {
  const bytes = Buffer.allocUnsafe(rows.reduce((sum, row) => sum + bytesOf(row), head.length + 2))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let at = head.copy(bytes)
  const int32 = (value: number) => {
    view.setInt32(at, value)
    at += 4
  }
  for (const { row, layoutId } of rows) {
    view.setInt16(at, columns)
    at += 2
    int32(4)
    int32(row.siteId)
    int32(1)
    bytes[at++] = row.resolution.charCodeAt(0)
    const micros = (row.epochMs - epoch2000Ms) * 1000
    const upper = Math.floor(micros / twoTo32)
    int32(8)
    int32(upper)
    view.setUint32(at, micros - upper * twoTo32)
    at += 4
    int32(4)
    int32(layoutId)
    at = writeValues(view, at, row.values)
    int32(row.flags === null ? -1 : row.flags.length)
    if (row.flags !== null) at += bytes.write(row.flags, at, 'latin1')
  }
  view.setInt16(at, -1)
  return bytes.subarray(0, at + 2)
}

function writeValues(view: DataView, start: number, values: PacketRow['values']): number {
  let at = start + 4 + arrayHeadBytes
  let hasNull = 0
  for (const value of values) {
    if (value === null) {
      hasNull = 1
      view.setInt32(at, -1)
      at += 4
    } else {
      view.setInt32(at, 8)
      view.setFloat64(at + 4, value)
      at += 12
    }
  }
  view.setInt32(start, at - start - 4)
  view.setInt32(start + 4, 1)
  view.setInt32(start + 8, hasNull)
  view.setInt32(start + 12, float8Oid)
  view.setInt32(start + 16, values.length)
  view.setInt32(start + 20, 1)
  return at
}

/** COPY of rows that are not there yet, in the transaction of the connection. @throws DatabaseError 23505 when one of them is */
export async function copyRows(client: PoolClient, rows: readonly LaidOutRow[]): Promise<void> {
  const stream = client.query(
    copyFrom(
      'copy observations (site_id, resolution, at, layout_id, values, flags) from stdin (format binary)',
    ),
  )
  stream.end(encodeCopy(rows))
  await finished(stream)
}
