import { RegisterImportResult } from '@qinglan/contract'
import { writeXlsx } from 'hucre'
import Type from 'typebox'
import { badInput } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { listEntities } from '../entities/list-entities.ts'
import { gapsXlsx } from '../evaluation/gaps-xlsx.ts'
import { importRegister } from '../files/import-register.ts'
import { readSheet } from '../files/read-sheet.ts'
import { templateHeading } from '../files/sheet-columns.ts'
import { Day, EntitiesAsked, kindOf, today } from './asked.ts'

const ByKind = Type.Object({ kind: Type.String() })
const tags = ['register']
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Registers as files: export, template, import, gaps. */
export const registerFileRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/entities.xlsx',
    {
      schema: { tags, summary: '导出名录 Export a register', querystring: EntitiesAsked },
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
    '/gaps.xlsx',
    {
      schema: {
        tags,
        summary: '导出义务缺口 Export duty gaps',
        querystring: Type.Object({ at: Type.Optional(Day), byRegion: Type.Boolean({ default: false }) }),
      },
    },
    async (request, reply) => {
      const { at, byRegion } = request.query
      const bytes = await context.inRequest(request, (trx) => gapsXlsx(trx, at ?? today(), byRegion))
      return reply
        .type(xlsxType)
        .header('content-disposition', 'attachment; filename="gaps.xlsx"')
        .send(Buffer.from(bytes))
    },
  )
}

function pointOf(geometry: unknown): [number | null, number | null] {
  const at = geometry as { type?: string; coordinates?: number[] } | null
  return at?.type === 'Point' && at.coordinates
    ? [at.coordinates[0] ?? null, at.coordinates[1] ?? null]
    : [null, null]
}
