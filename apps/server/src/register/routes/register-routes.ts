import { isDeepStrictEqual } from 'node:util'
import {
  CivilDate,
  EntityDetail,
  EntityFile,
  EntityList,
  Facts,
  GapRow,
  Kind,
  RulePreview,
} from '@qinglan/contract'
import Type from 'typebox'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { loadDefinitions, saveRule } from '../definitions/definition-store.ts'
import { RuleDefinition } from '../definitions/rule.ts'
import { addEvidence } from '../entities/evidence.ts'
import { entityDetail } from '../entities/entity-detail.ts'
import { entityFile } from '../entities/entity-file.ts'
import { listEntities, listKinds } from '../entities/list-entities.ts'
import { saveEntity } from '../entities/save-entity.ts'
import { gapsOn } from '../evaluation/gaps.ts'
import { previewRule } from '../evaluation/preview-rule.ts'

import { EntitiesAsked, demandKnown, geometryOf, kindOf, today } from './asked.ts'

const At = Type.Object({ at: Type.Optional(CivilDate) })
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })
const tags = ['register']

/** Registers, duties, gaps, rules. */
export const registerRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/kinds',
    { schema: { tags, summary: '名录种类 Kinds', response: { 200: Type.Array(Kind) } } },
    (request) => context.inRequest(request, listKinds),
  )

  app.get(
    '/entities',
    {
      schema: { tags, summary: '名录 A register', querystring: EntitiesAsked, response: { 200: EntityList } },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        await demandKnown(trx, request.query)
        return listEntities(trx, request.query)
      }),
  )

  app.get(
    '/entities/:id',
    {
      schema: {
        tags,
        summary: '对象详情 An entity',
        params: ById,
        querystring: At,
        response: { 200: EntityDetail },
      },
    },
    (request) =>
      context.inRequest(request, (trx) => entityDetail(trx, request.params.id, request.query.at ?? today())),
  )

  app.get(
    '/entities/:id/file',
    {
      schema: {
        tags,
        summary: '一园一档、一企一策 The file of an entity',
        params: ById,
        querystring: At,
        response: { 200: EntityFile },
      },
    },
    (request) =>
      context.inRequest(request, (trx) => entityFile(trx, request.params.id, request.query.at ?? today())),
  )

  app.post(
    '/entities',
    {
      schema: {
        tags,
        summary: '登记或修改 Enter or change an entity',
        body: Type.Object({
          kind: Type.String(),
          facts: Facts,
          state: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          regionId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
          geometry: Type.Optional(Type.Unknown({ description: 'GeoJSON geometry; left out: stays' })),
          effectiveOn: CivilDate,
          reason: Type.String({ maxLength: 500, default: '' }),
        }),
        response: {
          200: Type.Object({ id: Type.String(), version: Type.Integer(), outcome: Type.String() }),
        },
      },
      config: { right: 'report' },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { kind, geometry, ...input } = request.body
        const place = geometry === undefined ? {} : { geometry: geometryOf(geometry) }
        return saveEntity(trx, await kindOf(trx, kind), { ...input, ...place }, principalOf(request).login)
      }),
  )

  app.post(
    '/entities/:id/evidence',
    {
      schema: {
        tags,
        summary: '登记佐证 Add evidence',
        params: ById,
        body: Type.Object({
          type: Type.Union([
            Type.Literal('device'),
            Type.Literal('document'),
            Type.Literal('action'),
            Type.Literal('disclosure'),
          ]),
          duty: Type.String(),
          on: CivilDate,
          until: Type.Optional(CivilDate),
          lastDataOn: Type.Optional(CivilDate),
          site: Type.Optional(Type.String({ description: 'code of the site that the device is' })),
          data: Facts,
        }),
        response: { 200: Type.Object({ id: Type.String() }) },
      },
      config: { right: 'report' },
    },
    (request) =>
      context.inRequest(request, async (trx) => ({
        id: await addEvidence(trx, request.params.id, request.body, principalOf(request).login),
      })),
  )

  app.get(
    '/gaps',
    {
      schema: {
        tags,
        summary: '义务缺口 Duty gaps by rule and county',
        querystring: Type.Object({
          at: Type.Optional(CivilDate),
          byRegion: Type.Boolean({ default: false }),
        }),
        response: { 200: Type.Array(GapRow) },
      },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        gapsOn(trx, { on: request.query.at ?? today(), byRegion: request.query.byRegion }),
      ),
  )

  app.get(
    '/rules',
    { schema: { tags, summary: '义务规则 Rules', response: { 200: Type.Array(RuleDefinition) } } },
    (request) =>
      context.inRequest(request, async (trx) => (await loadDefinitions(trx)).rules.map((r) => r.definition)),
  )

  app.post(
    '/rules/preview',
    {
      schema: {
        tags,
        summary: '预览规则 Who would be bound',
        body: RuleDefinition,
        querystring: Type.Object({
          ...At.properties,
          most: Type.Optional(
            Type.Integer({ minimum: 1, description: 'judge at most so many entities, drawn by lot' }),
          ),
        }),
        response: { 200: RulePreview },
      },
      config: { right: 'read' },
    },
    (request, reply) => {
      const { at: on = today(), most } = request.query
      const unwanted = new AbortController()
      reply.raw.once('close', () => unwanted.abort())
      return context.inRequest(request, (trx) =>
        previewRule(trx, request.body, { on, most, unwanted: unwanted.signal }),
      )
    },
  )

  app.put(
    '/rules',
    {
      schema: {
        tags,
        summary: '保存规则 Save an edition of a rule',
        body: RuleDefinition,
        response: { 200: RuleDefinition },
      },
      config: { right: 'plan' },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        await refuseRewriting(trx, request.body)
        await saveRule(trx, request.body, principalOf(request).login)
        return request.body
      }),
  )
}

/** What an edition said stays: a change is an edition of its own. @throws QinglanError `conflict` */
async function refuseRewriting(db: Db, rule: RuleDefinition): Promise<void> {
  const { rules } = await loadDefinitions(db)
  const same = rules.find((r) => r.definition.rule === rule.rule && r.definition.edition === rule.edition)
  if (same && !isDeepStrictEqual(same.definition, rule)) {
    throw new QinglanError('conflict', {
      zh: `规则 ${rule.rule} 的“${rule.edition}”版已存在,修改须另立版本`,
      en: `Edition “${rule.edition}” of rule ${rule.rule} exists; a change needs an edition of its own`,
    })
  }
}
