import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import './tables.ts'

/** A data logger that may send. */
export interface Device {
  readonly mn: string
  readonly siteId: number
  readonly password: string
  readonly checkPassword: boolean
  readonly acceptModbus: boolean
  readonly timeLabel: 'start' | 'end'
  readonly enabled: boolean
}

const freshMs = 5_000
const aheadMs = 3_000

/** The devices by MN, read anew every few seconds while packets come, so that a device accepted or changed in the browser counts soon after. */
export class DeviceRegistry {
  readonly #db: Kysely<Tables>
  #devices: ReadonlyMap<string, Device> = new Map()
  #readAt = -Infinity
  #askedAt = -Infinity
  /** Whether anything is forwarded to an upper platform. */
  forwards = false
  #reading: Promise<void> | undefined

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** True while `get` says what the database said a moment ago; else `refresh` first. */
  isFresh(now: number): boolean {
    return now - this.#readAt <= freshMs
  }

  /** Reads the devices ahead of time when they soon are no longer fresh, so that steady traffic never waits for them. */
  readAhead(now: number): void {
    if (now - Math.max(this.#readAt, this.#askedAt) <= aheadMs) return
    this.refresh(now).catch(() => undefined)
  }

  /** The device as last read: the same object until something about it changes. */
  get(mn: string): Device | undefined {
    return this.#devices.get(mn)
  }

  /** Reads the devices; those who ask meanwhile wait for the same reading. While the database is away the last reading stands. */
  refresh(now: number): Promise<void> {
    this.#askedAt = now
    this.#reading ??= this.#read(now).finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async #read(now: number): Promise<void> {
    const rows = await this.#db
      .selectFrom('devices as d')
      .innerJoin('device_secrets as s', 's.mn', 'd.mn')
      .select(['d.mn', 'd.site_id', 'd.check_password', 'd.accept_modbus_crc', 'd.time_label', 'd.enabled'])
      .select('s.password')
      .execute()
    const devices = new Map<string, Device>()
    for (const row of rows) {
      const device = {
        mn: row.mn,
        siteId: row.site_id,
        password: row.password,
        checkPassword: row.check_password,
        acceptModbus: row.accept_modbus_crc,
        timeLabel: row.time_label,
        enabled: row.enabled,
      }
      const former = this.#devices.get(row.mn)
      devices.set(row.mn, former && same(former, device) ? former : device)
    }
    this.#devices = devices
    const upstream = await this.#db
      .selectFrom('upstreams')
      .select('id')
      .where('enabled', '=', true)
      .limit(1)
      .execute()
    this.forwards = upstream.length > 0
    this.#readAt = now
  }
}

const same = (a: Device, b: Device): boolean =>
  a.siteId === b.siteId &&
  a.password === b.password &&
  a.checkPassword === b.checkPassword &&
  a.acceptModbus === b.acceptModbus &&
  a.timeLabel === b.timeLabel &&
  a.enabled === b.enabled
