import type { ImportMapping } from '@qinglan/contract'
import type { ColumnNames, Mapping } from './mapping-schema.ts'

const first = (names: ColumnNames | undefined): string[] =>
  names === undefined ? [] : [typeof names === 'string' ? names : (names[0] ?? '')]

/** A mapping as the upload page shows it, with a header that it would take. */
export function describeMapping({
  name,
  title,
  description,
  site,
  time,
  factors,
  long,
  flag,
}: Mapping): ImportMapping {
  const values = Array.isArray(factors)
    ? factors.flatMap((factor) => first(factor.column))
    : ['PM2.5', 'PM10', 'SO2', 'NO2', 'CO', 'O3']
  return {
    name,
    title,
    description,
    exampleHeader: [
      ...(site.name === undefined ? first(site.code) : first(site.name)),
      ...time.columns.flatMap(first),
      ...(long ? [...first(long.factor), ...first(long.value)] : values),
      ...first(flag),
    ],
  }
}
