import type { InletChange } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { observedRows } from '../signals/observed-rows.ts'
import { yearSpan } from './year-compliance.ts'
import '../tables.ts'

/** Roles of channels at the inlet of a plant, and the millimetres from which a day is one of rain, unless a site has its own. */
const roles = ['inletBod', 'inletCod'] as const
const rainDayMm = 10

type Means = InletChange['now']

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

async function meansOfYear(
  db: Db,
  siteId: number,
  { inlet, rain, rainDay }: { inlet: string; rain: string | undefined; rainDay: number },
  [from, to]: readonly [number, number],
): Promise<Means> {
  const [dry, wet]: number[][] = [[], []]
  for (const { values } of await observedRows(db, siteId, ['d'], from, to)) {
    const value = values.get(inlet)
    const millimetres = rain === undefined ? 0 : values.get(rain)
    // of a day whose rain is not known it cannot be said which it is
    if (typeof value !== 'number' || typeof millimetres !== 'number') continue
    ;(millimetres >= rainDay ? wet : dry)?.push(value)
  }
  return {
    dryMean: meanOf(dry ?? []),
    dryDays: dry?.length ?? 0,
    rainMean: meanOf(wet ?? []),
    rainDays: wet?.length ?? 0,
  }
}

const directionOf = (change: number | null): InletChange['direction'] => {
  if (change === null) return null
  if (change === 0) return 'same'
  return change > 0 ? 'up' : 'down'
}

/** How the inlet concentration of each plant changed from the year before, by its dry days; days of rain are told apart. */
export async function inletChange(db: Db, year: number, now: number): Promise<InletChange[]> {
  const sites = await db
    .selectFrom('sites')
    .select(['id', 'name_zh', 'name_en', 'attributes', 'simulated'])
    .where('kind', '=', 'source-outlet')
    .orderBy('code')
    .execute()
  const result: InletChange[] = []
  for (const { id, name_zh, name_en, attributes, simulated } of sites) {
    const channels = (attributes['channels'] ?? {}) as Readonly<Record<string, string>>
    const settings = (attributes['signalSettings'] ?? {}) as Readonly<
      Record<string, Readonly<Record<string, number>>>
    >
    for (const role of roles) {
      const inlet = channels[role]
      if (inlet === undefined) continue
      const asked = {
        inlet,
        rain: channels['rain'],
        rainDay: settings['low-inlet']?.['rainDay'] ?? rainDayMm,
      }
      const current = await meansOfYear(db, id, asked, yearSpan(year, now))
      const before = await meansOfYear(db, id, asked, yearSpan(year - 1, now))
      const change =
        current.dryMean === null || before.dryMean === null ? null : current.dryMean - before.dryMean
      const head = { siteId: String(id), site: { zh: name_zh, en: name_en }, role, year, simulated }
      result.push({ ...head, now: current, before, change, direction: directionOf(change) })
    }
  }
  return result
}
