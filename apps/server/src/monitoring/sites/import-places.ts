import type { Readable } from 'node:stream'
import type { ImportProblem } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { CsvSplitter, delimiterOf } from '../csv/csv-splitter.ts'
import { decodeCsv } from '../csv/decode.ts'
import { recordsOf, type CsvRecord } from '../import/file-head.ts'
import { readPlaces, type RegionRow, type SiteRow } from './read-places.ts'
import '../../region/tables.ts'
import '../tables.ts'

/** What a file of places came to; with problems nothing is stored. */
export interface PlacesResult {
  readonly regions: { readonly rows: number; readonly written: number }
  readonly sites: { readonly rows: number; readonly written: number }
  readonly problems: readonly ImportProblem[]
}

const longestText = 20_000_000

async function records(stream: Readable): Promise<CsvRecord[]> {
  let text = ''
  for await (const piece of decodeCsv(stream as AsyncIterable<Uint8Array>))
    if ((text += piece).length > longestText) throw new Error('a file of places is not that long')
  const splitter = new CsvSplitter(delimiterOf(text))
  return recordsOf(splitter, text.endsWith('\n') ? text : `${text}\n`)
}

/** Regions by what rows may call them: code, or a name that only one has. */
async function regionNames(db: Db, rows: readonly RegionRow[]): Promise<ReadonlyMap<string, string | null>> {
  const known = await db.selectFrom('regions').select(['id', 'name_zh']).execute()
  const all = new Map<string, string>(known.map(({ id, name_zh }) => [id, name_zh]))
  for (const { code, zh } of rows) all.set(code, zh)
  const names = new Map<string, string | null>()
  for (const [id, name] of all) names.set(name, names.has(name) ? null : id)
  for (const id of all.keys()) names.set(id, id)
  return names
}

/** The region above one with an official code of six digits: 321003 lies in 321000, that in 320000. */
const officialParents = (code: string): readonly string[] =>
  /^\d{6}$/.test(code)
    ? [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].filter((parent) => parent !== code)
    : []

/**
 * Takes in a table of regions and sites (`code,name,kind,region,lon,lat,…`), new ones and changed ones; what a row leaves blank stays
 * as it is. One wrong row refuses the file.
 */
export async function importPlaces(db: Db, stream: Readable): Promise<PlacesResult> {
  const { regions, sites, problems: wrong } = readPlaces(await records(stream))
  const problems = [...wrong]
  const names = await regionNames(db, regions)
  const resolve = (row: { line: number; code: string }, wanted: string): string | null => {
    const found = wanted === '' ? officialParents(row.code).find((id) => names.has(id)) : names.get(wanted)
    if (wanted === '' || found) return found ?? null
    const reason =
      found === null
        ? { zh: '几个行政区同名,应写代码', en: 'several regions have this name; expected its code' }
        : { zh: '没有这个行政区;先在同一文件中列出它', en: 'no such region; list it in the same file' }
    problems.push({ line: row.line, column: 'region', value: wanted, reason })
    return null
  }
  const parents = new Map(regions.map((row) => [row.code, resolve(row, row.parent)]))
  const places = sites.map((row) => ({ row, region: resolve({ ...row, code: '' }, row.region) }))
  for (const { code, line } of regions)
    if (isOwnAncestor(code, parents))
      problems.push({
        line,
        column: 'region',
        value: code,
        reason: { zh: '上级成环', en: 'it lies in itself' },
      })
  const count = { regions: regions.length, sites: sites.length }
  if (problems.length > 0)
    return {
      regions: { rows: count.regions, written: 0 },
      sites: { rows: count.sites, written: 0 },
      problems: problems.toSorted((a, b) => a.line - b.line),
    }
  return db.transaction().execute(async (trx) => {
    let written = 0
    const waiting = new Map(regions.map((row) => [row.code, row]))
    while (waiting.size > 0)
      for (const row of waiting.values()) {
        const parent = parents.get(row.code) ?? null
        if (parent !== null && waiting.has(parent)) continue
        written += await putRegion(trx, row, parent)
        waiting.delete(row.code)
      }
    let stored = 0
    for (const { row, region } of places) stored += await putSite(trx, row, region)
    return {
      regions: { rows: count.regions, written },
      sites: { rows: count.sites, written: stored },
      problems: [],
    }
  })
}

function isOwnAncestor(code: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set([code])
  for (let at = parents.get(code) ?? null; at !== null; at = parents.get(at) ?? null) {
    if (at === code) return true
    if (seen.has(at)) return false
    seen.add(at)
  }
  return false
}

async function putRegion(db: Db, row: RegionRow, parent: string | null): Promise<number> {
  const { rows } = await sql`
    insert into regions (id, parent_id, kind, name_zh, name_en, sort)
    values (${row.code}, ${parent}, ${row.kind}, ${row.zh}, ${row.en}, ${row.line})
    on conflict (id) do update set parent_id = coalesce(excluded.parent_id, regions.parent_id), kind = excluded.kind,
      name_zh = excluded.name_zh, name_en = excluded.name_en
    where (regions.parent_id, regions.kind, regions.name_zh, regions.name_en) is distinct from
      (coalesce(excluded.parent_id, regions.parent_id), excluded.kind, excluded.name_zh, excluded.name_en)
    returning id`.execute(db)
  return rows.length
}

async function putSite(db: Db, row: SiteRow, region: string | null): Promise<number> {
  const attributes = JSON.stringify(row.attributes)
  const { rows } = await sql<{ id: number }>`
    insert into sites (code, kind, name_zh, name_en, region_id, lon, lat, attributes)
    values (${row.code}, ${row.kind}, ${row.zh}, ${row.en}, ${region}, ${row.lon ?? null}, ${row.lat ?? null}, ${attributes}::jsonb)
    on conflict (code) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
      region_id = coalesce(excluded.region_id, sites.region_id), lon = coalesce(excluded.lon, sites.lon),
      lat = coalesce(excluded.lat, sites.lat), attributes = sites.attributes || excluded.attributes
    where (sites.kind, sites.name_zh, sites.name_en, sites.region_id, sites.lon, sites.lat, sites.attributes) is distinct from
      (excluded.kind, excluded.name_zh, excluded.name_en, coalesce(excluded.region_id, sites.region_id),
       coalesce(excluded.lon, sites.lon), coalesce(excluded.lat, sites.lat), sites.attributes || excluded.attributes)
    returning id`.execute(db)
  for (const alias of row.aliases)
    await sql`insert into site_aliases (alias, site_id) select ${alias}, id from sites where code = ${row.code}
      on conflict (alias) do update set site_id = excluded.site_id`.execute(db)
  if (rows.length > 0) await noteForAssessment(db, row.code)
  return rows.length
}

/** Where a site lies and whether it counts decides what is computed: its days are assessed anew. */
async function noteForAssessment(db: Db, code: string): Promise<void> {
  await sql`
    insert into assessment_dirty (site_id, day)
    select distinct s.id, (case when o.resolution = 'h' then o.at - interval '1 millisecond' else o.at end at time zone '+08')::date
    from sites s join observations o on o.site_id = s.id where s.code = ${code}
    on conflict (site_id, day) do update set noted_at = now()`.execute(db)
}
