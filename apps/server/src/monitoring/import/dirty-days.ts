import type { PoolClient } from 'pg'
import type { KnownSite } from '../sites/site-index.ts'
import type { ReadRow } from './row-reader.ts'

/** Gathers the civil days of each site that must be assessed anew, and from when on rules must look at it again. */
export class DirtyDays {
  readonly #days = new Map<KnownSite, Set<string>>()
  #lastSite: KnownSite | undefined
  #lastDay = ''
  #from = Infinity
  #to = -Infinity
  /** The earliest time of each resolution. */
  readonly #earliest = new Map<KnownSite, Map<string, number>>()

  note({ site, time }: ReadRow): void {
    this.#noteEarliest(site, time)
    if (time.epochMs < this.#from) this.#from = time.epochMs
    if (time.epochMs > this.#to) this.#to = time.epochMs
    if (site === this.#lastSite && time.civilDay === this.#lastDay) return
    this.#lastSite = site
    this.#lastDay = time.civilDay
    const days = this.#days.get(site)
    if (days) days.add(time.civilDay)
    else this.#days.set(site, new Set([time.civilDay]))
  }

  #noteEarliest(site: KnownSite, { resolution, epochMs }: ReadRow['time']): void {
    const earliest = this.#earliest.get(site) ?? new Map<string, number>()
    this.#earliest.set(site, earliest)
    if (epochMs < (earliest.get(resolution) ?? Infinity)) earliest.set(resolution, epochMs)
  }

  /** Writes them in the transaction of the data; says whom and when the data concern, or undefined when there were none. */
  async store(client: PoolClient): Promise<{ siteIds: string[]; from: string; to: string } | undefined> {
    const siteIds: string[] = []
    for (const [site, days] of this.#days) {
      siteIds.push(String(site.id))
      await client.query(
        `insert into assessment_dirty (site_id, day) select $1, unnest($2::date[])
         on conflict (site_id, day) do update set noted_at = now()`,
        [site.id, [...days].toSorted()],
      )
    }
    if (siteIds.length === 0) return undefined
    await this.#storeEarliest(client)
    return { siteIds, from: new Date(this.#from).toISOString(), to: new Date(this.#to).toISOString() }
  }

  /** Sites that no rule, limit or correction concerns are left out. */
  async #storeEarliest(client: PoolClient): Promise<void> {
    const found = [...this.#earliest].flatMap(([{ id }, earliest]) =>
      [...earliest].map(([resolution, epochMs]) => ({ id, resolution, at: new Date(epochMs).toISOString() })),
    )
    await client.query(
      `insert into signal_pending (site_id, resolution, from_at, imported)
       select u.site_id, u.resolution::"char", u.at, true
       from unnest($1::integer[], $2::text[], $3::timestamptz[]) as u (site_id, resolution, at) join sites s on s.id = u.site_id
       where s.attributes -> 'channels' <> '{}' or exists (select from site_limits l where l.site_id = s.id)
         or exists (select from corrections c where c.site_id = s.id)`,
      [found.map(({ id }) => id), found.map(({ resolution }) => resolution), found.map(({ at }) => at)],
    )
  }
}
