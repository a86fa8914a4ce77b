import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import { StandardsError } from '../errors/standards-error.ts'
import type { Missing } from '../missing/reading.ts'
import { usableConcentration } from '../surface-water/sample.ts'
import type { MissingItem, WaterReading } from '../surface-water/sample.ts'

/**
 * Items of GB 15618-2018: the eight basic ones, and three others whose values are unverified.
 *
 * Clause: GB 15618-2018 tables 1 to 3.
 */
export const farmlandItems = ['CD', 'HG', 'AS', 'PB', 'CR', 'CU', 'NI', 'ZN', 'HCH', 'DDT', 'BAP'] as const
export type FarmlandItem = (typeof farmlandItems)[number]

/** How land is used; fields that rotate paddy and dry crops take the stricter of both (unverified). */
export type FarmlandUse = 'paddy' | 'orchard' | 'other' | 'rotation'

/**
 * Classes of farmland, cleanest first. The final class also looks at crops, which stand outside the standard.
 *
 * Clause: GB 15618-2018 §6.
 */
export const farmlandClasses = ['优先保护类', '安全利用类', '严格管控类'] as const
export type FarmlandClass = (typeof farmlandClasses)[number]

/** A soil sample of farmland: contents in mg/kg and the soil's pH. */
export interface FarmlandInput {
  readonly contentMgPerKg: Readonly<Partial<Record<FarmlandItem, WaterReading>>>
  readonly soilPh: number
  readonly use: FarmlandUse
}

/** An item with the values it was held against; copper, nickel, zinc and organics have no control value. */
export interface FarmlandJudgement {
  readonly item: FarmlandItem
  readonly valueMgPerKg: number
  readonly screeningMgPerKg: number
  readonly controlMgPerKg: number | null
  readonly class: FarmlandClass
}

/** Class of a sample by its worst item. */
export interface FarmlandEvaluation {
  readonly standard: 'GB 15618-2018'
  /** A reason when no item had a value. */
  readonly class: FarmlandClass | Missing
  readonly items: readonly FarmlandJudgement[]
  readonly missing: readonly MissingItem<FarmlandItem>[]
}

type ByPh = readonly [number, number, number, number]

/** Screening values (table 1) by pH to 5.5, to 6.5, to 7.5 and above; the bound belongs to the lower band. */
const screening: Readonly<Record<FarmlandItem, Readonly<Record<'paddy' | 'orchard' | 'other', ByPh>>>> = {
  CD: paddyOr([0.3, 0.4, 0.6, 0.8], [0.3, 0.3, 0.3, 0.6]),
  HG: paddyOr([0.5, 0.5, 0.6, 1], [1.3, 1.8, 2.4, 3.4]),
  AS: paddyOr([30, 30, 25, 20], [40, 40, 30, 25]),
  PB: paddyOr([80, 100, 140, 240], [70, 90, 120, 170]),
  CR: paddyOr([250, 250, 300, 350], [150, 150, 200, 250]),
  CU: { paddy: [50, 50, 100, 100], orchard: [150, 150, 200, 200], other: [50, 50, 100, 100] },
  NI: paddyOr([60, 70, 100, 190], [60, 70, 100, 190]),
  ZN: paddyOr([200, 200, 250, 300], [200, 200, 250, 300]),
  HCH: paddyOr([0.1, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1]),
  DDT: paddyOr([0.1, 0.1, 0.1, 0.1], [0.1, 0.1, 0.1, 0.1]),
  BAP: paddyOr([0.55, 0.55, 0.55, 0.55], [0.55, 0.55, 0.55, 0.55]),
}

/** Control values (table 3), the same for every use. */
const control: Readonly<Partial<Record<FarmlandItem, ByPh>>> = {
  CD: [1.5, 2, 3, 4],
  HG: [2, 2.5, 4, 6],
  AS: [200, 150, 120, 100],
  PB: [400, 500, 700, 1000],
  CR: [800, 850, 1000, 1300],
}

const farmlandItem = want.oneOf(farmlandItems, 'no-limit')
const farmlandUse = want.oneOf(['paddy', 'orchard', 'other', 'rotation'])
const farmlandInput = want.fields({
  contentMgPerKg: want.sampleOf(farmlandItems, waterReading),
  soilPh: want.finite,
  use: farmlandUse,
})

/** Screening and control value of an item in mg/kg (GB 15618-2018 tables 1 to 3). */
export function farmlandLimits(
  item: FarmlandItem,
  soilPh: number,
  use: FarmlandUse,
): { readonly screeningMgPerKg: number; readonly controlMgPerKg: number | null } {
  checkInput(
    'farmlandLimits',
    { item, soilPh, use },
    { item: farmlandItem, soilPh: want.finite, use: farmlandUse },
  )
  const band = bandOf(soilPh)
  const rows = screening[item]
  const uses = use === 'rotation' ? [rows.paddy[band], rows.other[band]] : [rows[use][band]]
  return { screeningMgPerKg: Math.min(...uses), controlMgPerKg: control[item]?.[band] ?? null }
}

/**
 * Class of a farmland sample (GB 15618-2018 §5): up to the screening value 优先保护类, over it 安全利用类, over the control value
 * 严格管控类; the worst item decides. Values are inclusive.
 *
 * @throws StandardsError `invalid-input` for a soil pH outside 0–14, `no-limit` for unknown items
 */
export function classifyFarmland(input: FarmlandInput): FarmlandEvaluation {
  checkInput('classifyFarmland', { input }, { input: farmlandInput })
  const items: FarmlandJudgement[] = []
  const missing: MissingItem<FarmlandItem>[] = []
  for (const item of farmlandItems) {
    if (input.contentMgPerKg[item] === undefined) continue
    const value = usableConcentration(input.contentMgPerKg[item])
    if (typeof value === 'string') missing.push({ item, reason: value })
    else items.push(judge(item, value, input))
  }
  const rank = Math.max(...items.map((row) => farmlandClasses.indexOf(row.class)))
  return { standard: 'GB 15618-2018', class: farmlandClasses[rank] ?? 'not-measured', items, missing }
}

function judge(item: FarmlandItem, valueMgPerKg: number, input: FarmlandInput): FarmlandJudgement {
  const limits = farmlandLimits(item, input.soilPh, input.use)
  const overControl = limits.controlMgPerKg !== null && valueMgPerKg > limits.controlMgPerKg
  const overScreening = valueMgPerKg > limits.screeningMgPerKg
  return {
    item,
    valueMgPerKg,
    ...limits,
    class: overControl ? '严格管控类' : overScreening ? '安全利用类' : '优先保护类',
  }
}

function bandOf(soilPh: number): 0 | 1 | 2 | 3 {
  if (!(soilPh >= 0 && soilPh <= 14)) {
    throw new StandardsError('invalid-input', `土壤pH${soilPh}无效`, `${soilPh} is no soil pH`)
  }
  if (soilPh <= 5.5) return 0
  if (soilPh <= 6.5) return 1
  return soilPh <= 7.5 ? 2 : 3
}

function paddyOr(paddy: ByPh, other: ByPh): Readonly<Record<'paddy' | 'orchard' | 'other', ByPh>> {
  return { paddy, orchard: other, other }
}
