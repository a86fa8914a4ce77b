import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import { civilDateParts } from '../editions/civil-date.ts'
import type { CivilDate } from '../editions/edition.ts'
import { StandardsError } from '../errors/standards-error.ts'
import { effluentSample, judgeEffluent, sewageItems } from './verdict.ts'
import type { SewageItem, SewageLimit, SewageSampleMgPerL, SewageVerdict } from './verdict.ts'

/** Grades of DB32/4440-2022 (Jiangsu). */
export type Db324440Grade = 'A' | 'B' | 'C' | 'D'

/** What a value is: the mean of a day (table 1) or a single sample (table 2). */
export type EffluentKind = 'dailyMean' | 'single'

/** A sewage works in Jiangsu, for its grade. */
export interface JiangsuPlant {
  readonly built: 'new' | 'existing'
  readonly area: 'key' | 'general'
  /** In the Taihu region of the general area. */
  readonly taihu: boolean
  readonly capacityM3PerDay: number
}

/** Values of a day or a sample, and what decides the limits. */
export interface Db324440Input {
  readonly grade: Db324440Grade
  readonly kind: EffluentKind
  /** Day of the values: from 1 November to 31 March the winter limits apply. */
  readonly date: CivilDate
  readonly valuesMgPerL: SewageSampleMgPerL
}

/** Verdict with its standard. */
export interface Db324440Verdict extends SewageVerdict {
  readonly standard: 'DB32/4440-2022'
  readonly season: 'winter' | 'other'
}

type Row = Readonly<Record<Db324440Grade, SewageLimit>>

const dailyMean: Readonly<Record<SewageItem, Row>> = {
  COD: { A: '30', B: '40', C: '50', D: '50' },
  NH3N: { A: '1.5', B: '3', C: '4', D: '5' },
  TN: { A: '10', B: '10', C: '12', D: '15' },
  TP: { A: '0.3', B: '0.3', C: '0.5', D: '0.5' },
  SS: same('10'),
  BOD5: same('10'),
  AVO: same('1'),
  OIL: same('1'),
  LAS: same('0.5'),
  COLOR: same('30'),
  PH: same(['6', '9']),
  FC: same('1000'),
  HG: same('0.001'),
  ALKYL_HG: same('notDetected'),
  CD: same('0.01'),
  CR: same('0.1'),
  CR6: same('0.05'),
  AS: same('0.1'),
  PB: same('0.1'),
}

const dailyMeanInWinter: Readonly<Partial<Record<SewageItem, Row>>> = {
  NH3N: { A: '3', B: '5', C: '6', D: '8' },
  TN: { A: '12', B: '12', C: '15', D: '15' },
}

const single: Readonly<Partial<Record<SewageItem, Row>>> = {
  COD: { A: '50', B: '60', C: '75', D: '75' },
  NH3N: { A: '3', B: '6', C: '8', D: '10' },
  TN: { A: '12', B: '12', C: '15', D: '20' },
  TP: { A: '0.5', B: '0.5', C: '1', D: '1' },
}

const singleInWinter: Readonly<Partial<Record<SewageItem, Row>>> = {
  NH3N: { A: '6', B: '10', C: '12', D: '15' },
  TN: { A: '15', B: '15', C: '20', D: '20' },
}

const sewageItem = want.oneOf(sewageItems, 'no-limit')
const plantGrade = want.oneOf(['A', 'B', 'C', 'D'])
const builtKind = want.oneOf(['new', 'existing'])
const effluentKind = want.oneOf(['dailyMean', 'single'])
const jiangsuPlant = want.fields({
  built: builtKind,
  area: want.oneOf(['key', 'general']),
  taihu: want.flag,
  capacityM3PerDay: want.finite,
})
const db324440Input = want.fields({
  grade: plantGrade,
  kind: effluentKind,
  date: want.civilDate,
  valuesMgPerL: effluentSample,
})

/**
 * Grade that a works has to keep (DB32/4440-2022; single source): new ones A from 5,000 m³/d in key areas and 10,000
 * elsewhere, else B; existing ones B in key areas, C in the Taihu region or from 3,000 m³/d, else D.
 */
export function jiangsuPlantGrade(plant: JiangsuPlant): Db324440Grade {
  checkInput('jiangsuPlantGrade', { plant }, { plant: jiangsuPlant })
  const { built, area, taihu, capacityM3PerDay } = plant
  if (!(capacityM3PerDay > 0)) {
    throw new StandardsError('invalid-input', '处理规模须大于0', 'the capacity must be above 0')
  }
  if (built === 'new') return capacityM3PerDay >= (area === 'key' ? 5000 : 10_000) ? 'A' : 'B'
  if (area === 'key') return 'B'
  return taihu || capacityM3PerDay >= 3000 ? 'C' : 'D'
}

/**
 * First day on which DB32/4440-2022 binds a works: 2023-03-28, three years later for existing ones.
 *
 * Clause: DB32/4440-2022.
 */
export function db324440BindsFrom(built: JiangsuPlant['built']): CivilDate {
  checkInput('db324440BindsFrom', { built }, { built: builtKind })
  return built === 'new' ? '2023-03-28' : '2026-03-28'
}

/**
 * Winter of DB32/4440-2022: 1 November to 31 March by calendar, whatever the water's temperature.
 *
 * Clause: DB32/4440-2022.
 */
export function isDb324440Winter(date: CivilDate): boolean {
  checkInput('isDb324440Winter', { date }, { date: want.civilDate })
  const { month } = civilDateParts(date)
  return month >= 11 || month <= 3
}

/**
 * Limit of an item; null where the table (single samples have four items) sets none.
 *
 * Clause: DB32/4440-2022.
 */
export function db324440Limit(
  item: SewageItem,
  grade: Db324440Grade,
  kind: EffluentKind,
  winter: boolean,
): SewageLimit | null {
  checkInput(
    'db324440Limit',
    { item, grade, kind, winter },
    { item: sewageItem, grade: plantGrade, kind: effluentKind, winter: want.flag },
  )
  const seasonal = kind === 'single' ? singleInWinter : dailyMeanInWinter
  const ordinary = kind === 'single' ? single : dailyMean
  return ((winter ? seasonal[item] : undefined) ?? ordinary[item])?.[grade] ?? null
}

/**
 * Holds a daily mean or a single sample against DB32/4440-2022; either over its table is a violation.
 *
 * Clause: DB32/4440-2022.
 * @throws StandardsError `invalid-date`, `no-limit`, `invalid-number`
 */
export function judgeDb324440(input: Db324440Input): Db324440Verdict {
  checkInput('judgeDb324440', { input }, { input: db324440Input })
  const winter = isDb324440Winter(input.date)
  const verdict = judgeEffluent(input.valuesMgPerL, (item) =>
    db324440Limit(item, input.grade, input.kind, winter),
  )
  return { standard: 'DB32/4440-2022', season: winter ? 'winter' : 'other', ...verdict }
}

function same(limit: SewageLimit): Row {
  return { A: limit, B: limit, C: limit, D: limit }
}
