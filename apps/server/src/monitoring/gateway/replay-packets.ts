import { PacketDecoder } from '@qinglan/hj212'
import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { reportsOf, type DeviceReport } from '../reports/reports-of-packet.ts'
import { storeReports } from '../reports/store-reports.ts'
import { DeviceRegistry } from './device-registry.ts'
import { ObservationStore } from './observation-store.ts'
import { rowOf, type PacketRow } from './packet-row.ts'
import { PartTimes } from './part-times.ts'
import { rawBatches, unpackRaw, type RawPacket } from './raw-packets.ts'

export interface ReplayOptions {
  readonly from: Date
  readonly to: Date
  /** Of this device alone. */
  readonly mn?: string | undefined
  /** Says what there is, and writes nothing. */
  readonly dryRun: boolean
  onPacket?(raw: RawPacket, mn: string, row: PacketRow | null): void
}

export interface ReplayResult {
  readonly packets: number
  readonly rows: number
  /** Packets of devices that are still unknown or switched off. */
  readonly unregistered: number
  /** Rows that went to the observations; what was there with the same values is among them, untouched. */
  readonly written: number
}

/** Decodes kept packets again into the observations and reports, each with what is known of its device now. What is there already stays as it is. */
export async function replayPackets(db: Kysely<Tables>, options: ReplayOptions): Promise<ReplayResult> {
  const registry = new DeviceRegistry(db)
  await registry.refresh(Date.now())
  const store = new ObservationStore()
  const times = new Map<string, PartTimes>()
  const timesOf = (mn: string): PartTimes => {
    const known = times.get(mn) ?? new PartTimes()
    times.set(mn, known)
    return known
  }
  const result = { packets: 0, rows: 0, unregistered: 0, written: 0 }
  for await (const body of rawBatches(db, options)) {
    const rows: PacketRow[] = []
    const reporting: { mn: string; receivedAt: number; reports: readonly DeviceReport[] | null }[] = []
    const now = Date.now()
    for (const raw of await unpackRaw(body)) {
      if (raw.receivedAt < options.from.getTime() || raw.receivedAt >= options.to.getTime()) continue
      const decoder = new PacketDecoder({ strictness: 'lenient', acceptModbus: true })
      for (const event of [...decoder.push(raw.raw), ...decoder.expire()]) {
        const mn = event.kind === 'packet' ? (event.packet.mn ?? '') : ''
        if (event.kind !== 'packet' || (options.mn !== undefined && mn !== options.mn)) continue
        result.packets += 1
        const device = registry.get(mn)
        const mayWrite = device?.enabled && (!device.checkPassword || device.password === event.packet.pw)
        if (!mayWrite) result.unregistered += 1
        const time = timesOf(mn).of(event.packet)
        const row = mayWrite ? rowOf(event.packet, device, raw.receivedAt, time) : null
        const found = typeof row === 'object' ? row : null
        if (found) rows.push(found)
        if (row === 'no-observation') {
          reporting.push({ mn, receivedAt: now, reports: reportsOf(event.packet, raw.receivedAt) })
        }
        options.onPacket?.(raw, mn, found)
      }
    }
    result.rows += rows.length
    if (options.dryRun || rows.length + reporting.length === 0) continue
    result.written += await db.transaction().execute(async (trx) => {
      await storeReports(trx, reporting)
      return store.write(trx, rows)
    })
  }
  return result
}
