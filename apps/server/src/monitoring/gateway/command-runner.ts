import { EncodeError } from '@qinglan/hj212'
import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import type { CommandNews, DeviceLinks } from './device-link.ts'

const everyMs = 500
/** A command that no gateway could take up in this time ends as not connected. */
const patience = '10 minutes'

interface Asked {
  readonly id: string
  readonly mn: string
  readonly cn: string
  readonly parameters: Record<string, string>
  readonly factors: string[]
}

/** Takes up commands asked of connected devices, sends them, and writes how they end. Gateways beside it do the same for theirs. */
export class CommandRunner {
  readonly #db: Kysely<Tables>
  readonly #links: DeviceLinks
  readonly #log: (sentence: string) => void
  readonly #ids = new Map<string, string>()
  readonly #timer: NodeJS.Timeout
  #turn: Promise<unknown> = Promise.resolve()
  #busy = false

  constructor(db: Kysely<Tables>, links: DeviceLinks, log: (sentence: string) => void) {
    this.#db = db
    this.#links = links
    this.#log = log
    links.onCommand = (mn, news) => this.#note(`${mn} ${news.qn}`, news)
    this.#timer = setInterval(() => this.#tick(), everyMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#turn
  }

  #tick(): void {
    this.#links.tick(Date.now())
    if (this.#busy) return
    this.#busy = true
    void this.#do(() => this.#takeUp()).finally(() => (this.#busy = false))
  }

  /** One thing after the other; the database being away is told and does not end the gateway. */
  #do(work: () => Promise<unknown>): Promise<unknown> {
    this.#turn = this.#turn
      .then(work)
      .catch((error: unknown) => this.#log(`gateway: commands: ${String(error)}`))
    return this.#turn
  }

  async #takeUp(): Promise<void> {
    await sql`update device_commands set state = 'not-connected', ended_at = now()
      where state = 'waiting' and asked_at < now() - ${patience}::interval`.execute(this.#db)
    const { rows } = await sql<Asked>`
      update device_commands set state = 'sent' where id in (
        select id from device_commands where state = 'waiting' and mn = any(${this.#links.mns()}) order by asked_at limit 100
        for update skip locked
      ) returning id, mn, cn, parameters, factors`.execute(this.#db)
    for (const asked of rows) await this.#send(asked)
  }

  async #send({ id, mn, cn, parameters, factors }: Asked): Promise<void> {
    const link = this.#links.get(mn)
    if (!link) {
      await sql`update device_commands set state = 'waiting' where id = ${id}`.execute(this.#db)
      return
    }
    try {
      const groups = factors.map((factor) => [{ name: 'PolId', text: factor }])
      const now = Date.now()
      const { qn, actions } = link.session.command({ cn, parameters, groups }, now)
      this.#ids.set(`${mn} ${qn}`, id)
      await sql`update device_commands set qn = ${qn} where id = ${id}`.execute(this.#db)
      link.act(actions, now)
    } catch (error) {
      if (!(error instanceof EncodeError)) throw error
      const answer = JSON.stringify([{ error: error.message }])
      await sql`update device_commands set state = 'refused', ended_at = now(), answers = ${answer} where id = ${id}`.execute(
        this.#db,
      )
    }
  }

  #note(key: string, news: CommandNews): void {
    const id = this.#ids.get(key)
    if (id === undefined) return
    // what it answered may still be on its way to the database
    if (news.kind === 'ended') setTimeout(() => this.#ids.delete(key), 60_000).unref()
    void this.#do(() => this.#write(id, news))
  }

  async #write(id: string, news: CommandNews): Promise<void> {
    switch (news.kind) {
      case 'accepted':
        await sql`update device_commands set state = 'accepted' where id = ${id} and state = 'sent'`.execute(
          this.#db,
        )
        return
      case 'ended':
        await sql`update device_commands set state = ${news.outcome}, code = ${news.code}, ended_at = now() where id = ${id}`.execute(
          this.#db,
        )
        return
      case 'answer': {
        const { measurements, parameters } = news.packet
        const said = Object.fromEntries(parameters.map(({ name, text }) => [name, text]))
        // data are in the observations; parameters that were read stand here
        const answers = measurements.length > 0 ? '[]' : JSON.stringify([said])
        await sql`update device_commands set records = records + 1, answers = answers || ${answers}::jsonb where id = ${id}`.execute(
          this.#db,
        )
        return
      }
    }
  }
}
