/** Dimension and size of units in which an indicator may answer and a plan may write. */
const sizes: Readonly<Record<string, readonly [dimension: string, size: number]>> = {
  m2: ['area', 1],
  mu: ['area', 10_000 / 15],
  ha: ['area', 10_000],
  km2: ['area', 1_000_000],
  'ug/m3': ['concentration', 1],
  'mg/m3': ['concentration', 1000],
  percent: ['share', 1],
  permille: ['share', 0.1],
}

/** What these answer in is the unit of the quantity that they are asked for. */
const ownUnit = new Set(['register.sum', 'register.mean'])

interface Written {
  /** As the plan writes it: 万亩. */
  readonly unit: string | null
  /** Without 万 and 亿. */
  readonly unitNorm: string | null
}

const multiple = (unit: string | null): number =>
  unit?.startsWith('亿') ? 1e8 : unit?.startsWith('万') ? 1e4 : 1

/**
 * By what an indicator's figure is multiplied to stand in the unit in which the promise is written: 1,500 亩 for 1,000,000 m², 10 万户 for
 * 100,000 households. Units of no common dimension are taken as the same.
 */
export function scaleToWritten(
  indicator: { readonly key: string; readonly unit: string },
  { unit, unitNorm }: Written,
): number {
  if (ownUnit.has(indicator.key)) return 1
  const [from, to] = [sizes[indicator.unit], sizes[unitNorm ?? '']]
  const ratio = from && to && from[0] === to[0] ? from[1] / to[1] : 1
  const comparable = ratio !== 1 || indicator.unit === unitNorm || indicator.unit === 'count'
  return comparable ? ratio / multiple(unit) : 1
}
