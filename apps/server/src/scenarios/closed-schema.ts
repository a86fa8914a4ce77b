import type { TSchema } from 'typebox'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const eachOf = (value: unknown): unknown =>
  isNode(value)
    ? Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, closedNode(schema)]))
    : value

function closedNode(schema: unknown): unknown {
  if (!isNode(schema)) return schema
  const closed: Record<string, unknown> = { ...schema }
  if (isNode(schema['properties'])) {
    closed['properties'] = eachOf(schema['properties'])
    closed['additionalProperties'] = schema['additionalProperties'] ?? false
  }
  if ('patternProperties' in schema) closed['patternProperties'] = eachOf(schema['patternProperties'])
  if (isNode(schema['items'])) closed['items'] = closedNode(schema['items'])
  if (Array.isArray(schema['anyOf'])) closed['anyOf'] = schema['anyOf'].map(closedNode)
  return closed
}

/** The schema with every object in it closed, so that a misspelt field is a fault and not passed over; `allOf` is left as it is. */
export const closedSchema = (schema: TSchema): TSchema => closedNode(schema) as TSchema
