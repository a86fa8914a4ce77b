import type { PoolClient } from 'pg'
import type { KnownSite } from '../sites/site-index.ts'
import type { ReadRow } from './row-reader.ts'

/** Gathers the civil days of each site that must be assessed anew. */
export class DirtyDays {
  readonly #days = new Map<KnownSite, Set<string>>()
  #lastSite: KnownSite | undefined
  #lastDay = ''
  #from = Infinity
  #to = -Infinity

  note({ site, time }: ReadRow): void {
    if (time.epochMs < this.#from) this.#from = time.epochMs
    if (time.epochMs > this.#to) this.#to = time.epochMs
    if (site === this.#lastSite && time.civilDay === this.#lastDay) return
    this.#lastSite = site
    this.#lastDay = time.civilDay
    const days = this.#days.get(site)
    if (days) days.add(time.civilDay)
    else this.#days.set(site, new Set([time.civilDay]))
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
    return { siteIds, from: new Date(this.#from).toISOString(), to: new Date(this.#to).toISOString() }
  }
}
