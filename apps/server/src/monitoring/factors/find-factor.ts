import { factorOf, factors, type Factor, type Statistic } from './factors.ts'

/** A factor, what statistic of it a name means, and the unit the name states. */
export interface NamedFactor {
  readonly factor: Factor
  readonly statistic: Statistic
  /** Multiplies a value of the file into the factor's own unit. */
  readonly scale: number
}

const compact = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s._·-]/g, '')
    .replaceAll('μ', 'µ')

const byName = new Map<string, Factor>()
for (const factor of factors) for (const name of factor.names) byName.set(compact(name), factor)

const statisticEndings: readonly (readonly [RegExp, Statistic])[] = [
  [
    /(?:8h|8小时)(?:滑动)?(?:日?最大|daymax|max|24h)(?:值|均值|浓度)?$|(?:日最大|最大)8小时(?:滑动)?(?:平均|均值)?$|mda8$/,
    'day-max-8h',
  ],
  [/(?:1h|1小时)(?:日?最大|daymax|max|24h)(?:值|浓度)?$|(?:日最大|最大)1小时(?:平均|均值)?$/, 'day-max-1h'],
  [/(?:rolling|滑动)?(?:8h|8小时)(?:滑动)?(?:平均|均值|mean|浓度)?$/, 'rolling-8h'],
  [/(?:rolling|滑动)?(?:24h|24小时)(?:滑动)?(?:平均|均值|mean|浓度)?$/, 'rolling-24h'],
  [/(?:1h|1小时|hour|小时)(?:平均|均值|mean|浓度)?$|(?:日均值?|平均浓度|均值|浓度|mean|含量)$/, 'mean'],
]

const units =
  'mg/l|µg/l|mg/m3|µg/m3|ug/m3|ug/l|mgl|ugl|mg/m³|ntu|nfu|µs/cm|us/cm|uscm|cells/l|cellsl|c|°c|℃|无量纲|个/l|cm'
const unitEnding = new RegExp(`(?:\\(|\\[)?(${units})(?:\\)|\\])?$`)
const unitInside = /[([](.*)[)\]]$/

/** How many of the factor's own unit one of `unit` is; undefined when the two do not fit. */
export function unitScale(factor: Factor, unit: string): number | undefined {
  const given = compact(unit)
    .replaceAll('µ', 'u')
    .replace('³', '3')
    .replace('℃', '°c')
    .replace('ugm3', 'ug/m3')
    .replace('mgm3', 'mg/m3')
  const own = compact(factor.unit).replaceAll('µ', 'u')
  if (given === '' || given === own || given === own.replace('/', '')) return 1
  const micro = given.startsWith('ug') && own.startsWith('mg') && given.slice(2) === own.slice(2)
  const milli = given.startsWith('mg') && own.startsWith('ug') && given.slice(2) === own.slice(2)
  if (micro) return 0.001
  if (milli) return 1000
  const alike: readonly (readonly string[])[] = [
    ['ntu', 'nfu', 'fnu'],
    ['', '无量纲', 'ph'],
    ['°c', 'c'],
    ['count/l', '个/l'],
  ]
  return alike.some((set) => set.includes(given) && set.includes(own)) ? 1 : undefined
}

/** What a name alone means: the factor's own statistic is `value` for water and `mean` for air. */
const plain = (factor: Factor): Statistic =>
  factor.key === 'DUSTFALL' ? 'total' : factor.family === 'air' ? 'mean' : 'value'

/**
 * The factor that a column header or a cell of a pollutant column names: `PM2.5`, `pm25_24h`, `O3_8h`, `a34004`, `氨氮(mg/L)`,
 * `codmn_mg_l`, `臭氧8小时滑动平均`. Undefined when it names none.
 */
export function findFactor(text: string): NamedFactor | undefined {
  const exact = byName.get(compact(text))
  if (exact) return { factor: exact, statistic: plain(exact), scale: 1 }
  let name = compact(text)
  let unit = ''
  const ending = unitInside.exec(name) ?? unitEnding.exec(name)
  if (ending && ending.index > 0) {
    const known = byName.get(name.slice(0, ending.index))
    if (known && byName.get(ending[1] ?? '') === known) return withUnit(known, plain(known), '')
    if (known) return withUnit(known, plain(known), ending[1] ?? '')
    unit = ending[1] ?? ''
    name = name.slice(0, ending.index)
  }
  for (const [pattern, statistic] of statisticEndings) {
    const found = pattern.exec(name)
    const factor = found && found.index > 0 ? byName.get(name.slice(0, found.index)) : undefined
    if (!factor) continue
    return withUnit(factor, factor.family === 'water' ? 'value' : statistic, unit)
  }
  return undefined
}

function withUnit(factor: Factor, statistic: Statistic, unit: string): NamedFactor | undefined {
  const scale = unitScale(factor, unit)
  return scale === undefined ? undefined : { factor, statistic, scale }
}

/** A factor by its key, for code that knows it. @throws Error for an unknown key */
export function requireFactor(key: string): Factor {
  const factor = factorOf(key)
  if (!factor) throw new Error(`no factor ${key}`)
  return factor
}
