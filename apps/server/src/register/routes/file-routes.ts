import { CivilDate, RegisterImportResult } from '@qinglan/contract'
import { writeXlsx } from 'hucre'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { uploadOf } from '../../http/upload.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { entityFileXlsx } from '../entities/entity-file-xlsx.ts'
import { listEntities } from '../entities/list-entities.ts'
import { gapsXlsx } from '../evaluation/gaps-xlsx.ts'
import { importRegister } from '../files/import-register.ts'
import { readSheet } from '../files/read-sheet.ts'
import { choiceTitle, templateHeading } from '../files/sheet-columns.ts'
import { sheetName, templateXlsx } from '../files/template-xlsx.ts'
import { EntitiesAsked, Lang, demandKnown, kindOf, today } from './asked.ts'

const ByKind = Type.Object({ kind: Type.String() })
const tags = ['register']
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Registers as files: export, template, import, gaps. */
export const registerFileRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/entities.xlsx',
    {
      schema: {
        tags,
        summary: '导出名录 Export a register',
        querystring: Type.Object({ ...EntitiesAsked.properties, lang: Lang }),
      },
      config: { sensitive: true },
    },
    async (request, reply) => {
      const bytes = await context.inRequest(request, async (trx) => {
        const { lang, ...asked } = request.query
        const kind = await demandKnown(trx, asked)
        const { rows } = await listEntities(trx, { ...asked, limit: 1_000_000, offset: 0 })
        const facts = Object.entries(kind.facts)
        const states = new Map((kind.states ?? []).map((s) => [s.key, s.title[lang]]))
        const body = rows.map((r) => {
          const [lon, lat] = pointOf(r.geometry)
          return [
            ...facts.map(([f, schema]) => choiceTitle(schema, r.facts[f] ?? null, lang)),
            ...(kind.states ? [states.get(r.state ?? '') ?? null] : []),
            r.regionId,
            ...(kind.geometry === 'point' ? [lon, lat] : []),
            ...(kind.geometry === 'line' || kind.geometry === 'polygon'
              ? [r.geometry ? JSON.stringify(r.geometry) : null]
              : []),
          ]
        })
        return writeXlsx({
          sheets: [{ name: sheetName(kind.title[lang]), rows: [templateHeading(kind, lang), ...body] }],
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
    {
      schema: {
        tags,
        summary: '导入模板 Import template',
        params: ByKind,
        querystring: Type.Object({ lang: Lang }),
      },
    },
    async (request, reply) => {
      const { lang } = request.query
      const kind = await context.inRequest(request, (trx) => kindOf(trx, request.params.kind))
      const bytes = await templateXlsx(kind, lang)
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
          effectiveOn: Type.Optional(CivilDate),
          allOrNothing: Type.Boolean({ default: true }),
        }),
        response: { 200: RegisterImportResult },
      },
      config: { right: 'report', upload: true, form: {} },
    },
    async (request) => {
      const { fileName, bytes } = await uploadOf(request)
      const sheet = await readSheet(await bytes(), fileName)
      const { effectiveOn, allOrNothing } = request.query
      return context.inRequest(request, async (trx) => {
        const kind = await kindOf(trx, request.params.kind)
        const by = principalOf(request).login
        return importRegister(trx, kind, sheet, { effectiveOn: effectiveOn ?? today(), by, allOrNothing })
      })
    },
  )

  app.get(
    '/entities/:id/file.xlsx',
    {
      schema: {
        tags,
        summary: '导出一园一档、一企一策 Export the file of an entity',
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
        querystring: Type.Object({ at: Type.Optional(CivilDate), lang: Lang }),
      },
      config: { sensitive: true },
    },
    async (request, reply) => {
      const { at, lang } = request.query
      const { bytes, key } = await context.inRequest(request, (trx) =>
        entityFileXlsx(trx, request.params.id, { on: at ?? today(), lang }),
      )
      return reply
        .type(xlsxType)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(key)}.xlsx`)
        .send(Buffer.from(bytes))
    },
  )

  app.get(
    '/gaps.xlsx',
    {
      schema: {
        tags,
        summary: '导出义务缺口 Export duty gaps',
        querystring: Type.Object({
          at: Type.Optional(CivilDate),
          byRegion: Type.Boolean({ default: false }),
          lang: Lang,
        }),
      },
    },
    async (request, reply) => {
      const { at, byRegion, lang } = request.query
      const bytes = await context.inRequest(request, (trx) =>
        gapsXlsx(trx, { on: at ?? today(), byRegion, lang }),
      )
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
