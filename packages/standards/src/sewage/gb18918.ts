import { checkInput } from '../input/check-input.ts'
import * as want from '../input/wants.ts'
import type { Reading } from '../missing/reading.ts'
import { effluentSample, judgeEffluent, sewageItems } from './verdict.ts'
import type { SewageItem, SewageLimit, SewageSampleMgPerL, SewageVerdict } from './verdict.ts'

/** Grades of GB 18918-2002: 一级A, 一级B, 二级, 三级. */
export type Gb18918Grade = 'A' | 'B' | 'II' | 'III'

/** Daily means of a sewage works and what decides its limits. */
export interface Gb18918Input {
  readonly grade: Gb18918Grade
  readonly dailyMeanMgPerL: SewageSampleMgPerL
  /** At or below 12 °C ammonia nitrogen has the limits in brackets; without it the stricter limits apply. */
  readonly waterCelsius?: Reading
  /** Works built up to the end of 2005 have higher limits for total phosphorus. */
  readonly builtBefore2006?: boolean
}

/** Verdict with its standard. */
export interface Gb18918Verdict extends SewageVerdict {
  readonly standard: 'GB 18918-2002'
}

type Row = Readonly<Record<Gb18918Grade, SewageLimit | null>>

/** Table 1 (basic items) and table 2 (some first-class pollutants, the same for every grade), daily means. */
const limits: Readonly<Record<SewageItem, Row>> = {
  COD: { A: '50', B: '60', II: '100', III: '120' },
  BOD5: { A: '10', B: '20', II: '30', III: '60' },
  SS: { A: '10', B: '20', II: '30', III: '50' },
  AVO: { A: '1', B: '3', II: '5', III: '20' },
  OIL: { A: '1', B: '3', II: '5', III: '15' },
  LAS: { A: '0.5', B: '1', II: '2', III: '5' },
  TN: { A: '15', B: '20', II: null, III: null },
  NH3N: { A: '5', B: '8', II: '25', III: null },
  TP: { A: '0.5', B: '1', II: '3', III: '5' },
  COLOR: { A: '30', B: '30', II: '40', III: '50' },
  PH: same(['6', '9']),
  FC: { A: '1000', B: '10000', II: '10000', III: null },
  HG: same('0.001'),
  ALKYL_HG: same('notDetected'),
  CD: same('0.01'),
  CR: same('0.1'),
  CR6: same('0.05'),
  AS: same('0.1'),
  PB: same('0.1'),
}

const coldAmmonia: Row = { A: '8', B: '15', II: '30', III: null }
const phosphorusBefore2006: Row = { A: '1', B: '1.5', II: '3', III: '5' }

const sewageItem = want.oneOf(sewageItems, 'no-limit')
const gb18918Fields = {
  grade: want.oneOf(['A', 'B', 'II', 'III']),
  waterCelsius: want.optional(want.reading),
  builtBefore2006: want.optional(want.flag),
}
const gb18918Case = want.fields(gb18918Fields)
const gb18918Input = want.fields({ ...gb18918Fields, dailyMeanMgPerL: effluentSample })

/**
 * The limit of an item for a daily mean (GB 18918-2002 tables 1 and 2); null where the grade sets none. Grade 三级 also
 * judges COD and BOD₅ by removal when the inflow is high: that is not covered. Nor is the table that the amendment in
 * force since 2026-03-01 adds; its figures were not to be had.
 */
export function gb18918Limit(
  item: SewageItem,
  input: Omit<Gb18918Input, 'dailyMeanMgPerL'>,
): SewageLimit | null {
  checkInput('gb18918Limit', { item, input }, { item: sewageItem, input: gb18918Case })
  const { grade, waterCelsius, builtBefore2006 } = input
  if (item === 'NH3N' && typeof waterCelsius === 'number' && waterCelsius <= 12) return coldAmmonia[grade]
  if (item === 'TP' && builtBefore2006 === true) return phosphorusBefore2006[grade]
  return limits[item][grade]
}

/**
 * Holds daily means of a sewage works against GB 18918-2002 (§4.1.3).
 *
 * Clause: GB 18918-2002 §4.1.3.
 * @throws StandardsError `no-limit` for unknown items, `invalid-number`
 */
export function judgeGb18918(input: Gb18918Input): Gb18918Verdict {
  checkInput('judgeGb18918', { input }, { input: gb18918Input })
  const verdict = judgeEffluent(input.dailyMeanMgPerL, (item) => gb18918Limit(item, input))
  return { standard: 'GB 18918-2002', ...verdict }
}

function same(limit: SewageLimit): Row {
  return { A: limit, B: limit, II: limit, III: limit }
}
