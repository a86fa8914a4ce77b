import type { Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'

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

/** The devices by MN, read anew at most every few seconds, so that a device accepted in the browser may send soon after. */
export class DeviceRegistry {
  readonly #db: Kysely<Tables>
  #devices: ReadonlyMap<string, Device> = new Map()
  #readAt = -Infinity
  #reading: Promise<void> | undefined

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async find(mn: string, now: number): Promise<Device | undefined> {
    if (now - this.#readAt > freshMs) await this.refresh(now)
    return this.#devices.get(mn)
  }

  /** Reads the devices; those who ask meanwhile wait for the same reading. */
  refresh(now: number): Promise<void> {
    this.#reading ??= this.#read(now).finally(() => (this.#reading = undefined))
    return this.#reading
  }

  async #read(now: number): Promise<void> {
    const rows = await this.#db.selectFrom('devices').selectAll().execute()
    this.#devices = new Map(
      rows.map((row) => [
        row.mn,
        {
          mn: row.mn,
          siteId: row.site_id,
          password: row.password,
          checkPassword: row.check_password,
          acceptModbus: row.accept_modbus_crc,
          timeLabel: row.time_label,
          enabled: row.enabled,
        },
      ]),
    )
    this.#readAt = now
  }
}
