import { drinkingSourceLimits } from '../drinking-water/source.ts'
import { groundwaterItems, groundwaterPhRanges } from '../groundwater/items.ts'
import type { GroundwaterLimit } from '../groundwater/items.ts'
import { groundwaterClasses } from '../groundwater/point.ts'
import { seaItems, seaPhRanges } from '../sea/items.ts'
import { seaClasses } from '../sea/point.ts'
import { surfaceWaterClasses } from '../surface-water/classes.ts'
import { surfaceWaterItems } from '../surface-water/items.ts'
import type { SurfaceWaterItemRow } from '../surface-water/items.ts'
import { cite } from './limit-reference.ts'
import type { LimitReference } from './limit-reference.ts'

/** Every limit of surface water and drinking-water sources (GB 3838-2002), with its clause. */
export function surfaceWaterLimitReferences(): readonly LimitReference[] {
  const source = { edition: 'GB 3838-2002' }
  const basic = surfaceWaterItems.flatMap((row: SurfaceWaterItemRow) => {
    const clause = `§4 table 1 item ${row.no}`
    const { key: item, unit } = row
    if (row.direction === 'change' || row.limits === null) return []
    if (row.direction === 'range') {
      return [
        cite(source, { clause, item, unit, category: 'Ⅰ–Ⅴ', bound: 'range', limit: row.limits.join('–') }),
      ]
    }
    const bound = row.direction
    const forWater = (limits: readonly string[], suffix: string): LimitReference[] =>
      limits.map((limit, rank) =>
        cite(source, { clause, item, unit, category: `${surfaceWaterClasses[rank]}${suffix}`, bound, limit }),
      )
    return [...forWater(row.limits, ''), ...forWater(row.lakeLimits ?? [], ' (lake)')]
  })
  const sources = drinkingSourceLimits.map(({ table, key, limitMgPerL }) =>
    cite(source, {
      clause: `§4 table ${table}`,
      item: key,
      unit: 'mg/L',
      category: 'drinking-water source',
      bound: 'atMost',
      limit: limitMgPerL,
    }),
  )
  return [...basic, ...sources]
}

/** Every limit of sea water (GB 3097-1997), with its clause and how sure it is. */
export function seaLimitReferences(): readonly LimitReference[] {
  return seaItems.flatMap(({ no, key: item, unit, direction, limits, confidence }) => {
    const source = { edition: 'GB 3097-1997', confidence }
    const head = { clause: `§4 table 1 item ${no}`, item, unit }
    if (direction === 'range') {
      return seaPhRanges.map(({ low, high }, rank) =>
        cite(source, { ...head, category: seaClasses[rank] ?? '', bound: 'range', limit: `${low}–${high}` }),
      )
    }
    return limits.flatMap((limit, rank) =>
      limit === null
        ? []
        : [cite(source, { ...head, category: seaClasses[rank] ?? '', bound: direction, limit })],
    )
  })
}

/** Every limit of groundwater (GB/T 14848-2017), those in words included, with its clause. */
export function groundwaterLimitReferences(): readonly LimitReference[] {
  const source = { edition: 'GB/T 14848-2017' }
  return groundwaterItems.flatMap(({ no, zh: item, unit, routine, kind, limits }) => {
    const head = { clause: `§5 table ${routine ? 1 : 2} item ${no}`, item, unit }
    if (kind === 'absent') return [cite(source, { ...head, category: 'Ⅰ–Ⅳ', bound: 'absent', limit: '' })]
    const printed = kind === 'range' ? groundwaterPhRanges.map((range) => range.join('–')) : limits
    return printed.map((limit, rank) => {
      const category = groundwaterClasses[rank] ?? ''
      if (kind === 'range') return cite(source, { ...head, category, bound: 'range', limit })
      return cite(source, { ...head, category, ...boundOf(limit as GroundwaterLimit) })
    })
  })
}

function boundOf(limit: GroundwaterLimit): Pick<LimitReference, 'bound' | 'limit'> {
  if (limit === 'notDetected' || limit === 'afterNuclideAnalysis') return { bound: limit, limit: '' }
  return { bound: 'atMost', limit }
}
