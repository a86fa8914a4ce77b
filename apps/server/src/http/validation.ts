import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { badInput } from '../errors.ts'

/** How deep a body may nest; no form of ours comes near it, and what reads it need not fear for its stack. */
const deepest = 32

function isTooDeep(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth >= deepest || Object.values(value).some((inner) => isTooDeep(inner, depth + 1))
}

/** Text that no database holds. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => key.includes('\u0000') || hasNul(inner))
}

/** Leaves out what the schema does not name, so that no handler passes on what nobody looked at. */
function known(schema: TSchema, value: unknown): unknown {
  if (!('properties' in schema) || typeof value !== 'object' || value === null || Array.isArray(value))
    return value
  const names = Object.keys(schema.properties as object)
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)))
}

const refuse = (zh: string, en: string) => ({ error: badInput(zh, en) })

/**
 * Requests are held against their schemas: what is left out takes its default, words of an address are read as the numbers they
 * mean, and a body is taken as it was sent — a null in it stays null — but for names that its schema does not know.
 */
export const validateRequests: FastifySchemaCompiler<TSchema> = (route) => {
  const check = TypeBoxValidatorCompiler(route)
  return (value) => {
    if (value === undefined || value === null) return check(value)
    if (isTooDeep(value)) return refuse('请求嵌套过深', 'The request nests too deeply')
    if (hasNul(value)) return refuse('请求含空字符', 'The request holds a NUL character')
    return check(Value.Default(route.schema, known(route.schema, value)))
  }
}
