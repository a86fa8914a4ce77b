import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { announce } from '../../live/live-hub.ts'
import type { HeldPacket } from './packet-batch.ts'
import type { RowHead } from './packet-row.ts'
import { rangeOf } from './rows-at-a-glance.ts'
import { SeenSenders } from './seen-senders.ts'

const everyMs = 250

/**
 * Passes on what commits brought: the days to the assessment, the sites to listeners, the senders to the list of devices. Outside the
 * commits, which must not wait for an assessment that holds its days; days that a process left behind when it was killed go on with the
 * next gateway.
 */
export class Arrivals {
  readonly #db: Kysely<Tables>
  readonly #log: (sentence: string) => void
  readonly #timer: NodeJS.Timeout
  readonly #senders: SeenSenders
  #siteIds = new Set<number>()
  #from = Infinity
  #to = -Infinity
  #left = true
  #turn: Promise<void> | undefined

  constructor(db: Kysely<Tables>, log: (sentence: string) => void) {
    this.#db = db
    this.#log = log
    this.#senders = new SeenSenders(db)
    this.#timer = setInterval(() => this.#passOn(), everyMs)
  }

  /** Takes note of what was committed. */
  note(packets: readonly HeldPacket[], rows: readonly RowHead[]): void {
    this.#senders.note(packets)
    if (rows.length === 0) return
    for (const { siteId } of rows) this.#siteIds.add(siteId)
    const { from, to } = rangeOf(rows)
    this.#from = Math.min(this.#from, from)
    this.#to = Math.max(this.#to, to)
    this.#left = true
  }

  /** Passes on what is left, and ends. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#turn
    this.#passOn(Infinity)
    await this.#turn
  }

  #passOn(now = Date.now()): void {
    if (this.#turn || !(this.#left || this.#senders.isDue(now))) return
    this.#turn = this.#pass(now)
      .catch((error: unknown) =>
        this.#log(`gateway: what came was not passed on, trying again: ${String(error)}`),
      )
      .finally(() => (this.#turn = undefined))
  }

  async #pass(now: number): Promise<void> {
    if (this.#senders.isDue(now)) await this.#senders.write(now)
    if (!this.#left) return
    this.#left = false
    await passOnDays(this.#db).catch((error: unknown) => {
      this.#left = true
      throw error
    })
    if (this.#siteIds.size === 0) return
    const siteIds = [...this.#siteIds].map(String)
    const [from, to] = [new Date(this.#from).toISOString(), new Date(this.#to).toISOString()]
    this.#siteIds = new Set()
    this.#from = Infinity
    this.#to = -Infinity
    await announce(this.#db, { type: 'observations', siteIds, from, to })
  }
}

/** Moves the days that commits noted to those that the assessment takes. */
const passOnDays = (db: Kysely<Tables>) =>
  sql`
    with taken as (
      delete from observed_days where ctid = any(array(select ctid from observed_days for update skip locked)) returning site_id, day
    )
    insert into assessment_dirty (site_id, day) select distinct site_id, day from taken order by site_id, day
    on conflict (site_id, day) do update set noted_at = now()`.execute(db)
