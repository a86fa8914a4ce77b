import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rightOfRoute, takesUpload } from '../identity/http/route-rights.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'
import { operationIdOf } from './describe-api.ts'
import { describedOperations, type DescribedOperation } from './testing/described-operations.ts'

let it: TestApplication
let operations: DescribedOperation[]
beforeAll(async () => {
  it = await testApplication()
  await it.app.ready()
  operations = describedOperations(it.app)
})
afterAll(() => it?.close())

const named = (wrong: readonly DescribedOperation[]) => wrong.map(({ method, url }) => `${method} ${url}`)
const routeOf = ({ method, url }: DescribedOperation) =>
  it.app.identity.routes.find((route) => route.method === method && route.url === url)

test('the document is OpenAPI 3.1', async () => {
  const found = await new Validator().validate(
    structuredClone<object>(it.app.swagger()) as Record<string, unknown>,
  )
  expect(found.errors ?? []).toEqual([])
  expect(found.valid).toBe(true)
})

test('every route of the API is in the document', () => {
  const described = new Set(named(operations))
  const missing = it.app.identity.routes
    .filter(({ method, url }) => method !== 'HEAD' && !/\/(?:docs|openapi\.json)/.test(url))
    .map(({ method, url }) => `${method} ${url}`)
    .filter((route) => !described.has(route))
  expect(missing).toEqual([])
  expect(operations.length).toBeGreaterThan(100)
})

test('every operation has an id of its own, a title in both languages, a tag, its answers and its refusals', () => {
  const ids = operations.map(({ said }) => said['operationId'])
  expect(ids.filter((id, i) => ids.indexOf(id) !== i || !/^[a-z][A-Za-z0-9]+$/.test(String(id)))).toEqual([])
  const untitled = operations.filter(
    ({ said }) => !/\p{Script=Han}.* .*[A-Za-z]/u.test(String(said['summary'])),
  )
  expect(named(untitled)).toEqual([])
  expect(
    named(operations.filter(({ said }) => !Array.isArray(said['tags']) || said['tags'].length !== 1)),
  ).toEqual([])
  const silent = operations.filter(({ said }) => {
    const responses = said['responses'] as Readonly<
      Record<string, { content?: unknown; description?: string }>
    >
    const good = Object.entries(responses).filter(([status]) => /^[23]/.test(status))
    const refused = JSON.stringify(responses['4XX']) === '{"$ref":"#/components/responses/Refused"}'
    const isTold = good.every(
      ([status, { content }]) => /^(?:204|302)$/.test(status) || content !== undefined,
    )
    return good.length === 0 || !isTold || !refused
  })
  expect(named(silent)).toEqual([])
})

test('what has a default may be left out', () => {
  const asked = operations.flatMap(({ method, url, query, body }) =>
    [query, body].flatMap((node) =>
      (node?.required ?? [])
        .filter(
          (name) => (node?.properties?.[name] as { default?: unknown } | undefined)?.default !== undefined,
        )
        .map((name) => `${method} ${url} ${name}`),
    ),
  )
  expect(asked).toEqual([])
})

test('uploads show their form, and who may do without a session is said', () => {
  for (const operation of operations) {
    const route = routeOf(operation)!
    const content = (
      operation.said['requestBody'] as { content?: Readonly<Record<string, unknown>> } | undefined
    )?.content
    const form = content?.['multipart/form-data'] as
      | { schema: { properties: object; required: string[] } }
      | undefined
    expect(form !== undefined, operation.url).toBe(takesUpload(route))
    if (form) expect(form.schema.required, operation.url).toContain('file')
    const security = operation.said['security']
    expect(security, operation.url).toEqual(rightOfRoute(route) === 'open' ? [] : undefined)
  }
  expect(it.app.swagger()).toMatchObject({
    security: [{ session: [] }, { token: [] }],
    components: { securitySchemes: { session: { in: 'cookie' }, token: { scheme: 'bearer' } } },
  })
})

test('ids of operations are the words of their addresses', () => {
  expect(operationIdOf('GET', '/api/v1/campaigns/{id}/board.xlsx')).toBe('getCampaignsBoardXlsx')
  expect(operationIdOf('GET', '/api/v1/campaigns/{id}')).toBe('getCampaignsOne')
})
