import { CampaignSummary } from '@qinglan/contract'
import { readPlan } from '@qinglan/plan-reader'
import Type from 'typebox'
import type { RoomRoutes } from '../../http/context.ts'
import { uploadOf } from '../../http/upload.ts'
import { bundledBindings, suggestBinding } from '../plan/bindings.ts'
import { documentText } from '../plan/document/document-text.ts'
import { importReading } from '../plan/import-reading.ts'
import { ReadingToImport } from '../plan/reading.ts'

const NewCampaign = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' }),
  name: Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }),
  regionId: Type.String(),
  year: Type.Optional(Type.Integer({ minimum: 1980, maximum: 2100 })),
  reading: ReadingToImport,
})

/** A reading with its text is several times the size of the document. */
const readingBytes = 32 * 1024 ** 2

/** Plans: read a document, make a campaign from a reading. */
export const planRoutes: RoomRoutes = (app, context) => {
  app.post(
    '/plans/read',
    {
      schema: { summary: '读取计划文件 Read a plan document', response: { 200: Type.Unknown() } },
      config: { form: {} },
    },
    async (request) => {
      const { fileName, bytes } = await uploadOf(request)
      const text = await documentText(await bytes(), fileName)
      const reading = readPlan(text, { file: fileName, withText: true })
      const bindings = await bundledBindings()
      const suggested = reading.targets.flatMap((t) => {
        const binding = suggestBinding(bindings, t)
        return binding === null
          ? []
          : [{ targetId: t.id, indicator: binding.indicator, params: binding.params ?? {} }]
      })
      return { ...reading, bindings: suggested }
    },
  )

  app.post(
    '/campaigns',
    {
      bodyLimit: readingBytes,
      schema: {
        summary: '由计划读取结果新建行动 Make a campaign from a reading',
        body: NewCampaign,
        response: { 201: CampaignSummary },
      },
    },
    async (request, reply) => {
      const bindings = await bundledBindings()
      const campaign = await context.inRequest(request, (trx) => importReading(trx, request.body, bindings))
      return reply.status(201).send(campaign)
    },
  )
}
