import {
  EntityDetail,
  EntityList,
  Facts,
  GapRow,
  Kind,
  ListBatch,
  RegisterImportResult,
  RulePreview,
} from '@qinglan/contract'
import { civilDateOf } from '@qinglan/periods'
import { writeXlsx } from 'hucre'
import Type from 'typebox'
import { badInput, notFound } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { loadDefinitions, saveRule } from '../definitions/definition-store.ts'
import { RuleDefinition } from '../definitions/rule.ts'
import { addEvidence } from '../entities/evidence.ts'
import { entityDetail, listEntities, listKinds } from '../entities/list-entities.ts'
import { saveEntity } from '../entities/save-entity.ts'
import { judgeOn } from '../evaluation/evaluate.ts'
import { gapsOf } from '../evaluation/gaps.ts'
import { previewRule } from '../evaluation/preview-rule.ts'
import { importRegister } from '../files/import-register.ts'
import { templateHeading } from '../files/sheet-columns.ts'
import { readSheet } from '../files/read-sheet.ts'
import { listDifference, publishList } from '../lists/publish-list.ts'
import type { Db } from '../../database/connect.ts'
import type { KindDefinition } from '../definitions/kind.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const At = Type.Object({ at: Type.Optional(Day) })
const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })
const ByKind = Type.Object({ kind: Type.String() })
const today = () => civilDateOf(Date.now())
const tags = ['register']
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const kindOf = async (db: Db, name: string): Promise<KindDefinition> => {
  const kind = (await loadDefinitions(db)).kinds.get(name)
  if (!kind) throw notFound(`没有种类“${name}”`, `No kind “${name}”`)
  return kind
}

/** Registers, duties, gaps, lists. */
export const registerRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/kinds',
    { schema: { tags, summary: '名录种类 Kinds', response: { 200: Type.Array(Kind) } } },
    (request) => context.inRequest(request, listKinds),
  )

  const query = Type.Object({
    kind: Type.String(),
    regionId: Type.Optional(Type.String()),
    state: Type.Optional(Type.String()),
    text: Type.Optional(Type.String({ maxLength: 100 })),
    status: Type.Optional(Type.Union([Type.Literal('late'), Type.Literal('open')])),
    order: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Integer({ minimum: 1, maximum: 1000, default: 100 }),
    offset: Type.Integer({ minimum: 0, default: 0 }),
  })
  app.get(
    '/entities',
    { schema: { tags, summary: '名录 A register', querystring: query, response: { 200: EntityList } } },
    (request) => context.inRequest(request, (trx) => listEntities(trx, request.query)),
  )

  app.get(
    '/entities.xlsx',
    {
      schema: { tags, summary: '导出名录 Export a register', querystring: query },
      config: { sensitive: true },
    },
    async (request, reply) => {
      const bytes = await context.inRequest(request, async (trx) => {
        const kind = await kindOf(trx, request.query.kind)
        const { rows } = await listEntities(trx, { ...request.query, limit: 1_000_000, offset: 0 })
        const facts = Object.keys(kind.facts)
        const states = new Map((kind.states ?? []).map((s) => [s.key, s.title.zh]))
        const body = rows.map((r) => {
          const [lon, lat] = pointOf(r.geometry)
          return [
            ...facts.map((f) => r.facts[f] ?? null),
            ...(kind.states ? [states.get(r.state ?? '') ?? null] : []),
            r.regionId,
            ...(kind.geometry === 'point' ? [lon, lat] : []),
          ]
        })
        return writeXlsx({
          sheets: [{ name: kind.title.zh.slice(0, 31), rows: [templateHeading(kind), ...body] }],
        })
      })
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="${request.query.kind}.xlsx"`)
        .send(Buffer.from(bytes))
    },
  )

  app.get(
    '/kinds/:kind/template.xlsx',
    { schema: { tags, summary: '导入模板 Import template', params: ByKind } },
    async (request, reply) => {
      const kind = await context.inRequest(request, (trx) => kindOf(trx, request.params.kind))
      const bytes = await writeXlsx({
        sheets: [{ name: kind.title.zh.slice(0, 31), rows: [templateHeading(kind)] }],
      })
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename="${kind.kind}-template.xlsx"`)
        .send(Buffer.from(bytes))
    },
  )

  app.post(
    '/kinds/:kind/import',
    {
      schema: {
        tags,
        summary: '导入名录 Import a register (xlsx, csv)',
        params: ByKind,
        querystring: Type.Object({
          effectiveOn: Type.Optional(Day),
          allOrNothing: Type.Boolean({ default: true }),
        }),
        response: { 200: RegisterImportResult },
      },
      config: { right: 'report', upload: true },
    },
    async (request) => {
      const file = await request.file({ limits: { fileSize: 50 * 1024 ** 2 } })
      if (!file) throw badInput('请选择文件', 'Choose a file')
      const sheet = await readSheet(await file.toBuffer(), file.filename)
      const { effectiveOn, allOrNothing } = request.query
      return context.inRequest(request, async (trx) => {
        const kind = await kindOf(trx, request.params.kind)
        const by = principalOf(request).login
        return importRegister(trx, kind, sheet, { effectiveOn: effectiveOn ?? today(), by, allOrNothing })
      })
    },
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
          effectiveOn: Day,
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
        const { kind, ...input } = request.body
        return saveEntity(trx, await kindOf(trx, kind), input, principalOf(request).login)
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
          on: Day,
          until: Type.Optional(Day),
          lastDataOn: Type.Optional(Day),
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
        querystring: Type.Object({ at: Type.Optional(Day), byRegion: Type.Boolean({ default: false }) }),
        response: { 200: Type.Array(GapRow) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const { entities, obligations } = await judgeOn(trx, request.query.at ?? today())
        return gapsOf(await loadDefinitions(trx), entities, obligations, request.query.byRegion)
      }),
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
        querystring: At,
        response: { 200: RulePreview },
      },
      config: { right: 'read' },
    },
    (request) =>
      context.inRequest(request, (trx) => previewRule(trx, request.body, request.query.at ?? today())),
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
        await saveRule(trx, request.body, principalOf(request).login)
        return request.body
      }),
  )

  app.get(
    '/lists',
    { schema: { tags, summary: '已公布名录 Published lists', response: { 200: Type.Array(ListBatch) } } },
    (request) =>
      context.inRequest(request, async (trx) => {
        const batches = await trx
          .selectFrom('list_batches')
          .selectAll()
          .orderBy('list')
          .orderBy('batch')
          .execute()
        return batches.map((b) => ({
          list: b.list,
          batch: b.batch,
          title: b.title,
          publishedOn: b.published_on,
          sha256: b.sha256,
          entries: b.snapshot.length,
        }))
      }),
  )

  app.get(
    '/lists/:list/difference',
    {
      schema: {
        tags,
        summary: '两日之间的增减 Difference between two days',
        params: Type.Object({ list: Type.String() }),
        querystring: Type.Object({ from: Day, to: Day }),
        response: {
          200: Type.Object({ entered: Type.Array(Type.String()), left: Type.Array(Type.String()) }),
        },
      },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        listDifference(trx, request.params.list, request.query.from, request.query.to),
      ),
  )

  app.post(
    '/lists/:list/batches',
    {
      schema: {
        tags,
        summary: '公布新批次 Publish a batch',
        params: Type.Object({ list: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }) }),
        body: Type.Object({
          title: Type.String({ minLength: 1, maxLength: 200 }),
          publishedOn: Day,
          entityIds: Type.Array(Type.String({ format: 'uuid' }), { minItems: 1 }),
          publicFacts: Type.Array(Type.String()),
          reason: Type.String({ default: '' }),
        }),
        response: { 200: Type.Object({ batch: Type.Integer(), sha256: Type.String() }) },
      },
      config: { right: 'publish' },
    },
    (request) =>
      context.inRequest(request, (trx) =>
        publishList(trx, { list: request.params.list, ...request.body }, principalOf(request).login),
      ),
  )
}

function pointOf(geometry: unknown): [number | null, number | null] {
  const at = geometry as { type?: string; coordinates?: number[] } | null
  return at?.type === 'Point' && at.coordinates
    ? [at.coordinates[0] ?? null, at.coordinates[1] ?? null]
    : [null, null]
}
