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
  'mg/l|µg/l|mg/m3|mg/nm3|µg/m3|µg/nm3|ug/m3|ug/l|mgl|ugl|mg/m³|ntu|nfu|µs/cm|us/cm|uscm|ms/m|ms/cm|cells/l|cellsl|万个/l|mpn/l|cfu/l|c|°c|℃|无量纲|个/l|cm|m'
const unitEnding = new RegExp(`(?:\\(|\\[)?(${units})(?:\\)|\\])?$`)
const unitInside = /[([]([^()[\]]*)[)\]]$/
/** `总磷(以P计)`, `总氮(湖、库,以N计)`: as what a factor is counted is no unit. */
const countedAs = /\([^()]*以[^()]+计\)/

/** `二氧化硫(SO2)浓度(μg/m³)`, `臭氧(O3)8小时`: a second name of the same factor, with more behind it. */
const secondName = /^([^()]+)\(([^()]+)\)(?=.)/
/** GB 3095 names particles by their size. */
const bySize = /^颗粒物\(粒径?(?:小于等于|小于或等于|≤|<=)(10|25)(?:µm|um|微米)\)/

const spelled: readonly (readonly [RegExp, string])[] = [
  [/微克每?\/?立方米|µg\/?n?m\^?[3³]|ugn?\/?m\^?3|ugm-3|ug\/nm3/, 'ug/m3'],
  [/毫克每?\/?立方米|mg\/?n?m\^?[3³]/, 'mg/m3'],
  [/毫克每?\/?升|mgl-1|mgl/, 'mg/l'],
  [/微克每?\/?升|ugl-1|ugl/, 'ug/l'],
  [/℃|摄氏度/, '°c'],
]

/** A unit as files write it, in one spelling. */
function unitText(unit: string): string {
  const given = compact(unit).replaceAll('µ', 'u').replace('³', '3')
  return spelled.find(([pattern]) => new RegExp(`^(?:${pattern.source})$`).test(given))?.[1] ?? given
}

/** How many of the unit on the right one of the unit on the left is. */
const conversions: Readonly<Record<string, number>> = {
  'ug/m3>mg/m3': 0.001,
  'mg/m3>ug/m3': 1000,
  'ng/m3>ug/m3': 0.001,
  'ng/m3>mg/m3': 0.000001,
  'ug/l>mg/l': 0.001,
  'ng/l>mg/l': 0.000001,
  'mg/m3>mg/l': 0.001,
  'ms/m>us/cm': 10,
  'ms/cm>us/cm': 1000,
  'm>cm': 100,
  '万个/l>count/l': 10_000,
  '万个/l>cells/l': 10_000,
}

const alike: readonly (readonly string[])[] = [
  ['ntu', 'nfu', 'fnu', '度'],
  ['', '无量纲', 'ph', '-', '/'],
  ['°c', 'c'],
  ['count/l', '个/l', 'mpn/l', 'cfu/l'],
  ['cells/l', '个/l'],
]

/** How many of the factor's own unit one of `unit` is; undefined when the two do not fit. */
export function unitScale(factor: Factor, unit: string): number | undefined {
  const given = unitText(unit)
  const own = unitText(factor.unit)
  if (given === '' || given === own || given === own.replace('/', '')) return 1
  return (
    conversions[`${given}>${own}`] ??
    (alike.some((set) => set.includes(given) && set.includes(own)) ? 1 : undefined)
  )
}

/** What a name alone means: the factor's own statistic is `value` for water and `mean` for air. */
const plain = (factor: Factor): Statistic =>
  factor.key === 'DUSTFALL' ? 'total' : factor.family === 'air' ? 'mean' : 'value'

interface WithUnit {
  readonly factor: Factor
  readonly statistic: Statistic
  readonly unit: string
}

function named(text: string): WithUnit | undefined {
  const exact = byName.get(compact(text))
  if (exact) return { factor: exact, statistic: plain(exact), unit: '' }
  let name = compact(text)
    .replace(countedAs, '')
    .replace(bySize, 'pm$1')
    .replace(secondName, (whole: string, one: string, other: string) =>
      byName.has(one) && byName.get(one) === byName.get(other) ? one : whole,
    )
  const bare = byName.get(name)
  if (bare) return { factor: bare, statistic: plain(bare), unit: '' }
  let unit = ''
  const ending = unitInside.exec(name) ?? unitEnding.exec(name)
  if (ending && ending.index > 0) {
    const known = byName.get(name.slice(0, ending.index))
    if (known && byName.get(ending[1] ?? '') === known)
      return { factor: known, statistic: plain(known), unit: '' }
    if (known) return { factor: known, statistic: plain(known), unit: ending[1] ?? '' }
    unit = ending[1] ?? ''
    name = name.slice(0, ending.index)
  }
  for (const [pattern, statistic] of statisticEndings) {
    const found = pattern.exec(name)
    const factor = found && found.index > 0 ? byName.get(name.slice(0, found.index)) : undefined
    if (!factor) continue
    return { factor, statistic: factor.family === 'water' ? 'value' : statistic, unit }
  }
  return undefined
}

/**
 * The factor that a column header or a cell of a pollutant column names: `PM2.5`, `pm25_24h`, `O3_8h`, `a34004`, `氨氮(mg/L)`,
 * `codmn_mg_l`, `臭氧8小时滑动平均`, `总磷(以P计)`. Undefined when it names none, or with a unit that does not fit.
 */
export function findFactor(text: string): NamedFactor | undefined {
  const found = named(text)
  const scale = found && unitScale(found.factor, found.unit)
  return found && scale !== undefined
    ? { factor: found.factor, statistic: found.statistic, scale }
    : undefined
}

/** The factor and the unit of a header whose unit is one, but not one of this factor (`O3(ppb)`); undefined for all others. */
export function unitMisfit(text: string): { readonly factor: Factor; readonly unit: string } | undefined {
  const found = named(text)
  if (!found || unitScale(found.factor, found.unit) !== undefined) return undefined
  const { factor, unit } = found
  return /^(?:pp[mbt]v?|%|.*\/.*|n?mol.*)$/.test(unit) ? { factor, unit } : undefined
}

/** A factor by its key, for code that knows it. @throws Error for an unknown key */
export function requireFactor(key: string): Factor {
  const factor = factorOf(key)
  if (!factor) throw new Error(`no factor ${key}`)
  return factor
}
