import type { Device, DeviceChange, DeviceLight } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { attributesOfNew } from '../sites/new-site.ts'
import './tables.ts'

interface Row {
  readonly mn: string
  readonly site_id: number
  readonly name_zh: string
  readonly name_en: string
  readonly region_id: string | null
  readonly simulated: boolean
  readonly enabled: boolean
  readonly check_password: boolean
  readonly accept_modbus_crc: boolean
  readonly time_label: 'start' | 'end'
  readonly dialect: string | null
  readonly last_seen_at: Date | null
  readonly last_data_at: Date | null
  readonly clock_skew_seconds: number | null
  readonly units_in_doubt: number
  readonly registered_by: string
  readonly registered_at: Date
}

// hour data come once an hour, so two hours without any is too long; a line that lives shows itself within one
const dataMs = 2 * 3_600_000
const aliveMs = 3_600_000

export function lightOf(
  { enabled, last_seen_at, last_data_at }: Pick<Row, 'enabled' | 'last_seen_at' | 'last_data_at'>,
  now: number,
): DeviceLight {
  if (!enabled) return 'disabled'
  if (last_seen_at === null) return 'never'
  if (last_data_at !== null && now - last_data_at.getTime() <= dataMs) return 'online'
  return now - last_seen_at.getTime() <= aliveMs ? 'no-data' : 'silent'
}

const asDevice = (row: Row, now: number): Device => ({
  mn: row.mn,
  siteId: String(row.site_id),
  site: { zh: row.name_zh, en: row.name_en },
  regionId: row.region_id,
  light: lightOf(row, now),
  enabled: row.enabled,
  checkPassword: row.check_password,
  acceptModbusCrc: row.accept_modbus_crc,
  timeLabel: row.time_label,
  dialect: row.dialect,
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  lastDataAt: row.last_data_at?.toISOString() ?? null,
  clockSkewSeconds: row.clock_skew_seconds,
  unitsInDoubt: row.units_in_doubt,
  registeredBy: row.registered_by,
  registeredAt: row.registered_at.toISOString(),
  simulated: row.simulated,
})

const select = (mn: string | null) => sql<Row>`
  select d.*, s.name_zh, s.name_en, s.region_id, s.simulated,
    (select count(*) from site_units u where u.site_id = d.site_id and u.unit is null) as units_in_doubt
  from devices d join sites s on s.id = d.site_id
  where ${mn}::text is null or d.mn = ${mn} order by s.code, d.mn`

/** The data loggers that who asks may see, each with its light. */
export async function listDevices(db: Db, now: number): Promise<Device[]> {
  const { rows } = await select(null).execute(db)
  return rows.map((row) => asDevice(row, now))
}

/** @throws QinglanError `not-found` */
export async function deviceByMn(db: Db, mn: string, now: number): Promise<Device> {
  const { rows } = await select(mn).execute(db)
  const [row] = rows
  if (!row) throw notFound(`没有数采仪 ${mn}`, `no data logger ${mn}`)
  return asDevice(row, now)
}

/** The site that a change names, made when it is new. */
async function siteOf(db: Db, { siteId, newSite }: DeviceChange): Promise<number | undefined> {
  if (!newSite) return siteId === undefined ? undefined : Number(siteId)
  const kind = newSite.kind ?? 'source-outlet'
  const made = await db
    .insertInto('sites')
    .values({
      code: newSite.code,
      kind,
      name_zh: newSite.name.zh,
      name_en: newSite.name.en,
      region_id: newSite.regionId,
      unit_id: null,
      lon: null,
      lat: null,
      attributes: JSON.stringify(attributesOfNew[kind]),
    })
    .onConflict((c) => c.column('code').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw badInput(`点位编码 ${newSite.code} 已存在`, `there is a site ${newSite.code} already`)
  return made.id
}

/**
 * Registers a data logger, or changes one; a new one needs its site and password. Who was refused under this MN leaves the
 * quarantine: the gateway takes its packets within seconds. @throws QinglanError
 */
export async function saveDevice(db: Db, mn: string, change: DeviceChange, by: string): Promise<Device> {
  const known = await db.selectFrom('devices').select('mn').where('mn', '=', mn).executeTakeFirst()
  const siteId = await siteOf(db, change)
  if (siteId !== undefined && !change.newSite) {
    const site = await db.selectFrom('sites').select('id').where('id', '=', siteId).executeTakeFirst()
    if (!site) throw badInput(`没有点位 ${siteId}`, `no site ${siteId}`)
  }
  const columns = {
    ...(siteId === undefined ? {} : { site_id: siteId }),
    ...(change.password === undefined ? {} : { password: change.password }),
    ...(change.checkPassword === undefined ? {} : { check_password: change.checkPassword }),
    ...(change.acceptModbusCrc === undefined ? {} : { accept_modbus_crc: change.acceptModbusCrc }),
    ...(change.timeLabel === undefined ? {} : { time_label: change.timeLabel }),
    ...(change.enabled === undefined ? {} : { enabled: change.enabled }),
  }
  if (known) {
    if (Object.keys(columns).length > 0) {
      const { numUpdatedRows } = await db
        .updateTable('devices')
        .set(columns)
        .where('mn', '=', mn)
        .executeTakeFirst()
      if (numUpdatedRows === 0n)
        throw notFound(`没有可修改的数采仪 ${mn}`, `no data logger ${mn} that you may change`)
    }
  } else {
    const { password } = change
    if (siteId === undefined || password === undefined) {
      throw badInput('新数采仪需要点位和密码', 'a new data logger needs a site and a password')
    }
    await db
      .insertInto('devices')
      .values({ ...columns, mn, site_id: siteId, password, registered_by: by })
      .execute()
  }
  await db.deleteFrom('quarantine').where('mn', '=', mn).execute()
  return deviceByMn(db, mn, Date.now())
}
