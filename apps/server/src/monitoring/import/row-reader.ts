import type { ImportProblem } from '@qinglan/contract'
import type { Bilingual } from '@qinglan/contract'
import type { Factor, Family } from '../factors/factors.ts'
import { attributesOfNew } from '../sites/new-site.ts'
import { findFactor, unitScale, type NamedFactor } from '../factors/find-factor.ts'
import { readFlag } from '../flags.ts'
import type { Layout } from '../layouts.ts'
import { asDaily, type ColumnPlan } from '../mappings/column-plan.ts'
import { measures } from '../sites/measures.ts'
import type { KnownSite, SiteIndex } from '../sites/site-index.ts'
import { reasons } from './problems.ts'
import { missingWords, notMeasured, readValue, type StoredValue, type ValueProblem } from './read-value.ts'
import { readTime, type RowTime, type TimeProblem, type TimeRule } from './row-time.ts'

/** What one good row says: values at positions of the layout of its family. */
export interface ReadRow {
  readonly site: KnownSite
  readonly time: RowTime
  readonly layout: Layout
  readonly values: readonly (StoredValue | undefined)[]
}

const cacheAtMost = 200_000
const unusedAtMost = 100
const valuesAtMost = 20_000

/** How a file is read beyond what its columns say. */
export interface RowReaderOptions {
  readonly mayCreateSites: boolean
  /** Enters sites that are not known although the mapping does not say so. */
  readonly newSites?: { readonly regionId: string | undefined } | undefined
  readonly midnightIsDay?: boolean
  /** Nothing can have been measured after this instant; absent: any time is taken. */
  readonly latestMs?: number | undefined
  /** A comma may be a decimal point in this file, and is never guessed at. */
  readonly decimalCommas?: boolean
}

/** What a site is that a table brings without saying more. */
const newSite = {
  air: { kind: 'air-station', attributes: attributesOfNew['air-station'] },
  water: { kind: 'water-section', attributes: attributesOfNew['water-section'] },
} as const satisfies Record<Family, unknown>

/** What tables of measurements say beside measurements; computed here, or not kept. */
const passedOver =
  /^(?:i?aqi.*|.*(?:空气质量指数|分指数|首要污染物|空气质量级别|空气质量等级|综合指数|水质类别|主要污染指标)|primary_?pollutant|气温|环境温度|湿度|相对湿度|气压|大气压|风速|风向|降水量|降雨量|雨量|humidity|pressure|windspeed|wind_speed|winddirection|wind_direction|rainfall)$/i

/**
 * Reads the records of one file by its column plan. Sites, times and factors repeat a thousandfold in a file, so each text is
 * understood once.
 */
export class RowReader {
  readonly #plan: ColumnPlan
  readonly #sites: SiteIndex
  readonly #layouts: Readonly<Record<Family, Layout>>
  readonly #missing: ReadonlySet<string>
  readonly #timeRule: TimeRule
  readonly #positions: readonly number[]
  readonly #siteOf = new Map<string, KnownSite | Bilingual>()
  readonly #timeOf = new Map<string, RowTime | TimeProblem>()
  /** What the texts of each value column came to where no flag changes them: measured values repeat too. */
  readonly #valueOf: readonly Map<string, StoredValue>[]
  readonly #factorOf = new Map<string, NamedFactor | null>()
  readonly #options: RowReaderOptions
  /** Headers and items that say nothing to the platform. */
  readonly unused: Set<string>

  constructor(
    plan: ColumnPlan,
    sites: SiteIndex,
    layouts: Readonly<Record<Family, Layout>>,
    options: RowReaderOptions,
  ) {
    this.#plan = plan
    this.#options = options
    this.unused = new Set(plan.unused)
    this.#sites = sites
    this.#layouts = layouts
    const { time, missing } = plan.mapping
    this.#missing = new Set([...missingWords, ...(missing ?? [])])
    this.#timeRule = {
      resolution: time.resolution,
      hourLabel: time.hourLabel ?? 'end',
      zone: time.zone ?? 'CST',
      midnightIsDay: options.midnightIsDay ?? false,
      ...(options.latestMs === undefined ? {} : { latestMs: options.latestMs }),
    }
    this.#valueOf = plan.values.map(() => new Map())
    this.#positions = plan.values.map(({ factor, statistic }) =>
      layouts[factor.family].position(factor.key, statistic),
    )
  }

  /** The header of the column that times stand in. */
  get timeColumn(): string {
    return this.#plan.header[this.#plan.time[0] ?? 0] ?? ''
  }

  /** Reads one record: a row, null when it measured nothing, or what is wrong with it. */
  read(cells: readonly string[], line: number): ReadRow | null | readonly ImportProblem[] {
    const { header, long } = this.#plan
    if (cells.length !== header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')) {
      return [
        {
          line,
          column: '',
          value: cells.join(',').slice(0, 200),
          reason: reasons.columnCount(header.length, cells.length),
        },
      ]
    }
    if (cells.length < header.length) {
      return [
        {
          line,
          column: '',
          value: cells.join(',').slice(0, 200),
          reason: reasons.columnCount(header.length, cells.length),
        },
      ]
    }
    return long ? this.#readLong(cells, line, long) : this.#readWide(cells, line)
  }

  #readWide(cells: readonly string[], line: number): ReadRow | null | readonly ImportProblem[] {
    const { family, values: columns } = this.#plan
    const problems: ImportProblem[] = []
    const flag = this.#flag(cells, line, problems)
    const values: (StoredValue | undefined)[] = []
    let measured = false
    let numbers = false
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!
      const cell = cells[column.index]!
      const known = this.#valueOf[index]!
      let stored: StoredValue | ValueProblem | undefined = flag === '.' ? known.get(cell) : undefined
      if (stored === undefined) {
        stored = this.#value(cell, column.factor, column.scale, flag)
        if (flag === '.' && typeof stored !== 'string' && known.size < valuesAtMost) known.set(cell, stored)
      }
      if (typeof stored === 'string') {
        problems.push(this.#valueProblem(stored, line, column.index, cells, column.factor))
        continue
      }
      if (stored !== notMeasured) measured = true
      if (stored.text !== null) numbers = true
      values[this.#positions[index]!] = stored
    }
    // a row of a station that stood still has neither time nor values
    if (!numbers && problems.length === 0 && this.#timeText(cells) === '') return null
    const site = this.#site(cells, line, problems, family ?? 'air')
    if (site && family && !measures(site.kind, family)) {
      const { siteName, code } = this.#plan
      problems.push(this.#problem(line, siteName ?? code ?? 0, cells, reasons.notMeasuredHere(family)))
    }
    const time = this.#time(cells, line, family ?? 'air', problems)
    if (!site || !time || problems.length > 0) return problems
    return measured ? this.#placed(site, time, family ?? 'air', values) : null
  }

  #readLong(
    cells: readonly string[],
    line: number,
    long: NonNullable<ColumnPlan['long']>,
  ): ReadRow | null | readonly ImportProblem[] {
    const problems: ImportProblem[] = []
    const flag = this.#flag(cells, line, problems)
    const named = this.#factor(cells[long.factor]!)
    if (!named && passedOver.test(cells[long.factor]!.trim())) return this.#passOver(cells[long.factor]!)
    if (!named) {
      problems.push(this.#problem(line, long.factor, cells, reasons.unknownFactor()))
      this.#site(cells, line, problems, 'air')
      this.#time(cells, line, 'air', problems)
      return problems
    }
    const { factor } = named
    const unit = long.unit === undefined ? '' : cells[long.unit]!.trim()
    const scale = unit === '' ? named.scale : unitScale(factor, unit)
    if (scale === undefined)
      problems.push(this.#problem(line, long.unit ?? 0, cells, reasons.unitMismatch(factor.unit)))
    const stored = this.#value(cells[long.value]!, factor, scale ?? 1, flag)
    if (typeof stored === 'string') problems.push(this.#valueProblem(stored, line, long.value, cells, factor))
    const site = this.#site(cells, line, problems, factor.family)
    // the temperature that an air station gives is not the water's
    if (site?.kind === 'air-station' && factor.key === 'WT') return this.#passOver(cells[long.factor]!)
    if (site && !measures(site.kind, factor.family))
      problems.push(this.#problem(line, long.factor, cells, reasons.notMeasuredHere(factor.family)))
    const time = this.#time(cells, line, factor.family, problems)
    if (!site || !time || typeof stored === 'string' || problems.length > 0) return problems
    if (stored === notMeasured) return null
    const { statistic } = time.resolution === 'd' ? asDaily(named) : named
    const values: StoredValue[] = []
    const position = this.#layouts[factor.family].position(factor.key, statistic)
    if (position < 0) return this.#passOver(cells[long.factor]!)
    values[position] = stored
    return { site, time, layout: this.#layouts[factor.family], values }
  }

  #placed(site: KnownSite, time: RowTime, family: Family, values: (StoredValue | undefined)[]): ReadRow {
    const layout = this.#layouts[family]
    // only a table whose resolution shows in its times can turn out to be one of days
    if (time.resolution === 'd' && this.#plan.mapping.time.resolution === 'auto') {
      const moved: (StoredValue | undefined)[] = []
      values.forEach((value, position) => {
        const channel = asDaily(layout.channels[position]!)
        const target = layout.position(channel.factor, channel.statistic)
        moved[target] = moved[target] ?? value
      })
      return { site, time, layout, values: moved }
    }
    return { site, time, layout, values }
  }

  #value(cell: string, factor: Factor, scale: number, flag: string): StoredValue | ValueProblem {
    if (this.#options.decimalCommas && cell.includes(',')) return 'decimalComma'
    return readValue(cell, factor, scale, this.#missing, flag)
  }

  #passOver(item: string): null {
    if (this.unused.size < unusedAtMost) this.unused.add(item.trim())
    return null
  }

  #site(
    cells: readonly string[],
    line: number,
    problems: ImportProblem[],
    family: Family,
  ): KnownSite | undefined {
    const { code, siteName, city } = this.#plan
    const codeText = code === undefined ? '' : cells[code]!
    const nameText = siteName === undefined ? '' : cells[siteName]!
    const cityText = city === undefined ? '' : cells[city]!
    const key = `${family}\u0000${codeText}\u0000${nameText}\u0000${cityText}`
    let found = this.#siteOf.get(key)
    if (found === undefined) {
      found = this.#resolveSite(codeText.trim(), nameText.trim(), cityText.trim(), cells, family)
      if (this.#siteOf.size > cacheAtMost) this.#siteOf.clear()
      this.#siteOf.set(key, found)
    }
    if ('id' in found) return found
    problems.push(this.#problem(line, siteName ?? code ?? 0, cells, found))
    return undefined
  }

  #resolveSite(
    code: string,
    name: string,
    city: string,
    cells: readonly string[],
    family: Family,
  ): KnownSite | Bilingual {
    const found = this.#sites.find(code, name, city, family)
    if (found && 'ambiguous' in found) return reasons.ambiguousSite(found.ambiguous)
    const { mayCreateSites, newSites } = this.#options
    // a section may have the name of an air station: a format that brings its sites brings this one too
    const namesake =
      found !== undefined &&
      code === '' &&
      !measures(found.kind, family) &&
      this.#plan.mapping.site.create !== undefined
    if (found && !(namesake && mayCreateSites)) return found
    const create = this.#plan.mapping.site.create ?? (newSites && newSite[family])
    if (!create || !mayCreateSites || (name === '' && code === '')) return reasons.unknownSite()
    const { lon, lat, attributes } = this.#plan
    const coordinate = (index: number | undefined, limit: number) => {
      const value = index === undefined ? Number.NaN : Number(cells[index]!.trim() || Number.NaN)
      return Number.isFinite(value) && Math.abs(value) <= limit ? value : null
    }
    const own = attributes
      .map(([key, index]) => [key, cells[index]!.trim()] as const)
      .filter(([, value]) => value !== '')
    const site = {
      kind: create.kind,
      name: name || code,
      lon: coordinate(lon, 180),
      lat: coordinate(lat, 90),
      attributes: { ...create.attributes, ...Object.fromEntries(own) },
    }
    return this.#sites.create(site, code, city, newSites?.regionId)
  }

  #timeText(cells: readonly string[]): string {
    const { time } = this.#plan
    return time.length === 1
      ? cells[time[0]!]!.trim()
      : time
          .map((index) => cells[index]!.trim())
          .join(' ')
          .trim()
  }

  #time(
    cells: readonly string[],
    line: number,
    family: Family,
    problems: ImportProblem[],
  ): RowTime | undefined {
    const text = this.#timeText(cells)
    const key = family === 'air' ? text : `${family}${text}`
    let time = this.#timeOf.get(key)
    if (time === undefined) {
      time = readTime(text, this.#timeRule, family)
      if (this.#timeOf.size > cacheAtMost) this.#timeOf.clear()
      this.#timeOf.set(key, time)
    }
    if (typeof time !== 'string') return time
    problems.push({
      line,
      column: this.timeColumn,
      value: text.slice(0, 200),
      reason: reasons[time](),
    })
    return undefined
  }

  #factor(text: string): NamedFactor | null {
    let named = this.#factorOf.get(text)
    if (named === undefined) {
      named = findFactor(text) ?? null
      if (this.#factorOf.size < cacheAtMost) this.#factorOf.set(text, named)
    }
    return named
  }

  #flag(cells: readonly string[], line: number, problems: ImportProblem[]): string {
    const { flag } = this.#plan
    if (flag === undefined) return '.'
    const letter = readFlag(cells[flag]!)
    if (letter !== undefined) return letter
    problems.push(this.#problem(line, flag, cells, reasons.unknownFlag()))
    return '.'
  }

  #valueProblem(
    problem: ValueProblem,
    line: number,
    index: number,
    cells: readonly string[],
    factor: Factor,
  ): ImportProblem {
    const [low, high] = factor.range
    const reason =
      problem === 'outOfRange' || problem === 'negative'
        ? reasons[problem](low, high, factor.unit)
        : reasons[problem]()
    return this.#problem(line, index, cells, reason)
  }

  #problem(line: number, index: number, cells: readonly string[], reason: Bilingual): ImportProblem {
    return { line, column: this.#plan.header[index] ?? '', value: cells[index]!.slice(0, 200), reason }
  }
}
