import { addDays, civilDateOf, lastDayOfMonth, monthOf } from '@qinglan/periods'
import {
  annualMean,
  classRank,
  evaluateSection,
  mainPollutantsText,
  monthlyMean,
  surfaceWaterItems,
  type SampleMgPerL,
  type SurfaceWaterItem,
  type TargetClass,
  type WaterBody,
  type WaterReading,
} from '@qinglan/standards'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { channelReader, type ChannelReader, type ObservationRow } from '../channel-reader.ts'
import { instantsOf, rangesOf } from '../dirty-ranges.ts'
import { removeEvaluations, storeEvaluations, type NewEvaluation } from '../evaluations.ts'

/** What is known of a section that its evaluation needs. */
export interface WaterSite {
  readonly id: number
  readonly water: WaterBody
  readonly target: TargetClass | undefined
}

/** A class and what made it; null: nothing to judge by. */
export interface WaterClassResult {
  readonly class: string | null
  /** 1 to 6, 6 is 劣Ⅴ. */
  readonly rank: number | null
  readonly attained: boolean | null
  readonly main: readonly string[]
  readonly mainText: string
  readonly itemsJudged: number
}

/** `evaluations.result` of a month of a section or source. */
export interface WaterMonthResult extends WaterClassResult {
  /** Unrounded means of the month, by item. */
  readonly means: SampleMgPerL
  readonly samples: number
  readonly lastDay: string
  /** The class of the mean of the months of the year up to this one. */
  readonly toDate: WaterClassResult & { readonly months: number }
}

const targets: Readonly<Record<string, TargetClass>> = { '1': 'Ⅰ', '2': 'Ⅱ', '3': 'Ⅲ', '4': 'Ⅳ', '5': 'Ⅴ' }
for (const name of Object.values({ ...targets })) (targets as Record<string, TargetClass>)[name] = name
for (const [latin, name] of [
  ['I', 'Ⅰ'],
  ['II', 'Ⅱ'],
  ['III', 'Ⅲ'],
  ['IV', 'Ⅳ'],
  ['V', 'Ⅴ'],
] as const)
  (targets as Record<string, TargetClass>)[latin] = name

/** A section from its attributes: `lake: true` for lakes and reservoirs, `targetClass` the class it must reach. */
export function waterSite(id: number, attributes: Readonly<Record<string, unknown>>): WaterSite {
  const target = attributes['targetClass']
  const named = typeof target === 'string' || typeof target === 'number' ? targets[String(target)] : undefined
  return { id, water: attributes['lake'] === true ? 'lake' : 'river', target: named }
}

/** Judges means by GB 3838-2002 and the 2011 method: averaged, rounded, then classed. */
export function judgeWater(sampleMgPerL: SampleMgPerL, site: WaterSite): WaterClassResult {
  const judged = evaluateSection({
    sampleMgPerL,
    water: site.water,
    judging: 'rounded',
    ...(site.target === undefined ? {} : { target: site.target }),
  })
  if (!judged.evaluated)
    return { class: null, rank: null, attained: null, main: [], mainText: '', itemsJudged: 0 }
  return {
    class: judged.class,
    rank: classRank(judged.class) + 1,
    attained: judged.target?.attained ?? null,
    main: judged.main.map((row) => row.item),
    mainText: mainPollutantsText(judged.main),
    itemsJudged: judged.basis.itemsJudged,
  }
}

interface Row extends ObservationRow {
  readonly at: Date
  readonly simulated: boolean
}

/** The samples of some sites in some stretches of days, site → month → samples. */
export async function readWaterSamples(
  db: Db,
  days: ReadonlyMap<number, readonly string[]>,
): Promise<
  Map<
    number,
    Map<string, { readonly sample: SampleMgPerL; readonly day: string; readonly simulated: boolean }[]>
  >
> {
  const found: Awaited<ReturnType<typeof readWaterSamples>> = new Map()
  const reader = await channelReader(db, 'water')
  const ranges = instantsOf(rangesOf(days))
  if (reader.layoutIds.length === 0 || ranges.siteIds.length === 0) return found
  const { rows } = await sql<Row>`
    select o.site_id, o.at, o.layout_id, o.values, o.flags, o.simulated
    from unnest(${ranges.siteIds}::integer[], ${ranges.froms}::timestamptz[], ${ranges.tos}::timestamptz[]) as r (site_id, low, high)
    join observations o on o.site_id = r.site_id and o.at >= r.low and o.at < r.high
    where o.at >= ${ranges.least} and o.at < ${ranges.most} and o.layout_id = any(${reader.layoutIds}::integer[])
      and (o.resolution in ('s', 'h', 'm') or (o.resolution = 'd' and o.layout_id = ${reader.familyLayoutId}))
    order by o.site_id, o.at`.execute(db)
  for (const row of rows) {
    const months = found.get(row.site_id) ?? new Map()
    found.set(row.site_id, months)
    const day = civilDateOf(row.at.getTime())
    const samples = months.get(monthOf(day)) ?? []
    months.set(monthOf(day), samples)
    const sample = sampleOf(row, reader)
    if (sample) samples.push({ sample, day, simulated: row.simulated })
  }
  return found
}

/** One sample; undefined for a row that holds nothing of the 24 items. */
function sampleOf(row: Row, reader: ChannelReader): SampleMgPerL | undefined {
  const sample: Partial<Record<SurfaceWaterItem, WaterReading>> = {}
  for (const { key } of surfaceWaterItems) {
    const reading = reader.read(row, key, 'value')
    if (reading === undefined) continue
    if (typeof reading === 'number') sample[key] = reading
    else if (reading.missing === 'below-detection') {
      const limit = reader.numberBeside(row, key, 'value')
      sample[key] = limit === null ? 'unknown' : { belowDetectionLimit: limit }
    } else if (reading.missing !== 'not-measured') sample[key] = reading.missing
  }
  return Object.keys(sample).length === 0 ? undefined : sample
}

/**
 * Evaluates the months of sections and sources in which something changed, and with each the rest of its year: the class of the mean
 * of the months to date depends on all months before.
 */
export async function evaluateWaterMonths(
  db: Db,
  sites: readonly WaterSite[],
  days: ReadonlyMap<number, readonly string[]>,
): Promise<void> {
  const wholeMonths = new Map(
    [...days].map(
      ([siteId, dirty]) => [siteId, [...new Set(dirty.map(monthOf))].flatMap(endsOfMonth)] as const,
    ),
  )
  const samples = await readWaterSamples(db, wholeMonths)
  const stored = await storedMonths(db, days)
  const changed: NewEvaluation[] = []
  const gone: { subjectKind: 'site'; subjectId: string; starts: string }[] = []
  for (const site of sites) {
    const subjectId = String(site.id)
    const months = stored.get(subjectId) ?? new Map<string, StoredMonth>()
    const dirty = [...new Set((days.get(site.id) ?? []).map(monthOf))]
    for (const month of dirty) {
      const taken = samples.get(site.id)?.get(month) ?? []
      if (taken.length === 0) {
        if (months.delete(month)) gone.push({ subjectKind: 'site', subjectId, starts: `${month}-01` })
        continue
      }
      const means = monthlyMean(taken.map((one) => one.sample)).sampleMgPerL
      const lastDay = taken.at(-1)?.day ?? ''
      const simulated = taken.some((one) => one.simulated)
      months.set(month, {
        result: { ...judgeWater(means, site), means, samples: taken.length, lastDay },
        simulated,
      })
    }
    for (const year of new Set(dirty.map((month) => month.slice(0, 4)))) {
      const first = dirty.filter((month) => month.startsWith(year)).toSorted()[0] ?? ''
      changed.push(...withYearToDate(site, year, first, months))
    }
  }
  await removeEvaluations(db, 'GB 3838', 'month', gone)
  await storeEvaluations(db, changed)
}

const endsOfMonth = (month: string): string[] => {
  const last = lastDayOfMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)))
  // every seventh day, so that the stretch stays in one piece
  const days = [`${month}-01`]
  while (days.at(-1)! < last) days.push(addDays(days.at(-1)!, 7) < last ? addDays(days.at(-1)!, 7) : last)
  return days
}

interface StoredMonth {
  readonly result: Omit<WaterMonthResult, 'toDate'>
  readonly simulated: boolean
}

async function storedMonths(
  db: Db,
  days: ReadonlyMap<number, readonly string[]>,
): Promise<Map<string, Map<string, StoredMonth>>> {
  const years = [...new Set([...days.values()].flat().map((day) => day.slice(0, 4)))].toSorted()
  const rows = await db
    .selectFrom('evaluations')
    .select(['subject_id', 'starts', 'result', 'simulated'])
    .where('subject_kind', '=', 'site')
    .where('subject_id', 'in', [...days.keys()].map(String))
    .where('standard', '=', 'GB 3838')
    .where('period', '=', 'month')
    .where('starts', '>=', `${years[0]}-01-01`)
    .where('starts', '<=', `${years.at(-1)}-12-31`)
    .execute()
  const found = new Map<string, Map<string, StoredMonth>>()
  for (const row of rows) {
    const months = found.get(row.subject_id) ?? new Map<string, StoredMonth>()
    const result = row.result as unknown as WaterMonthResult
    found.set(row.subject_id, months.set(monthOf(row.starts), { result, simulated: row.simulated }))
  }
  return found
}

/** The rows of a year from its first changed month on. */
function withYearToDate(
  site: WaterSite,
  year: string,
  first: string,
  months: ReadonlyMap<string, StoredMonth>,
): NewEvaluation[] {
  const rows: NewEvaluation[] = []
  const known = [...months]
    .filter(([month]) => month.startsWith(year))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  known.forEach(([month, { result, simulated }], index) => {
    if (month < first) return
    const until = known.slice(0, index + 1)
    const means = until.map(([, one]) => one.result.means)
    const toDate = { ...judgeWater(annualMean(means, 1).sampleMgPerL, site), months: until.length }
    rows.push({
      subjectKind: 'site',
      subjectId: String(site.id),
      standard: 'GB 3838',
      edition: '2002',
      period: 'month',
      starts: `${month}-01`,
      result: { ...result, toDate },
      inputs: result.samples,
      valid: result.itemsJudged,
      simulated: simulated || until.some(([, one]) => one.simulated),
    })
  })
  return rows
}
