/** As much of JSON Schema as request bodies use. */
interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly minLength?: number
}

/** What a field of some name is filled with: ids of what lies elsewhere. */
export type Filling = Readonly<Record<string, string>>

function text(name: string, { format, pattern, minLength = 0 }: Schema, filling: Filling): string {
  const given = filling[name]
  if (given !== undefined) return given
  if (format === 'date') return '2026-03-01'
  if (format === 'date-time') return '2026-03-01T00:00:00Z'
  if (format === 'uuid') return '00000000-0000-4000-8000-00000000ffff'
  return pattern === undefined ? 'probe'.padEnd(minLength, 'e') : '2026-03-01'
}

/** A body that fits a schema where that can be told from it: every field filled, the first of several forms. */
export function sampleBody(schema: Schema, filling: Filling, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return sampleBody(schema.anyOf[0] ?? {}, filling, name)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sampleBody(inner, filling, key)]),
      )
    case 'array':
      return [sampleBody(schema.items ?? {}, filling, name)]
    case 'string':
      return text(name, schema, filling)
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return true
    case undefined:
    default:
      return null
  }
}
