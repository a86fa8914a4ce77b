import {
  surfaceWaterLimit,
  type SurfaceWaterClass,
  type SurfaceWaterItem,
  type TargetClass,
  type WaterBody,
} from '@qinglan/standards'
import type { SimulationSpec } from '../simulation-spec.ts'
import { ofYear, randomFrom, type Random } from './random.ts'
import { assignClasses, type LevelledSection } from './section-classes.ts'

/** A section or a lake whose year is simulated. */
export interface SimulatedWater extends LevelledSection {
  readonly lake: boolean
}

const everyMonth = ['WT', 'PH', 'DO', 'EC', 'TURB', 'CODMn', 'NH3N', 'TP', 'TN'] as const
const others = [
  'COD',
  'BOD5',
  'CU',
  'ZN',
  'F',
  'SE',
  'AS',
  'HG',
  'CD',
  'CR6',
  'PB',
  'CN',
  'VP',
  'OIL',
  'LAS',
  'S',
] as const
const columns = [...everyMonth, ...others]
type Column = (typeof columns)[number]

/** Items one of which decides the class, with decimals, season's swing and month of the peak. */
const deciding = {
  CODMn: { decimals: 1, swing: 0.15, peak: 7 },
  NH3N: { decimals: 2, swing: 0.35, peak: 1 },
  TP: { decimals: 3, swing: 0.2, peak: 7 },
  COD: { decimals: 0, swing: 0.12, peak: 7 },
  BOD5: { decimals: 1, swing: 0.12, peak: 7 },
} as const
type Deciding = keyof typeof deciding

/** What a laboratory writes for items that clean-ups have long removed. */
const below: Partial<Record<Column, string>> = {
  CU: '<0.001',
  ZN: '<0.02',
  SE: '<0.0004',
  AS: '<0.0003',
  HG: '<0.00004',
  CD: '<0.0001',
  CR6: '<0.004',
  PB: '<0.002',
  CN: '<0.001',
  VP: '<0.0003',
  OIL: '<0.01',
  LAS: '<0.05',
  S: '<0.01',
}

const ranked: readonly TargetClass[] = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ']
const limit = (item: Exclude<SurfaceWaterItem, 'PH' | 'WT'>, name: TargetClass, water: WaterBody) =>
  Number(surfaceWaterLimit(item, name, water))

/** A year's mean of an item inside a class, well away from its limits. */
function meanWithin(item: Deciding, name: SurfaceWaterClass, water: WaterBody, random: Random): number {
  if (name === '劣Ⅴ') return limit(item, 'Ⅴ', water) * (1.15 + 0.4 * random.uniform())
  const place = ranked.indexOf(name)
  const high = limit(item, name, water)
  const low = place === 0 ? high * 0.3 : limit(item, ranked[place - 1]!, water)
  return low + (high - low) * (0.3 + 0.45 * random.uniform())
}

/** Twelve factors with mean 1: a season and some weather. */
function months(swing: number, peak: number, random: Random): number[] {
  const raw = Array.from({ length: 12 }, (_, month) =>
    Math.max(
      1 + swing * Math.cos((2 * Math.PI * (month + 1 - peak)) / 12) + swing * 0.5 * random.normal(),
      0.2,
    ),
  )
  const mean = raw.reduce((a, b) => a + b, 0) / 12
  return raw.map((factor) => factor / mean)
}

function sectionYear(
  name: SurfaceWaterClass,
  site: SimulatedWater,
  random: Random,
): Record<Column, string>[] {
  const water: WaterBody = site.lake ? 'lake' : 'river'
  const [first, second, third] = ['CODMn', 'NH3N', 'TP'] as const
  // lakes are nearly always decided by phosphorus
  const decider = site.lake ? third : ([first, second, third] as const)[Math.floor(random.uniform() * 3)]!
  const place = name === '劣Ⅴ' ? 5 : ranked.indexOf(name)
  const cells = Array.from({ length: 12 }, () => ({}) as Record<Column, string>)
  for (const item of Object.keys(deciding) as Deciding[]) {
    const { decimals, swing, peak } = deciding[item]
    const own = item === decider ? name : (ranked[Math.max(place - 1, 0)] ?? 'Ⅳ')
    const mean = meanWithin(item, own, water, random)
    for (const [month, factor] of months(swing, peak, random).entries())
      cells[month]![item] = (mean * factor).toFixed(decimals)
  }
  const coldest = 1
  for (const [month, row] of cells.entries()) {
    const season = Math.cos((2 * Math.PI * (month + 1 - coldest)) / 12)
    row.WT = (17.5 - 11.5 * season + random.normal()).toFixed(1)
    row.PH = (7.7 + 0.2 * random.normal()).toFixed(1)
    row.DO = Math.max(8.6 + 1.6 * season - 0.25 * Math.min(place, 3) + 0.4 * random.normal(), 3.2).toFixed(1)
    row.EC = (520 + 60 * random.normal()).toFixed(0)
    row.TURB = Math.max(28 + 9 * random.normal(), 2).toFixed(1)
    row.TN = Math.max(2.1 + 0.6 * season + 0.3 * random.normal(), 0.3).toFixed(2)
    row.F = Math.max(0.5 + 0.08 * random.normal(), 0.1).toFixed(2)
    for (const item of others) row[item] ??= below[item] ?? ''
  }
  return cells
}

/** The monthly samples of sections or sources of one year as CSV, each taken in the first days of its month. */
export function* waterYearCsv(
  spec: SimulationSpec,
  year: number,
  sites: readonly SimulatedWater[],
  kind: 'sections' | 'sources',
): Generator<string> {
  const shares =
    kind === 'sections' ? ofYear(spec.water.sections, year) : { all: ofYear(spec.water.sources, year) ?? {} }
  if (!shares || sites.length === 0) return
  const levelled = kind === 'sections' ? sites : sites.map((site) => ({ ...site, levels: ['all'] }))
  const classes = assignClasses(spec.seed, year, levelled, shares)
  yield `site_code,time,${columns.join(',')}\n`
  for (const site of sites) {
    const random = randomFrom(spec.seed, kind, year, site.code)
    const rows = sectionYear(classes.get(site.code) ?? 'Ⅲ', site, random)
    let text = ''
    for (const [index, row] of rows.entries()) {
      const day = 2 + Math.floor(random.uniform() * 7)
      const date = `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
      const missed = index > 0 && random.uniform() < (spec.water.gaps ?? 0)
      if (missed || date > spec.until) continue
      const sparse = spec.water.items === '9+X' && index % 3 !== 0
      const cells = columns.map((column) =>
        sparse && (others as readonly string[]).includes(column) ? '' : row[column],
      )
      text += `${site.code},${date} 10:00,${cells.join(',')}\n`
    }
    yield text
  }
}
