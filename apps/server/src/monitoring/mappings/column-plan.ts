import type { Family, Statistic } from '../factors/factors.ts'
import { findFactor, requireFactor, unitMisfit, unitScale, type NamedFactor } from '../factors/find-factor.ts'
import { badInput } from '../../errors.ts'
import type { ColumnNames, Mapping } from './mapping-schema.ts'

/** A column of values of the wide format. */
export interface ValueColumn extends NamedFactor {
  readonly index: number
}

/** Where each thing stands in the records of one file. */
export interface ColumnPlan {
  readonly mapping: Mapping
  readonly header: readonly string[]
  readonly code: number | undefined
  readonly siteName: number | undefined
  readonly city: number | undefined
  readonly lon: number | undefined
  readonly lat: number | undefined
  readonly attributes: readonly (readonly [string, number])[]
  readonly time: readonly number[]
  readonly flag: number | undefined
  readonly family: Family | undefined
  readonly values: readonly ValueColumn[]
  readonly long:
    | { readonly factor: number; readonly value: number; readonly unit: number | undefined }
    | undefined
  /** Where sites are columns: the columns that every value of a record shares, and the columns of the sites. */
  readonly pivot?: { readonly shared: readonly number[]; readonly sites: readonly number[] }
  /** Headers that say nothing to the platform. */
  readonly unused: readonly string[]
  /** How well the mapping knows the header; the best one is taken. */
  readonly score: number
}

const plain = (name: string) => name.normalize('NFKC').replaceAll(/[\s_]/g, '').toLowerCase()

const namesOf = (names: ColumnNames): readonly string[] => (typeof names === 'string' ? [names] : names)

/** Lays a mapping over a header; says which column it misses when it does not fit. */
export function planColumns(
  mapping: Mapping,
  header: readonly string[],
  line: number,
): ColumnPlan | { readonly misses: string } {
  if (mapping.pivot) return planPivot(mapping, header, line)
  const places = new Map(header.map((name, index) => [plain(name), index]))
  const find = (names: ColumnNames | undefined): number | undefined => {
    for (const name of names === undefined ? [] : namesOf(names)) {
      const place = places.get(plain(name))
      if (place !== undefined) return place
    }
    return undefined
  }
  const missing = mapping.recognise?.find((name) => !places.has(plain(name)))
  if (missing !== undefined) return { misses: missing }

  const { site } = mapping
  const code = find(site.code)
  const siteName = find(site.name)
  if (code === undefined && siteName === undefined)
    return { misses: namesOf(site.name ?? site.code ?? 'site').join('|') }
  const time = mapping.time.columns.map((names) => find(names))
  const noTime = time.indexOf(undefined)
  if (noTime >= 0) return { misses: namesOf(mapping.time.columns[noTime]!).join('|') }
  const flag = find(mapping.flag)
  const base = {
    mapping,
    header,
    code,
    siteName,
    city: find(site.city),
    lon: find(site.lon),
    lat: find(site.lat),
    attributes: Object.entries(site.attributes ?? {}).flatMap(([key, names]) => {
      const place = find(names)
      return place === undefined ? [] : [[key, place] as const]
    }),
    time: time as number[],
    flag,
  }
  if (mapping.long) {
    const factor = find(mapping.long.factor)
    const value = find(mapping.long.value)
    if (factor === undefined) return { misses: namesOf(mapping.long.factor).join('|') }
    if (value === undefined) return { misses: namesOf(mapping.long.value).join('|') }
    const long = { factor, value, unit: find(mapping.long.unit) }
    const taken = [...base.time, ...Object.values(long), code, siteName, base.city, base.lon, base.lat, flag]
    return {
      ...base,
      family: undefined,
      values: [],
      long,
      unused: unusedOf(header, taken),
      score: 50 + (mapping.recognise?.length ?? 0) * 100 + time.length,
    }
  }
  const taken = new Set([code, siteName, base.city, base.lon, base.lat, flag, ...base.time])
  const values = valueColumns(mapping, header, places, taken, line)
  if ('misses' in values) return values
  const family = values[0]?.factor.family
  if (family === undefined) return { misses: 'PM2.5|NH3N|…' }
  const inCity = base.city !== undefined && base.city !== siteName ? 1 : 0
  const score = (mapping.recognise?.length ?? 0) * 100 + values.length + time.length + inCity
  const used = [...taken, ...values.map(({ index }) => index), ...base.attributes.map(([, index]) => index)]
  return { ...base, family, values, long: undefined, unused: unusedOf(header, used), score }
}

const unusedOf = (header: readonly string[], used: readonly (number | undefined)[]): readonly string[] =>
  header.filter((name, index) => name !== '' && !used.includes(index))

/** Sites are columns: a record is laid out as one long record a site, with the columns `site` and `value` at its end. */
function planPivot(
  mapping: Mapping,
  header: readonly string[],
  line: number,
): ColumnPlan | { readonly misses: string } {
  const { pivot: _, ...long } = mapping
  const wanted = [...mapping.time.columns, mapping.long?.factor ?? []].flatMap(namesOf).map(plain)
  const shared = header.flatMap((name, index) => (wanted.includes(plain(name)) ? [index] : []))
  const sites = header.flatMap((name, index) => (name === '' || shared.includes(index) ? [] : [index]))
  const known = new Set([...namesOf(long.flag ?? []), ...(mapping.pivot?.never ?? [])].map(plain))
  if (sites.length === 0 || sites.some((index) => known.has(plain(header[index]!)))) return { misses: 'site' }
  const plan = planColumns(long, [...shared.map((index) => header[index]!), 'site', 'value'], line)
  return 'misses' in plan ? plan : { ...plan, mapping, pivot: { shared, sites }, unused: [], score: 10 }
}

function valueColumns(
  mapping: Mapping,
  header: readonly string[],
  places: ReadonlyMap<string, number>,
  taken: ReadonlySet<number | undefined>,
  line: number,
): readonly ValueColumn[] | { readonly misses: string } {
  const daily = mapping.time.resolution === 'day'
  if (mapping.factors === undefined || mapping.factors === 'auto') {
    const found = header.flatMap((name, index) => {
      if (taken.has(index)) return []
      const named = findFactor(name)
      const misfit = named ? undefined : unitMisfit(name)
      if (misfit) throw unitMismatch(line, name, misfit.unit, misfit.factor.unit)
      return named ? [{ ...named, index }] : []
    })
    return ofMainFamily(found).map((column) => (daily ? asDaily(column) : column))
  }
  const columns: ValueColumn[] = []
  for (const wanted of mapping.factors) {
    const index = namesOf(wanted.column)
      .map((name) => places.get(plain(name)))
      .find((place) => place !== undefined)
    if (index === undefined) return { misses: namesOf(wanted.column).join('|') }
    const factor = requireFactor(wanted.factor)
    const scale = unitScale(factor, wanted.unit ?? '')
    if (scale === undefined) {
      throw badInput(
        `映射 ${mapping.name}:${wanted.factor} 的单位 ${wanted.unit} 与 ${factor.unit} 不符`,
        `mapping ${mapping.name}: the unit ${wanted.unit} of ${wanted.factor} does not fit ${factor.unit}`,
      )
    }
    const statistic = wanted.statistic ?? (factor.family === 'water' ? 'value' : 'mean')
    columns.push({ factor, statistic, scale, index })
  }
  return columns
}

const unitMismatch = (line: number, column: string, unit: string, expected: string) =>
  badInput(
    `第 ${line} 行,列 “${column}”:单位 ${unit} 不符,应为 ${expected}`,
    `line ${line}, column "${column}": the unit ${unit} does not fit, expected ${expected}`,
  )

/** A table of air may carry a temperature, a table of water an ozone column: the family with more columns is meant. */
function ofMainFamily(columns: readonly ValueColumn[]): readonly ValueColumn[] {
  const air = columns.filter((column) => column.factor.family === 'air')
  const water = columns.filter((column) => column.factor.family === 'water')
  const chosen = air.length >= water.length ? air : water
  const seen = new Set<string>()
  return chosen.filter(({ factor, statistic }) => {
    const key = `${factor.key}/${statistic}`
    return seen.has(key) ? false : seen.add(key)
  })
}

/** In a table of days, an 8 h ozone column is the day's maximum and a 24 h column the day's mean. */
export function asDaily<T extends { readonly statistic: Statistic }>(column: T): T {
  const daily: Partial<Record<Statistic, Statistic>> = { 'rolling-8h': 'day-max-8h', 'rolling-24h': 'mean' }
  return { ...column, statistic: daily[column.statistic] ?? column.statistic }
}
