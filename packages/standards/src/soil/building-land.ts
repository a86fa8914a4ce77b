import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { waterReading } from '../surface-water/water-wants.ts'
import type { Confidence } from '../editions/edition.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { multipleOverLimit } from '../exact/fraction.ts'
import type { Missing } from '../missing/reading.ts'
import { roundFractionHalfEven } from '../rounding/round.ts'
import { usableConcentration } from '../surface-water/sample.ts'
import type { MissingItem, WaterReading } from '../surface-water/sample.ts'
import table from './building-land-limits.json' with { type: 'json' }

/** Land of class 1 (housing, schools, hospitals, parks) or class 2 (industry, storage, trade, roads), GB 36600-2018 §4. */
export type BuildingLandClass = 1 | 2

/** Values of one item in mg/kg as printed, for class 1 and class 2. */
export interface BuildingLandItem {
  readonly zh: string
  readonly screening: readonly [string, string]
  readonly control: readonly [string, string]
  readonly confidence: Confidence
}

/** The 45 basic items and petroleum hydrocarbons (GB 36600-2018 tables 1 and 2). */
export const buildingLandItems: readonly BuildingLandItem[] =
  table.items as unknown as readonly BuildingLandItem[]

/** An item over its screening value. */
export interface BuildingLandExceedance {
  readonly item: string
  readonly valueMgPerKg: number
  readonly screeningMgPerKg: string
  readonly controlMgPerKg: string
  /** (C − screening) / screening at two decimals. */
  readonly multiple: number
  readonly overControl: boolean
}

/** What a plot's soil calls for. */
export type BuildingLandRisk = 'acceptable' | 'surveyAndAssess' | 'controlOrRemediate'

/** Risk of a plot by its worst item. */
export interface BuildingLandEvaluation {
  readonly standard: 'GB 36600-2018'
  /** Over screening: detailed survey and risk assessment; over control: risk control or remediation. */
  readonly risk: BuildingLandRisk | Missing
  readonly itemsJudged: number
  readonly over: readonly BuildingLandExceedance[]
  readonly missing: readonly MissingItem<string>[]
}

const plotContents = want.sampleOf(
  buildingLandItems.map((row) => row.zh),
  waterReading,
)
const classOfLand = want.oneOf([1, 2])

/**
 * Holds the soil of a plot against GB 36600-2018 (§5); values are inclusive, a result below the detection limit counts as
 * half of it.
 *
 * Clause: GB 36600-2018 §5.
 *
 * @param contentMgPerKg by Chinese item name
 * @throws StandardsError `no-limit` for unknown items
 */
export function evaluateBuildingLand(
  contentMgPerKg: Readonly<Record<string, WaterReading>>,
  landClass: BuildingLandClass,
): BuildingLandEvaluation {
  checkInput(
    'evaluateBuildingLand',
    { contentMgPerKg, landClass },
    { contentMgPerKg: plotContents, landClass: classOfLand },
  )
  const column = landClass === 1 ? 0 : 1
  const rows = Object.entries(contentMgPerKg).map(([name, reading]) => ({
    limit: itemNamed(name),
    value: usableConcentration(reading),
  }))
  const judged = rows.flatMap(({ limit, value }) => (typeof value === 'number' ? [{ limit, value }] : []))
  const over = judged
    .filter(({ limit, value }) => value > Number(limit.screening[column]))
    .map(({ limit, value }) => ({
      item: limit.zh,
      valueMgPerKg: value,
      screeningMgPerKg: limit.screening[column],
      controlMgPerKg: limit.control[column],
      multiple: roundFractionHalfEven(multipleOverLimit(value, limit.screening[column]), 2),
      overControl: value > Number(limit.control[column]),
    }))
  return {
    standard: 'GB 36600-2018',
    risk: judged.length === 0 ? 'not-measured' : riskOf(over),
    itemsJudged: judged.length,
    over,
    missing: rows.flatMap(({ limit, value }) =>
      typeof value === 'string' ? [{ item: limit.zh, reason: value }] : [],
    ),
  }
}

function riskOf(over: readonly BuildingLandExceedance[]): BuildingLandRisk {
  if (over.some((row) => row.overControl)) return 'controlOrRemediate'
  return over.length > 0 ? 'surveyAndAssess' : 'acceptable'
}

function itemNamed(name: string): BuildingLandItem {
  const found = buildingLandItems.find((row) => row.zh === name)
  if (found === undefined) {
    throw new StandardsError(
      'no-limit',
      `GB 36600-2018没有“${name}”`,
      `GB 36600-2018 has no item "${name}" here`,
    )
  }
  return found
}
