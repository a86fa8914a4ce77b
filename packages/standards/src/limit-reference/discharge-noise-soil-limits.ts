import { boundaryLimitDb } from '../noise/factory-boundary.ts'
import { noiseLimitDb, noiseZones } from '../noise/zones.ts'
import { db324440Limit } from '../sewage/db32-4440.ts'
import { gb18918Limit } from '../sewage/gb18918.ts'
import { sewageItems } from '../sewage/verdict.ts'
import type { SewageItem, SewageLimit } from '../sewage/verdict.ts'
import { buildingLandItems } from '../soil/building-land.ts'
import { farmlandItems, farmlandLimits } from '../soil/farmland.ts'
import { cite } from './limit-reference.ts'
import type { LimitReference } from './limit-reference.ts'

const metals: readonly SewageItem[] = ['HG', 'ALKYL_HG', 'CD', 'CR', 'CR6', 'AS', 'PB']
const periods = ['day', 'night'] as const

/** Every limit of sewage works (GB 18918-2002, DB32/4440-2022), with its clause. */
export function sewageLimitReferences(): readonly LimitReference[] {
  const national = (['A', 'B', 'II', 'III'] as const).flatMap((grade) =>
    sewageItems.flatMap((item) => {
      const clause = `§4.1.3 table ${metals.includes(item) ? 2 : 1}`
      const cold = item === 'NH3N' ? gb18918Limit(item, { grade, waterCelsius: 12 }) : null
      const old = item === 'TP' ? gb18918Limit(item, { grade, builtBefore2006: true }) : null
      return [
        ...sewageRow('GB 18918-2002', clause, item, grade, gb18918Limit(item, { grade })),
        ...sewageRow('GB 18918-2002', clause, item, `${grade}, water at most 12 °C`, cold),
        ...sewageRow('GB 18918-2002', clause, item, `${grade}, built before 2006`, old),
      ]
    }),
  )
  const jiangsu = (['A', 'B', 'C', 'D'] as const).flatMap((grade) =>
    sewageItems.flatMap((item) =>
      (['dailyMean', 'single'] as const).flatMap((kind) => {
        const clause = `table ${kind === 'single' ? 2 : metals.includes(item) ? 3 : 1}`
        const ordinary = db324440Limit(item, grade, kind, false)
        const winter = db324440Limit(item, grade, kind, true)
        const category = `${grade} ${kind}`
        return [
          ...sewageRow('DB32/4440-2022', clause, item, category, ordinary),
          ...sewageRow(
            'DB32/4440-2022',
            clause,
            item,
            `${category}, winter`,
            winter === ordinary ? null : winter,
          ),
        ]
      }),
    ),
  )
  return [...national, ...jiangsu]
}

/** Every limit of noise by zone and at factory boundaries (GB 3096-2008, GB 12348-2008), with its clause. */
export function noiseLimitReferences(): readonly LimitReference[] {
  const head = { item: 'Leq', unit: 'dB(A)', bound: 'atMost' } as const
  const zones = noiseZones.flatMap((zone) =>
    periods.map((period) =>
      cite(
        { edition: 'GB 3096-2008' },
        {
          ...head,
          clause: '§5.1 table 1',
          category: `${zone} ${period}`,
          limit: String(noiseLimitDb(zone, period)),
        },
      ),
    ),
  )
  const boundaries = ([0, 1, 2, 3, 4] as const).flatMap((zone) =>
    periods.map((period) =>
      cite(
        { edition: 'GB 12348-2008' },
        {
          ...head,
          clause: '§4.1 table 1',
          category: `${zone} ${period}`,
          limit: String(boundaryLimitDb(zone, period)),
        },
      ),
    ),
  )
  return [...zones, ...boundaries]
}

/** Every screening and control value of soil (GB 15618-2018, GB 36600-2018), with its clause. */
export function soilLimitReferences(): readonly LimitReference[] {
  const head = { unit: 'mg/kg', bound: 'atMost' } as const
  const farmland = { edition: 'GB 15618-2018' }
  const bands = [
    { ph: 5.5, text: 'pH ≤ 5.5' },
    { ph: 6.5, text: '5.5 < pH ≤ 6.5' },
    { ph: 7.5, text: '6.5 < pH ≤ 7.5' },
    { ph: 8, text: 'pH > 7.5' },
  ]
  const fields = farmlandItems.flatMap((item) =>
    bands.flatMap(({ ph, text }) => {
      const screening = (['paddy', 'orchard', 'other'] as const).map((use) =>
        cite(farmland, {
          ...head,
          item,
          clause: 'tables 1 and 2',
          category: `screening, ${use}, ${text}`,
          limit: String(farmlandLimits(item, ph, use).screeningMgPerKg),
        }),
      )
      const control = farmlandLimits(item, ph, 'other').controlMgPerKg
      if (control === null) return screening
      const row = { ...head, item, clause: 'table 3', category: `control, ${text}`, limit: String(control) }
      return [...screening, cite(farmland, row)]
    }),
  )
  const plots = buildingLandItems.flatMap(({ zh: item, screening, control, confidence }) =>
    ([1, 2] as const).flatMap((landClass) =>
      [
        ['screening', screening[landClass - 1] ?? ''] as const,
        ['control', control[landClass - 1] ?? ''] as const,
      ].map(([kind, limit]) =>
        cite(
          { edition: 'GB 36600-2018', confidence },
          { ...head, item, clause: '§5 tables 1 and 2', category: `${kind}, class ${landClass}`, limit },
        ),
      ),
    ),
  )
  return [...fields, ...plots]
}

function sewageRow(
  edition: string,
  clause: string,
  item: SewageItem,
  category: string,
  limit: SewageLimit | null,
): readonly LimitReference[] {
  if (limit === null) return []
  const unit = item === 'PH' ? '' : item === 'FC' ? 'count/L' : item === 'COLOR' ? 'dilution times' : 'mg/L'
  const head = { clause, item, category, unit }
  if (limit === 'notDetected') return [cite({ edition }, { ...head, bound: 'notDetected', limit: '' })]
  if (typeof limit === 'string') return [cite({ edition }, { ...head, bound: 'atMost', limit })]
  return [cite({ edition }, { ...head, bound: 'range', limit: limit.join('–') })]
}
