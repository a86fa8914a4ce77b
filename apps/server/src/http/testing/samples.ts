/** A schema in the words of OpenAPI. */
export interface Node {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Node[]
  readonly items?: Node
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly minLength?: number
  readonly minItems?: number
}

/** A value that fits a schema, as far as its keywords tell; `given` are values by the name of a property. */
export function sampleOf(node: Node, given: Readonly<Record<string, unknown>> = {}, name = ''): unknown {
  if (Object.hasOwn(given, name)) return given[name]
  if (node.anyOf) return sampleOf(node.anyOf[0] ?? {}, given, name)
  if (node.enum) return node.enum[0]
  switch (node.type ?? 'object') {
    case 'string':
      if (node.format === 'date') return '2021-06-01'
      if (node.format === 'date-time') return '2021-06-01T00:00:00Z'
      if (node.format === 'uuid') return '00000000-0000-4000-8000-0000000000a1'
      if (node.pattern?.includes('-(?:0[1-9]')) return '2021-06'
      return 'x'.padEnd(node.minLength ?? 1, 'x')
    case 'integer':
    case 'number':
      return node.minimum ?? 1
    case 'boolean':
      return true
    case 'null':
      return null
    case 'array': {
      return Array.from({ length: node.minItems ?? 1 }, () => sampleOf(node.items ?? {}, given, name))
    }
    default: {
      const entries = (node.required ?? []).map((key) => [
        key,
        sampleOf(node.properties?.[key] ?? {}, given, key),
      ])
      return Object.fromEntries(entries)
    }
  }
}

/** Words that no parameter of an address can mean, or that lie at the edge of what it can. */
export const wrongWords = [
  '2021-02-29',
  '9999-12-31',
  '0000-01-01',
  '\u0000',
  'a\u0000b',
  '99999999999999999999',
  '9007199254740991',
  '-1',
  '1.5',
  '1e308',
  'NaN',
  '',
  'zzz',
  '%_\\',
  "'; --",
  'x'.repeat(280),
]

/** Values that hardly any field of a body can take. */
export const wrongValues = [
  null,
  '2021-02-29',
  '9999-12-31',
  'a\u0000b',
  '',
  'zzz',
  'x'.repeat(100_000),
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  true,
  [],
  ['a\u0000b'],
  [[[]]],
  {},
  { 'a\u0000b': 1 },
  { type: 'Point', coordinates: [500, 500] },
]
