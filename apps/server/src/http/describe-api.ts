import { ErrorReply } from '@qinglan/contract'
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { TSchema } from 'typebox'
import Type from 'typebox'
import { isApi, rightOfRoute } from '../identity/http/route-rights.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the form of an upload holds beside its file. */
    form?: Readonly<Record<string, TSchema>>
  }
}

/** The file of a form. */
const UploadedFile = Type.String({
  format: 'binary',
  description: '文件,排在其他字段之后 the file, after the other fields',
})

const fileTypes: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  csv: 'text/csv',
  json: 'application/json',
}

/** What a route that declares no answer answers with, by its address: a file, or nothing. */
function answerOf(method: string, url: string): Record<string, unknown> {
  const type = fileTypes[url.split('.').at(-1) ?? '']
  if (!type) return method === 'GET' ? {} : { 204: { description: '已完成 Done', type: 'null' } }
  const schema = { type: 'string', format: 'binary' }
  return { 200: { description: '文件 The file', content: { [type]: { schema } } } }
}

/** `GET /campaigns/{id}/board` as `getCampaignBoard`: the words of the address, without its ids. */
export function operationIdOf(method: string, path: string): string {
  const words = path.replace('/api/v1', '').split(/[/.-]/).filter(Boolean)
  const named = words.flatMap((word, i) => {
    if (!/^[:{]/.test(word)) return [word]
    return i === words.length - 1 ? ['one'] : []
  })
  return method.toLowerCase() + named.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
}

interface Parameter {
  readonly schema?: { readonly default?: unknown }
  required?: boolean
}
interface Body {
  readonly content?: Readonly<
    Record<
      string,
      {
        schema?: {
          properties?: Readonly<Record<string, { default?: unknown }>>
          required?: readonly string[]
        }
      }
    >
  >
}
interface Operation {
  readonly parameters?: Parameter[]
  readonly requestBody?: Body
  operationId?: string
  responses: Record<string, unknown>
}

/** What has a default may be left out. */
function relax({ parameters = [], requestBody }: Operation): void {
  for (const parameter of parameters) if (parameter.schema?.default !== undefined) parameter.required = false
  for (const { schema } of Object.values(requestBody?.content ?? {})) {
    if (!schema?.required) continue
    const required = schema.required.filter((name) => schema.properties?.[name]?.default === undefined)
    if (required.length > 0) schema.required = required
    else delete schema.required
  }
}

const transform: NonNullable<FastifyDynamicSwaggerOptions['transform']> = ({ schema, url, route }) => {
  if (!isApi({ url }) || schema.hide) return { schema, url }
  const config = route.config ?? {}
  const { form } = config as { form?: Record<string, TSchema> }
  const method = [route.method].flat()[0] ?? 'GET'
  const body = form && {
    consumes: ['multipart/form-data'],
    body: Type.Object({ ...form, file: UploadedFile }),
  }
  return {
    url,
    schema: {
      ...schema,
      ...body,
      response: schema.response ?? answerOf(method, url),
      ...(rightOfRoute({ method, url, config }) === 'open' ? { security: [] } : {}),
    },
  }
}

const transformObject: NonNullable<FastifyDynamicSwaggerOptions['transformObject']> = (document) => {
  if (!('openapiObject' in document)) return document.swaggerObject
  const { openapiObject } = document
  for (const [path, operations] of Object.entries(openapiObject.paths ?? {})) {
    for (const [method, found] of Object.entries(operations ?? {})) {
      const operation = found as Operation
      operation.operationId ??= operationIdOf(method, path)
      operation.responses['4XX'] = { $ref: '#/components/responses/Refused' }
      relax(operation)
    }
  }
  return openapiObject
}

/** How the API describes itself (OpenAPI 3.1). */
export const apiDescription: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: { title: '清蓝 Qinglan API', version: '1', description: '污染防治攻坚战:计划、数据、评价、看板' },
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'qinglan',
          description: '登录会话 Session of a signed-in person',
        },
        token: { type: 'http', scheme: 'bearer', description: '接口令牌 API token' },
      },
      responses: {
        Refused: {
          description: '拒绝,附原因 Refused, with the reason',
          content: { 'application/json': { schema: ErrorReply as object } },
        },
      },
    },
  },
  transform,
  transformObject,
}
