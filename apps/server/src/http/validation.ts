import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Value } from 'typebox/value'
import { QinglanError, badInput } from '../errors.ts'
import { expectedOf } from './validation-expected.ts'
import { faultsOf, type Fault } from './validation-faults.ts'
import { sentenceOf } from './validation-messages.ts'

/** How deep a body may nest; no form of ours comes near it, and what reads it need not fear for its stack. */
const deepest = 32

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth >= deepest || Object.values(value).some((inner) => isTooDeep(inner, depth + 1))
}

/** Where text stands that no database holds; null where there is none. */
function placeOfNul(value: unknown): string | null {
  if (typeof value === 'string') return value.includes('\u0000') ? '' : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const place = placeOfNul(key) ?? placeOfNul(inner)
    if (place !== null) return `/${key.replaceAll('\u0000', '␀')}${place}`
  }
  return null
}

type Properties = Readonly<Record<string, TSchema & { readonly type?: string }>>

const propertiesOf = (schema: TSchema): Properties | undefined =>
  'properties' in schema ? (schema.properties as Properties) : undefined

/** Leaves out what the schema does not name, so that no handler passes on what nobody looked at. */
function known(schema: TSchema, value: unknown): unknown {
  const properties = propertiesOf(schema)
  if (!properties || typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => Object.hasOwn(properties, name)))
}

/** Words of an address as the numbers and truths they mean; what means none stays a word, and is refused as such. */
function readWords(schema: TSchema, value: unknown): unknown {
  const properties = propertiesOf(schema)
  if (!properties || typeof value !== 'object' || value === null) return value
  const read = Object.entries(value).map(([name, word]: [string, unknown]) => {
    const type = properties[name]?.type
    if (typeof word !== 'string') return [name, word]
    if (type === 'boolean' && /^(?:true|false|1|0)$/.test(word))
      return [name, word === 'true' || word === '1']
    if (type === 'integer' && /^[+-]?\d{1,15}$/.test(word)) return [name, Number(word)]
    if (type === 'number' && /^[+-]?\d{1,15}(?:\.\d{1,15})?$/.test(word)) return [name, Number(word)]
    return [name, word]
  })
  return Object.fromEntries(read) as unknown
}

function unknownQuery(schema: TSchema, value: unknown): Fault[] {
  const properties = propertiesOf(schema)
  if (!properties || ('additionalProperties' in schema && schema.additionalProperties === true)) return []
  const names = Object.keys(properties)
  return Object.keys(value as object)
    .filter((name) => !names.includes(name))
    .map((name) => ({ path: `/${name}`, problem: 'unknown' as const, names }))
}

/** The refusal of a part of a request: every fault with its place, what came there and what was expected. */
function refusal(part: string | undefined, faults: readonly Fault[]): { error: QinglanError } {
  const sentences = faults.map((fault) => sentenceOf(part, fault))
  const details = faults.map((fault, i) => ({
    in: part,
    field: fault.path.slice(1),
    expected: fault.problem === 'wrong' ? expectedOf(fault.schema) : undefined,
    message: sentences[i],
  }))
  const zh = sentences.map((s) => s.zh).join(';')
  const en = sentences.map((s) => s.en).join('; ')
  return { error: badInput(zh, en, details) }
}

/**
 * Requests are held against their schemas: what is left out takes its default, words of an address are read as the numbers they
 * mean, names that an address does not have are refused, and a body is taken as it was sent — a null in it stays null — but for
 * names that its schema does not know.
 */
export const validateRequests: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema)
  const isAddress = httpPart === 'querystring' || httpPart === 'params'
  return (value: unknown) => {
    if (isTooDeep(value)) return { error: badInput('请求嵌套过深', 'The request nests too deeply') }
    const nul = placeOfNul(value)
    if (nul !== null) return refusal(httpPart, [{ path: nul, problem: 'nul' }])
    if (httpPart === 'querystring') {
      const unknown = unknownQuery(schema, value)
      if (unknown.length > 0) return refusal(httpPart, unknown.slice(0, 5))
    }
    const read = isAddress ? readWords(schema, value) : value
    const whole = value === undefined || value === null ? value : Value.Default(schema, known(schema, read))
    return check.Check(whole) ? { value: whole } : refusal(httpPart, faultsOf(schema, whole))
  }
}
