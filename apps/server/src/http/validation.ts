import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'

/**
 * Requests are held against their schemas: what is left out takes its default, words of an address are read as the numbers they
 * mean, and a body is taken as it was sent — a null in it stays null.
 */
export const validateRequests: FastifySchemaCompiler<TSchema> = (route) => {
  const check = TypeBoxValidatorCompiler(route)
  return (value) => check(value === undefined || value === null ? value : Value.Default(route.schema, value))
}
