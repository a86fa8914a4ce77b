import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

/** One thing wrong with a value: where (a JSON pointer), and what came or is missing there. */
export type Fault =
  | { readonly path: string; readonly problem: 'wrong'; readonly value: unknown; readonly schema: Node }
  | { readonly path: string; readonly problem: 'missing'; readonly schema: Node }
  | { readonly path: string; readonly problem: 'unknown'; readonly names: readonly string[] }
  | { readonly path: string; readonly problem: 'nul' }

/** A schema as JSON Schema words it; what matters of it to a person who must mend a value. */
export interface Node extends TSchema {
  readonly type?: string
  readonly const?: string | number | boolean
  readonly anyOf?: readonly Node[]
  readonly items?: Node | readonly Node[]
  readonly properties?: Readonly<Record<string, Node>>
  readonly patternProperties?: Readonly<Record<string, Node>>
  readonly additionalProperties?: boolean | Node
  readonly required?: readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
}

const mostFaults = 5

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of properties that tell the branches of a union apart by a constant each. */
const tellingOf = (branch: Node): [string, Node][] =>
  Object.entries(branch.properties ?? {}).filter(([, node]) => node.const !== undefined)

function* ofUnion(schema: Node, branches: readonly Node[], value: unknown, path: string): Generator<Fault> {
  const forms = branches.filter((branch) => branch.properties !== undefined)
  if (!isFields(value) || forms.length === 0) {
    yield { path, problem: 'wrong', value, schema }
    return
  }
  const meant = forms.filter((branch) =>
    tellingOf(branch).every(([name, node]) => value[name] === node.const),
  )
  const [one] = meant
  if (one && meant.length === 1) return yield* walk(one, value, path)
  const telling = tellingOf(forms[0] ?? {})[0]?.[0]
  if (one || telling === undefined) {
    yield { path, problem: 'wrong', value, schema }
    return
  }
  const choices = forms.flatMap((branch) => branch.properties?.[telling] ?? [])
  yield { path: `${path}/${telling}`, problem: 'wrong', value: value[telling], schema: { anyOf: choices } }
}

function* ofFields(schema: Node, value: Fields, path: string): Generator<Fault> {
  const { properties = {}, patternProperties = {}, required = [], additionalProperties } = schema
  for (const name of required) {
    if (!Object.hasOwn(value, name))
      yield { path: `${path}/${name}`, problem: 'missing', schema: properties[name] ?? {} }
  }
  for (const [name, inner] of Object.entries(value)) {
    const pattern = Object.keys(patternProperties).find((p) => new RegExp(p, 'u').test(name))
    const node = Object.hasOwn(properties, name) ? properties[name] : patternProperties[pattern ?? '']
    if (node) yield* walk(node, inner, `${path}/${name}`)
    else if (additionalProperties === false)
      yield { path: `${path}/${name}`, problem: 'unknown', names: Object.keys(properties) }
    else if (typeof additionalProperties === 'object')
      yield* walk(additionalProperties, inner, `${path}/${name}`)
  }
}

function* walk(schema: Node, value: unknown, path: string): Generator<Fault> {
  if (Value.Check(schema, value)) return
  if (schema.anyOf) return yield* ofUnion(schema, schema.anyOf, value, path)
  let found = false
  const inner =
    schema.type === 'object' && isFields(value)
      ? ofFields(schema, value, path)
      : schema.type === 'array' && Array.isArray(value) && schema.items && 'type' in schema.items
        ? ofItems(schema.items, value, path)
        : []
  for (const fault of inner) {
    found = true
    yield fault
  }
  if (!found) yield { path, problem: 'wrong', value, schema }
}

function* ofItems(items: Node, value: readonly unknown[], path: string): Generator<Fault> {
  for (const [i, inner] of value.entries()) yield* walk(items, inner, `${path}/${i}`)
}

/** The first few faults of a value that does not fit its schema. */
export function faultsOf(schema: Node, value: unknown): Fault[] {
  const found: Fault[] = []
  for (const fault of walk(schema, value, '')) {
    if (found.push(fault) === mostFaults) break
  }
  return found
}
