import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Type from 'typebox'
import { Check } from 'typebox/value'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { Pack } from '../files/read-pack.ts'
import { upsert } from './upsert.ts'

const Features = Type.Object({
  features: Type.Array(
    Type.Object({
      properties: Type.Record(Type.String(), Type.Unknown()),
      geometry: Type.Object({ type: Type.String() }),
    }),
  ),
})

/** Outlines by region: those of the shared folder where it has them, else the pack's own. */
async function readOutlines(pack: Pack, shared: string | undefined): Promise<Map<string, unknown>> {
  const outlines = new Map<string, unknown>()
  const about = pack.about.geometry
  if (!about) return outlines
  const take = async (path: string, idOf: (properties: Record<string, unknown>) => string): Promise<void> => {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (!Check(Features, json))
      throw badInput(`${path} 不是 GeoJSON FeatureCollection`, `${path} is no GeoJSON FeatureCollection`)
    for (const { properties, geometry } of json.features) outlines.set(idOf(properties), geometry)
  }
  await take(join(pack.folder, about.file), (p) => String(p['id']))
  if (shared !== undefined && about.shared) {
    const { file, property, aliases } = about.shared
    await take(join(shared, file), (p) => aliases[String(p[property])] ?? String(p[property]))
  }
  return outlines
}

/** Takes in regions, units and sites. Returns how many rows were new or changed. */
export async function loadPlaces(db: Db, pack: Pack, shared: string | undefined): Promise<number> {
  const outlines = await readOutlines(pack, shared)
  const regions = pack.regions.map((r, sort) => ({
    id: r.id,
    parent_id: r.parent ?? null,
    kind: r.kind,
    name_zh: r.zh,
    name_en: r.en,
    geometry: outlines.has(r.id) ? JSON.stringify(outlines.get(r.id)) : null,
    sort,
  }))
  let written = 0
  for (const level of levels(regions)) written += await upsert(db, 'regions', ['id'], level)
  const units = pack.units.map((u) => ({
    id: u.id,
    region_id: u.region ?? null,
    kind: u.kind,
    name_zh: u.zh,
    name_en: u.en,
  }))
  written += await upsert(db, 'units', ['id'], units)
  const sites = pack.sites.map((s) => ({
    code: s.code,
    kind: s.kind,
    name_zh: s.zh,
    name_en: s.en,
    region_id: s.region ?? null,
    unit_id: s.unit ?? null,
    lon: s.lon ?? null,
    lat: s.lat ?? null,
    attributes: JSON.stringify(s.attributes ?? {}),
    simulated: s.simulated ?? false,
  }))
  written += await upsert(db, 'sites', ['code'], sites)
  return written + (await loadAliases(db, pack))
}

async function loadAliases(db: Db, pack: Pack): Promise<number> {
  const named = pack.sites.filter((s) => (s.aliases ?? []).length > 0)
  if (named.length === 0) return 0
  const codes = named.map((s) => s.code)
  const ids = new Map(
    (await db.selectFrom('sites').select(['id', 'code']).where('code', 'in', codes).execute()).map((s) => [
      s.code,
      s.id,
    ]),
  )
  const aliases = named.flatMap((s) =>
    (s.aliases ?? []).map((alias) => ({ alias, site_id: ids.get(s.code) })),
  )
  return upsert(db, 'site_aliases', ['alias'], aliases)
}

/** Parents before children. */
function levels<R extends { id: string; parent_id: string | null }>(rows: readonly R[]): R[][] {
  const result: R[][] = []
  let left = [...rows]
  while (left.length > 0) {
    const waiting = new Set(left.map((r) => r.id))
    const ready = left.filter((r) => r.parent_id === null || !waiting.has(r.parent_id))
    if (ready.length === 0)
      throw badInput('区划的上级成环', `regions are their own parents: ${[...waiting].join(', ')}`)
    result.push(ready)
    left = left.filter((r) => !ready.includes(r))
  }
  return result
}
