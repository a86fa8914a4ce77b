import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { alarmCommands, type DeviceReport } from './reports-of-packet.ts'
import './tables.ts'
import '../gateway/tables.ts'

interface Reporting {
  readonly mn: string
  readonly receivedAt: number
  readonly reports: readonly DeviceReport[] | null
}

/** Stores what the packets of one commit report; what is there already stays as it is. Alarms are left for the rules to look at. */
export async function storeReports(db: Db, packets: readonly Reporting[]): Promise<void> {
  const all = packets.flatMap(({ mn, receivedAt, reports }) =>
    (reports ?? []).map((report) => ({ mn, receivedAt, ...report })),
  )
  if (all.length === 0) return
  await sql`
    insert into device_reports (mn, site_id, at, cn, subject, item, value, received_at, unheard)
    select d.mn, d.site_id, to_timestamp(u.at / 1000.0), u.cn, u.subject, u.item, u.value, to_timestamp(u.received / 1000.0),
      u.cn = any(${[...alarmCommands]}::text[])
    from unnest(${all.map(({ mn }) => mn)}::text[], ${all.map(({ epochMs }) => epochMs)}::float8[], ${all.map(({ cn }) => cn)}::text[],
      ${all.map(({ subject }) => subject)}::text[], ${all.map(({ item }) => item)}::text[], ${all.map(({ value }) => value)}::text[],
      ${all.map(({ receivedAt }) => receivedAt)}::float8[]) as u (mn, at, cn, subject, item, value, received)
    join devices d on d.mn = u.mn
    on conflict do nothing`.execute(db)
}
