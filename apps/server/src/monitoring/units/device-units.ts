import type { DeviceUnit } from '@qinglan/contract'
import { defaultUnit, findFactor } from '@qinglan/hj212'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { layoutsOfPackets, recentFactors } from './recent-values.ts'
import { siteUnits } from './site-units.ts'
import { bySystem } from './unit-doubts.ts'
import { misprinted, unitAtSite, unitChoices, unitOfMedian } from './unit-at-site.ts'
import './tables.ts'

function originOf(
  unit: string | null,
  storedUnit: string,
  notedBy: string | undefined,
): DeviceUnit['origin'] {
  if (unit === null) return 'doubt'
  if (notedBy !== undefined) return notedBy === bySystem ? 'values' : 'said'
  return unit === storedUnit ? 'table' : 'ambient'
}

/** What the values speak for. Away from air stations only little dust does: what leaves a stack may be of any size. */
function likelyUnit(factor: string, median: number | null, isAmbient: boolean): string | null {
  if (median === null || !(isAmbient || misprinted.has(factor))) return null
  const unit = unitOfMedian(factor, median)
  return isAmbient || unit === 'mg/m³' ? unit : null
}

/** The factors that the devices of a site send, each with its unit, how that is known, and what its values speak for; doubts first. */
export async function deviceUnits(db: Db, siteId: number): Promise<DeviceUnit[]> {
  const site = (await siteUnits(db, [siteId]))(siteId)
  const rows = await db.selectFrom('site_units').selectAll().where('site_id', '=', siteId).execute()
  const notes = new Map(rows.map((row) => [row.factor, row]))
  const factors = (await recentFactors(db, [siteId], await layoutsOfPackets(db))).get(siteId) ?? []
  const units = factors.flatMap(({ factor, statistic, storedUnit, median }): DeviceUnit[] => {
    const choices = unitChoices(factor)
    if (choices.length === 0) return []
    const unit = unitAtSite({ factor, statistic, unit: storedUnit }, site)
    const note = notes.get(factor)
    const origin = originOf(unit, storedUnit, note?.noted_by)
    const saidBy = origin === 'said' && note ? note : null
    const known = findFactor(factor)
    return [
      {
        factor,
        name: { zh: known?.nameZh ?? factor, en: known?.nameEn ?? factor },
        unit,
        tableUnit: defaultUnit(factor, 'Avg'),
        origin,
        median,
        likely: likelyUnit(factor, median, site.isAmbient),
        choices: [...choices],
        saidBy: saidBy?.noted_by ?? null,
        saidAt: saidBy?.noted_at.toISOString() ?? null,
      },
    ]
  })
  return units.toSorted((a, b) => Number(b.origin === 'doubt') - Number(a.origin === 'doubt'))
}

/** Notes in which unit a site's devices send a factor; null takes it back, so that the rule counts again. @throws QinglanError */
export async function sayUnit(
  db: Db,
  siteId: number,
  factor: string,
  unit: string | null,
  by: string,
): Promise<void> {
  if (unit === null) {
    await db.deleteFrom('site_units').where('site_id', '=', siteId).where('factor', '=', factor).execute()
    return
  }
  if (!unitChoices(factor).includes(unit)) {
    throw badInput(`${factor} 的单位不能是 ${unit}`, `${factor} cannot be in ${unit}`)
  }
  const said = { unit, noted_by: by, noted_at: new Date() }
  await db
    .insertInto('site_units')
    .values({ site_id: siteId, factor, ...said })
    .onConflict((c) => c.columns(['site_id', 'factor']).doUpdateSet(said))
    .execute()
}
