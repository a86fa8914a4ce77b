import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App, AppContext } from '../../http/context.ts'
import { answerErrors } from '../../http/request-errors.ts'
import { validateRequests } from '../../http/validation.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { saveGate, saveKind, saveLimits, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveEntity } from '../entities/save-entity.ts'
import '../tables.ts'
import { gateRoutes } from './gate-routes.ts'

const t = (text: string) => ({ zh: text, en: text })
const base = { row: 'S046', edition: '1', validFrom: '2021-01-01' }
const permit: KindDefinition = {
  kind: 'permit',
  title: t('许可'),
  rows: ['S046'],
  key: 'code',
  geometry: 'point',
  facts: { code: { type: 'string', title: t('编号') }, stage: { type: 'number', title: t('阶段') } },
}

let database: TestDatabase
let app: App
beforeAll(async () => {
  database = await testDatabase()
  const { db, pool } = database
  await saveKind(db, permit)
  await saveLimits(
    db,
    { ...base, library: 'stage', title: t('阶段'), unit: '', limits: [{ of: 'a', max: 6 }] },
    'test',
  )
  const when = "facts.stage < limits.max('stage', 'a', date)"
  const clauses = [{ clause: 'c1', title: t('阶段不足'), effect: 'refuse' as const, when }]
  await saveGate(db, { ...base, gate: 'stage', title: t('准入'), kind: 'permit', clauses }, 'test')
  const must = [{ duty: 'stop', type: 'action' as const, title: t('停止') }]
  const raises = { workflow: 'stop', title: t('立案') }
  const rule = { ...base, rule: 'low', title: t('过低'), kind: 'permit', when: 'facts.stage < 6.0' }
  await saveRule(db, { ...rule, must, raises }, 'test')
  const facts = { code: 'P', stage: 5 }
  await saveEntity(db, permit, { facts, effectiveOn: '2021-02-01' }, 'test')
  app = Fastify().withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(validateRequests)
  answerErrors(app)
  const context = {
    db,
    pool,
    inRequest: (_request, work) => db.transaction().execute(work),
  } as Partial<AppContext> as AppContext
  await gateRoutes(app, context)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const get = async (url: string): Promise<unknown> => (await app.inject({ url })).json()

test('a proposal is judged over HTTP, its place on the map included', async () => {
  const ask = async (payload: object): Promise<unknown> =>
    (await app.inject({ method: 'POST', url: '/gates/ask', payload })).json()
  const geometry = { type: 'Point', coordinates: [121, 32] }
  const proposal = { kind: 'permit', on: '2021-07-01', geometry }
  expect(await ask({ ...proposal, facts: { code: 'N', stage: 5 } })).toMatchObject({
    verdict: 'refused',
    findings: [{ clause: 'c1', cited: { stage: 5 } }],
  })
  expect(await ask({ ...proposal, facts: { code: 'N', stage: 6 } })).toEqual({
    verdict: 'allowed',
    findings: [],
  })
  expect(await ask({ ...proposal, kind: 'nothing', facts: {} })).toMatchObject({
    error: { code: 'bad-input' },
  })
})

test('limits, proposed cases and differences are read over HTTP', async () => {
  expect(await get('/limits/stage?of=a&on=2021-01-01')).toMatchObject({ max: 6, edition: '1' })
  expect(await get('/limits/stage?of=a&on=2020-12-31')).toEqual({ missing: 'no-edition' })
  expect(await get('/proposed-cases?at=2021-07-01')).toMatchObject([{ rule: 'low', workflow: 'stop' }])
  expect(await get('/kinds/permit/difference?from=2021-01-31&to=2021-02-01')).toEqual({
    entered: ['P'],
    left: [],
    changed: {},
  })
  expect(await get('/kinds/permit/missing-regions')).toEqual([])
})
