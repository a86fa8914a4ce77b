import { setTimeout } from 'node:timers/promises'
import { sql, type Kysely, type Transaction } from 'kysely'
import type { Tables } from '../../../database/tables.ts'
import { UpstreamLine, type UpstreamTarget } from './upstream-line.ts'
import '../tables.ts'

const atOnce = 100
const pauseMs = 500
const answerMs = 10_000
const longestWaitMs = 60_000

interface Upstream extends UpstreamTarget {
  readonly id: number
}

interface Line {
  readonly key: string
  readonly line: UpstreamLine
  failures: number
  notBefore: number
}

/** Forwards what is queued to the upper platforms, oldest first, and takes off the queue what they acknowledged. */
export class Forwarder {
  readonly #db: Kysely<Tables>
  readonly #log: (sentence: string) => void
  readonly #lines = new Map<number, Line>()
  readonly #asked = new AbortController()
  readonly #running: Promise<void>

  constructor(db: Kysely<Tables>, log: (sentence: string) => void) {
    this.#db = db
    this.#log = log
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#asked.abort()
    for (const { line } of this.#lines.values()) line.close()
    await this.#running
  }

  async #run(): Promise<void> {
    const { signal } = this.#asked
    while (!signal.aborted) {
      const more = await this.#once().catch((error: unknown) => {
        this.#log(`upstream: ${String(error)}`)
        return false
      })
      if (!more) await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #once(): Promise<boolean> {
    const upstreams = await this.#db
      .selectFrom('upstreams')
      .select(['id', 'host', 'port', 'password'])
      .where('enabled', '=', true)
      .execute()
    const sent = await Promise.all(upstreams.map((upstream) => this.#forward(upstream)))
    return sent.includes(true)
  }

  #lineTo(upstream: Upstream): Line {
    const key = `${upstream.host} ${upstream.port} ${upstream.password ?? ''}`
    const known = this.#lines.get(upstream.id)
    if (known?.key === key) return known
    known?.line.close()
    const line = { key, line: new UpstreamLine(upstream), failures: 0, notBefore: 0 }
    this.#lines.set(upstream.id, line)
    return line
  }

  /** One stretch of the queue. @returns whether to go on at once */
  async #forward(upstream: Upstream): Promise<boolean> {
    const line = this.#lineTo(upstream)
    if (Date.now() < line.notBefore) return false
    const outcome = await this.#db.transaction().execute((trx) => deliver(trx, upstream.id, line.line))
    if (outcome.kind === 'nothing') return false
    if (outcome.kind === 'delivered') {
      line.failures = 0
      return true
    }
    line.failures += 1
    line.notBefore = Date.now() + Math.min(pauseMs * 2 ** line.failures, longestWaitMs)
    line.line.close()
    await sql`update upstreams set last_error = ${outcome.why} where id = ${upstream.id}`.execute(this.#db)
    return false
  }
}

type Outcome = { kind: 'nothing' } | { kind: 'delivered' } | { kind: 'failed'; why: string }

async function deliver(trx: Transaction<Tables>, id: number, line: UpstreamLine): Promise<Outcome> {
  // another gateway may be at it
  const turn = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(2120212, ${id}) as mine`.execute(
    trx,
  )
  if (turn.rows[0]?.mine !== true) return { kind: 'nothing' }
  const rows = await trx
    .selectFrom('upstream_queue')
    .select(['id', 'packet'])
    .where('upstream_id', '=', id)
    .orderBy('id')
    .limit(atOnce)
    .execute()
  if (rows.length === 0) return { kind: 'nothing' }
  let acknowledged: readonly boolean[]
  try {
    acknowledged = await line.deliver(
      rows.map((row) => row.packet),
      answerMs,
      Date.now(),
    )
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
  const done = rows.filter((_, i) => acknowledged[i]).map((row) => row.id)
  if (done.length > 0) {
    await trx.deleteFrom('upstream_queue').where('id', 'in', done).execute()
    await sql`update upstreams set delivered = delivered + ${done.length}, last_delivered_at = now(), last_error = null where id = ${id}`.execute(
      trx,
    )
  }
  return done.length === rows.length
    ? { kind: 'delivered' }
    : { kind: 'failed', why: 'not acknowledged in time' }
}
