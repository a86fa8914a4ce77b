import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { Family } from '../factors/factors.ts'
import type { SiteKind } from '../tables.ts'
import { measures } from './measures.ts'
import '../../region/tables.ts'
import '../tables.ts'

/** A site as an import sees it; `id` is 0 until a site that the file brings is stored. */
export interface KnownSite {
  id: number
  readonly code: string
  readonly kind: SiteKind
  readonly name: string
  /** Keys of the places it lies in: its region and those above, or the city a file named. */
  readonly places: readonly string[]
  readonly regionId: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A site, the codes of several that go by the name, or none. */
export type FoundSite = KnownSite | { readonly ambiguous: string } | undefined

const plain = (name: string) => name.normalize('NFKC').trim()

/** Places are compared without their last word: 南通 is 南通市, 海门 is 海门区. */
const placeKey = (name: string) => plain(name).replace(/(?<=..)(市|区|县|省|地区|自治州|盟)$/, '')

/** All sites, found by code, by name within a city, or by alias. */
export class SiteIndex {
  readonly #byCode = new Map<string, KnownSite>()
  readonly #byName = new Map<string, KnownSite[]>()
  readonly #byAlias = new Map<string, KnownSite>()
  readonly #regions: ReadonlyMap<string, string>
  readonly created: KnownSite[] = []

  private constructor(regions: ReadonlyMap<string, string>) {
    this.#regions = regions
  }

  /** @param only the sites that may be written; absent: all */
  static async load(db: Db, only?: ReadonlySet<number>): Promise<SiteIndex> {
    const regions = await db.selectFrom('regions').select(['id', 'parent_id', 'name_zh', 'kind']).execute()
    const index = new SiteIndex(new Map(regions.map((region) => [placeKey(region.name_zh), region.id])))
    const regionOf = new Map(regions.map((region) => [region.id, region]))
    const placesOf = (regionId: string | null): string[] => {
      const region = regionId === null ? undefined : regionOf.get(regionId)
      return region ? [placeKey(region.name_zh), ...placesOf(region.parent_id)] : []
    }
    const byId = new Map<number, KnownSite>()
    for (const row of await db.selectFrom('sites').selectAll().execute()) {
      const { id, code, kind, lon, lat, attributes } = row
      if (only && !only.has(id)) continue
      const city = attributes['city']
      const places = [...placesOf(row.region_id), ...(typeof city === 'string' ? [placeKey(city)] : [])]
      const site = {
        id,
        code,
        kind,
        name: row.name_zh,
        places,
        regionId: row.region_id,
        lon,
        lat,
        attributes,
      }
      index.#add(site)
      byId.set(id, site)
    }
    for (const { alias, site_id } of await db.selectFrom('site_aliases').selectAll().execute()) {
      const site = byId.get(site_id)
      if (site) index.#byAlias.set(plain(alias), site)
    }
    return index
  }

  /**
   * Looks a site up as a row names it; empty text is no clue. A name column may hold a code. Of sites of one name those that can
   * measure the family are meant.
   */
  find(code: string, name: string, city: string, family: Family): FoundSite {
    const byCode = this.#byCode.get(plain(code)) ?? this.#byAlias.get(plain(code))
    // an unknown code may still be a known place, but a name alone is too weak against a code
    if (byCode || (code !== '' && city === '')) return byCode
    const all = this.#byName.get(plain(name)) ?? []
    const able = all.filter((site) => measures(site.kind, family))
    const named = able.length > 0 ? able : all
    const here = city === '' ? named : named.filter((site) => site.places.includes(placeKey(city)))
    if (here.length > 1) return { ambiguous: here.map((site) => site.code).join(', ') }
    if (here[0] || code !== '') return here[0]
    const nowhere = named.filter((site) => site.places.length === 0)
    return (
      this.#byAlias.get(`${plain(city)}/${plain(name)}`) ??
      this.#byAlias.get(plain(name)) ??
      (nowhere.length === 1 ? nowhere[0] : undefined) ??
      this.#byCode.get(plain(name))
    )
  }

  /** Adds a site that a file brings; it is stored with the next batch. It lies in the city, or else in the region given. */
  create(
    site: Pick<KnownSite, 'kind' | 'name' | 'lon' | 'lat' | 'attributes'>,
    code: string,
    city: string,
    regionId?: string,
  ): KnownSite {
    const key = placeKey(city)
    const wanted = code || (key === '' || key === placeKey(site.name) ? site.name : `${key}-${site.name}`)
    const created = {
      ...site,
      id: 0,
      code: this.#byCode.has(wanted) ? `${wanted}-${this.#byCode.size}` : wanted,
      places: key === '' ? [] : [key],
      regionId: this.#regions.get(key) ?? regionId ?? null,
      attributes: key === '' ? site.attributes : { ...site.attributes, city },
    }
    this.#add(created)
    this.created.push(created)
    return created
  }

  #add(site: KnownSite): void {
    this.#byCode.set(plain(site.code), site)
    const same = this.#byName.get(plain(site.name))
    if (same) same.push(site)
    else this.#byName.set(plain(site.name), [site])
  }
}

/** The id of a region as it is entered. @throws QinglanError when there is none of that id or name */
export async function knownRegion(db: Db, idOrName: string | undefined): Promise<string | undefined> {
  if (idOrName === undefined) return undefined
  const found = await db
    .selectFrom('regions')
    .select('id')
    .where((eb) => eb.or([eb('id', '=', idOrName), eb('name_zh', '=', idOrName)]))
    .execute()
  if (found[0] && found.length === 1) return found[0].id
  throw badInput(
    `没有行政区 ${idOrName};先用 qinglan sites 登记`,
    `no region ${idOrName}; enter it first with qinglan sites`,
  )
}

/** Stores the sites that a file brought and gives them their ids. */
export async function storeCreatedSites(
  db: Db,
  sites: readonly KnownSite[],
  simulated: boolean,
): Promise<void> {
  if (sites.length === 0) return
  const rows = await db
    .insertInto('sites')
    .values(
      sites.map((site) => ({
        code: site.code,
        kind: site.kind,
        name_zh: site.name,
        name_en: site.name,
        region_id: site.regionId,
        unit_id: null,
        lon: site.lon,
        lat: site.lat,
        attributes: JSON.stringify(site.attributes),
        simulated,
      })),
    )
    .returning(['id', 'code'])
    .execute()
  const idOf = new Map(rows.map((row) => [row.code, row.id]))
  for (const site of sites) site.id = idOf.get(site.code) ?? 0
}
