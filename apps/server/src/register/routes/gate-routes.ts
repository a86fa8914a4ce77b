import {
  CivilDate,
  Facts,
  GateAnswer,
  LimitAnswer,
  ProposedCase,
  RegisterDifference,
} from '@qinglan/contract'
import Type from 'typebox'
import { notFound } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import { LimitLibrary } from '../definitions/limit-library.ts'
import { leaveRegister } from '../entities/save-entity.ts'
import { judgeOn } from '../evaluation/evaluate.ts'
import { missingRegions } from '../evaluation/missing-regions.ts'
import { proposedCases } from '../evaluation/proposed-cases.ts'
import { askGates } from '../gates/ask-gates.ts'
import { registerDifference } from '../lists/register-difference.ts'
import { geometryOf, kindOf, today } from './asked.ts'

const At = Type.Object({ at: Type.Optional(CivilDate) })
const ByKind = Type.Object({ kind: Type.String() })
const tags = ['register']

/** Gates, limits, proposed cases, and registers compared with themselves and with the map of regions. */
export const gateRoutes: RoomRoutes = (app, context) => {
  app.post(
    '/gates/ask',
    {
      schema: {
        tags,
        summary: '准入查询 Is a proposal allowed',
        body: Type.Object({
          kind: Type.String(),
          facts: Facts,
          state: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          geometry: Type.Optional(Type.Unknown({ description: 'GeoJSON geometry' })),
          regionId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          on: Type.Optional(CivilDate),
        }),
        response: { 200: GateAnswer },
      },
      config: { right: 'read' },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { geometry, on, ...proposal } = request.body
        const { verdict, findings } = await askGates(trx, {
          ...proposal,
          on: on ?? today(),
          ...(geometry === undefined ? {} : { geometry: geometryOf(geometry) }),
        })
        return { verdict, findings: findings.map((f) => ({ ...f, cited: { ...f.cited } })) }
      }),
  )

  app.get(
    '/limits/:library',
    {
      schema: {
        tags,
        summary: '限值查询 The limit of a category on a day',
        params: Type.Object({ library: Type.String() }),
        querystring: Type.Object({ of: Type.String(), on: Type.Optional(CivilDate) }),
        response: { 200: LimitAnswer },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { of, on } = request.query
        const limit = (await loadDefinitions(trx)).limits.limitOn(request.params.library, of, on ?? today())
        if (limit === 'no-library')
          throw notFound(`没有限值库“${request.params.library}”`, `No library “${request.params.library}”`)
        return typeof limit === 'string' ? { missing: limit } : limit
      }),
  )

  app.get(
    '/limit-libraries',
    {
      schema: {
        tags,
        summary: '限值库 All libraries of limits, in all editions',
        response: { 200: Type.Array(LimitLibrary) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => [...(await loadDefinitions(trx)).limits.libraries]),
  )

  app.get(
    '/proposed-cases',
    {
      schema: {
        tags,
        summary: '建议立案 Cases that rules propose',
        querystring: At,
        response: { 200: Type.Array(ProposedCase) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { obligations } = await judgeOn(trx, request.query.at ?? today())
        return proposedCases(await loadDefinitions(trx), obligations)
      }),
  )

  app.get(
    '/kinds/:kind/difference',
    {
      schema: {
        tags,
        summary: '名录两日之间的变化 A register on two days',
        params: ByKind,
        querystring: Type.Object({ from: CivilDate, to: CivilDate }),
        response: { 200: RegisterDifference },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { kind } = await kindOf(trx, request.params.kind)
        return registerDifference(trx, kind, request.query.from, request.query.to)
      }),
  )

  app.get(
    '/kinds/:kind/missing-regions',
    {
      schema: {
        tags,
        summary: '尚无登记的地区 Regions without an entity of their own',
        params: ByKind,
        querystring: At,
        response: { 200: Type.Array(Type.String()) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) =>
        missingRegions(trx, await kindOf(trx, request.params.kind), request.query.at ?? today()),
      ),
  )

  app.post(
    '/entities/:id/leave',
    {
      schema: {
        tags,
        summary: '移出名录 Take out of its register',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        body: Type.Object({ on: CivilDate, reason: Type.String({ minLength: 1, maxLength: 500 }) }),
        response: { 200: Type.Object({ left: CivilDate }) },
      },
      config: { right: 'report' },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        await leaveRegister(trx, request.params.id, request.body, principalOf(request).login)
        return { left: request.body.on }
      }),
  )
}
