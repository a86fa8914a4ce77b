import { setTimeout } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import type { Db } from '../../../database/connect.ts'
import type { Tables } from '../../../database/tables.ts'
import { noAnswer, UpstreamLine, type Fate, type UpstreamTarget } from './upstream-line.ts'
import { noteRefusal, oldestQueued, takeOff, type Queued } from './upstream-queue.ts'
import '../tables.ts'

export interface ForwarderOptions {
  /** Packets held in memory for one upper platform at a time. */
  readonly atOnce: number
  /** How often the queues are looked at when nothing waits; the first pause after a failure is as long, and doubles. */
  readonly pauseMs: number
  readonly longestPauseMs: number
  /** A line over which nothing came for so long answers no more. */
  readonly idleMs: number
  /** How long a device's packets wait behind one that is refused before that is set aside. */
  readonly patienceMs: number
}

const usual: ForwarderOptions = {
  atOnce: 200,
  pauseMs: 500,
  longestPauseMs: 60_000,
  idleMs: 10_000,
  patienceMs: 86_400_000,
}

interface Upstream extends UpstreamTarget {
  readonly id: number
}

interface Line {
  readonly key: string
  readonly line: UpstreamLine
  failures: number
  notBefore: number
  /** Devices whose oldest packet was refused, and until when they wait. */
  readonly held: Map<string, number>
}

const keyOf = ({ host, port, password, answers }: Upstream): string =>
  JSON.stringify([host, port, password, answers])

/**
 * Forwards what is queued to the upper platforms, oldest first and in order for each device, and takes off the queue what they
 * acknowledged. Each platform has its own pace: a slow one holds up no other.
 */
export class Forwarder {
  readonly #db: Kysely<Tables>
  readonly #log: (sentence: string) => void
  readonly #options: ForwarderOptions
  readonly #lines = new Map<number, Line>()
  readonly #busy = new Map<number, Promise<void>>()
  readonly #asked = new AbortController()
  readonly #running: Promise<void>

  constructor(db: Kysely<Tables>, log: (sentence: string) => void, options: Partial<ForwarderOptions> = {}) {
    this.#db = db
    this.#log = log
    this.#options = { ...usual, ...options }
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#asked.abort()
    for (const { line } of this.#lines.values()) line.close()
    await this.#running
    await Promise.all(this.#busy.values())
  }

  async #run(): Promise<void> {
    const { signal } = this.#asked
    while (!signal.aborted) {
      await this.#look().catch((error: unknown) => this.#log(`upstream: ${String(error)}`))
      await setTimeout(this.#options.pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  /** Sets each platform to work that is not at it; lines to those that are gone or changed are closed. */
  async #look(): Promise<void> {
    const upstreams = await this.#db
      .selectFrom('upstreams as u')
      .leftJoin('upstream_secrets as s', 's.upstream_id', 'u.id')
      .select(['u.id', 'u.host', 'u.port', 's.password', 'u.answers'])
      .where('u.enabled', '=', true)
      .execute()
    const wanted = new Map(upstreams.map((upstream) => [upstream.id, upstream]))
    for (const [id, { key, line }] of this.#lines) {
      const upstream = wanted.get(id)
      if (upstream && keyOf(upstream) === key) continue
      line.close()
      this.#lines.delete(id)
    }
    for (const upstream of upstreams) {
      if (this.#busy.has(upstream.id) || this.#asked.signal.aborted) continue
      const work = this.#work(upstream)
        .catch((error: unknown) => this.#log(`upstream: ${String(error)}`))
        .finally(() => this.#busy.delete(upstream.id))
      this.#busy.set(upstream.id, work)
    }
  }

  /** Empties one queue, batch by batch, as long as it goes; on one connection, so that no other gateway is at it as well. */
  async #work(upstream: Upstream): Promise<void> {
    const known = this.#lines.get(upstream.id)
    const line = known ?? {
      key: keyOf(upstream),
      line: new UpstreamLine(upstream),
      failures: 0,
      notBefore: 0,
      held: new Map<string, number>(),
    }
    this.#lines.set(upstream.id, line)
    if (Date.now() < line.notBefore) return
    await this.#db.connection().execute(async (connection) => {
      const { rows } = await sql<{ mine: boolean }>`
        select pg_try_advisory_lock(2120212, ${upstream.id}) as mine`.execute(connection)
      if (rows[0]?.mine !== true) return
      try {
        while (!this.#asked.signal.aborted && this.#lines.get(upstream.id) === line) {
          if (!(await this.#deliver(connection, upstream.id, line))) break
        }
      } finally {
        await sql`select pg_advisory_unlock(2120212, ${upstream.id})`.execute(connection)
      }
    })
  }

  /** One batch. @returns whether to go on at once */
  async #deliver(db: Db, id: number, line: Line): Promise<boolean> {
    const now = Date.now()
    for (const [mn, until] of line.held) if (until <= now) line.held.delete(mn)
    const queued = await oldestQueued(db, id, [...line.held.keys()], this.#options.atOnce)
    if (queued.length === 0) return false
    let fates: readonly Fate[]
    try {
      fates = await line.line.deliver(queued, this.#options.idleMs)
    } catch (error) {
      await this.#fail(db, id, line, error instanceof Error ? error.message : String(error))
      return false
    }
    const delivered = queued.filter((_, i) => fates[i]?.kind === 'acknowledged').map((packet) => packet.id)
    await takeOff(db, id, delivered, Date.now())
    if (delivered.length > 0) line.failures = 0
    await this.#noteRefusals(db, id, line, queued, fates)
    const broken = fates.find((fate) => fate.kind === 'unknown' || fate.kind === 'silence')
    if (!broken) return true
    // it may be these alone that get no answer: next time others go first
    for (const [i, { mn }] of queued.entries()) {
      if (fates[i]?.kind === 'silence')
        line.held.set(mn, Date.now() + 2 * this.#pauseAfter(line.failures + 1))
    }
    if (!this.#asked.signal.aborted) {
      await this.#fail(db, id, line, broken.kind === 'unknown' ? broken.why : noAnswer)
    }
    return false
  }

  async #noteRefusals(
    db: Db,
    id: number,
    line: Line,
    queued: readonly Queued[],
    fates: readonly Fate[],
  ): Promise<void> {
    for (const [i, packet] of queued.entries()) {
      const fate = fates[i]
      if (fate?.kind !== 'refused' && fate?.kind !== 'unsendable') continue
      const isRefused = fate.kind === 'refused'
      if (isRefused) line.held.set(packet.mn, Date.now() + this.#pauseAfter(packet.attempts + 1))
      await noteRefusal(db, packet, fate.why, isRefused ? this.#options.patienceMs : 0)
      await this.#tell(db, id, `${packet.mn}: ${fate.why}`)
    }
  }

  #pauseAfter(failures: number): number {
    return Math.min(this.#options.pauseMs * 2 ** Math.min(failures, 20), this.#options.longestPauseMs)
  }

  async #fail(db: Db, id: number, line: Line, why: string): Promise<void> {
    line.failures += 1
    line.notBefore = Date.now() + this.#pauseAfter(line.failures)
    line.line.close()
    await this.#tell(db, id, why)
  }

  async #tell(db: Db, id: number, why: string): Promise<void> {
    await db.updateTable('upstreams').set({ last_error: why }).where('id', '=', id).execute()
  }
}
