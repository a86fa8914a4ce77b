import type { Reading } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { defaultUnit } from '@qinglan/hj212'
import { scaledReading, type StoredChannel } from '../canonical-channel.ts'
import { factorOf } from '../factors/factors.ts'
import { unitScale } from '../factors/find-factor.ts'
import { spelledUnit, unitConversion, unitHeldAgainst } from '../units/limit-units.ts'
import { siteUnits } from '../units/site-units.ts'
import { unitAtSite, type SiteUnits } from '../units/unit-at-site.ts'

/** One observation with its values by channel, `factor/statistic`. */
export interface ObservedRow {
  readonly at: number
  readonly values: ReadonlyMap<string, Reading>
}

/** Where a value stands in a row, under which name it is read, and what it is multiplied with. */
interface Place {
  readonly key: string
  readonly position: number
  readonly scale: number
}

interface Row {
  readonly at: Date
  readonly layout_id: number
  readonly values: readonly (number | null)[]
  readonly flags: string | null
}

const none: ReadonlySet<string> = new Set()

/** At most so many are read at a time. */
export const mostRows = 50_000

const isOfFiles = (layoutKey: string): boolean => layoutKey === 'air' || layoutKey === 'water'

/**
 * A channel of a file under the name and in the unit that devices of the site write it: rules and limits are set for those. None for
 * what devices have no mean of, or whose unit there is in doubt.
 */
function asDevicesWrite(
  { factor: key, statistic }: StoredChannel,
  position: number,
  units: SiteUnits,
): Place[] {
  const factor = factorOf(key)
  const code = factor?.names.find((name) => /^[aw]\d{5}$/.test(name))
  if (!factor || code === undefined || (statistic !== 'mean' && statistic !== 'value')) return []
  const unit = unitAtSite({ factor: code, statistic: 'Avg', unit: defaultUnit(code, 'Avg') ?? '' }, units)
  const scale = unit === null ? undefined : unitScale(factor, unit)
  return scale === undefined ? [] : [{ key: `${code}/Avg`, position, scale: 1 / scale }]
}

/**
 * A channel of a device under its own name; its means in the unit of the site's devices where they must be in one and whoever stored it
 * named another. None where no conversion leads there.
 */
function asStored(
  channel: StoredChannel,
  position: number,
  units: SiteUnits,
  inOneUnit: ReadonlySet<string>,
): Place[] {
  const { factor, statistic } = channel
  const key = `${factor}/${statistic}`
  if (!inOneUnit.has(factor) || !statistic.endsWith('Avg')) return [{ key, position, scale: 1 }]
  const [from, to] = [unitAtSite(channel, units), unitHeldAgainst(factor, units)]
  const convert = from === null || to === null ? undefined : unitConversion(spelledUnit(from), to)
  return convert ? [{ key, position, scale: convert(1) }] : []
}

/**
 * The observations of a site from a time on, oldest first; those of files also under the names that devices write.
 * @param letters resolutions; `samples` stands for those of files, which a laboratory took, and not for what devices send at short intervals
 * @param inOneUnit factors whose means must be in the unit of the site's devices, for limits that name theirs
 */
export async function observedRows(
  db: Db,
  siteId: number,
  letters: readonly string[],
  from: number,
  to = Date.UTC(2200, 0, 1),
  inOneUnit: ReadonlySet<string> = none,
): Promise<ObservedRow[]> {
  const plain = letters.filter((letter) => letter !== 'samples')
  const [low, high] = [new Date(from).toISOString(), new Date(to).toISOString()]
  const { rows } = await sql<Row>`
    select at, layout_id, values, flags from observations
    where site_id = ${siteId} and at >= ${low} and at < ${high} and (resolution = any(${plain}::"char"[])
      or (${letters.includes('samples')} and resolution = 's' and layout_id in (select id from layouts where key in ('air', 'water'))))
    order by at, resolution, layout_id limit ${mostRows}`.execute(db)
  const ids = [...new Set(rows.map((row) => row.layout_id))]
  const layouts =
    ids.length === 0
      ? []
      : await db.selectFrom('layouts').select(['id', 'key', 'channels']).where('id', 'in', ids).execute()
  const needUnits = inOneUnit.size > 0 || layouts.some(({ key }) => isOfFiles(key))
  const units = (await siteUnits(db, needUnits ? [siteId] : []))(siteId)
  const places = new Map(
    layouts.map(({ id, key, channels }) => [
      id,
      channels.flatMap((channel, position) => [
        ...asStored(channel, position, units, inOneUnit),
        ...(isOfFiles(key) ? asDevicesWrite(channel, position, units) : []),
      ]),
    ]),
  )
  return rows.map(({ at, layout_id, values, flags }) => ({
    at: at.getTime(),
    values: new Map(
      (places.get(layout_id) ?? []).map(({ key, position, scale }) => [
        key,
        scaledReading(values, flags, position, scale),
      ]),
    ),
  }))
}
