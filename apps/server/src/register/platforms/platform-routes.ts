import { longestDelivery, Platform, PlatformIntake, PlatformMappingText } from '@qinglan/contract'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import Type from 'typebox'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { uploadOf } from '../../http/upload.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { today } from '../routes/asked.ts'
import { documentOfFile, type FileDocument } from './document-of-file.ts'
import { listPlatforms, savePlatform } from './list-platforms.ts'
import { platformNamed, type PlatformMapping } from './platform-mapping.ts'
import { takeRecords } from './take-records.ts'
import './tables.ts'

const tags = ['register']
const ByPlatform = Type.Object({ platform: Type.String() })

const megabytes = longestDelivery / 1024 ** 2
const tooLarge = () =>
  new QinglanError('too-large', {
    zh: `一次最多 ${megabytes} MB;请分成几份`,
    en: `At most ${megabytes} MB at a time; split the file`,
  })

async function writableSites(db: Db): Promise<ReadonlySet<number> | undefined> {
  const { rows } = await sql<{ everywhere: boolean; ids: number[] }>`
    select rights.everywhere() as everywhere, array(select id from sites where region_id in (select rights.regions())) as ids`.execute(
    db,
  )
  return rows[0]?.everywhere ? undefined : new Set(rows[0]?.ids)
}

/** Records of other platforms (parks), each understood by its mapping: taken in, and what came of them. */
export const platformRoutes: RoomRoutes = (app, context) => {
  const take = async (
    request: FastifyRequest,
    mapping: PlatformMapping,
    { document, lines }: FileDocument,
  ) => {
    const writableSiteIds = await context.inRequest(request, writableSites)
    const options = { by: principalOf(request).login, on: today(), writableSiteIds, lines }
    return context.db.transaction().execute((trx) => takeRecords(trx, mapping, document, options))
  }

  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: longestDelivery },
    (_request, body, done) => done(null, body),
  )

  app.get(
    '/platforms',
    { schema: { summary: '其他平台 Other platforms', tags, response: { 200: Type.Array(Platform) } } },
    (request) => context.inRequest(request, listPlatforms),
  )

  app.put(
    '/platforms',
    {
      schema: {
        tags,
        summary: '新增或替换其他平台的映射 Bring the mapping of a platform',
        body: PlatformMappingText,
        response: { 200: Type.Array(Platform) },
      },
      config: { right: 'import' },
    },
    (request) =>
      context.inRequest(request, (trx) => savePlatform(trx, request.body.text, principalOf(request).login)),
  )

  app.post(
    '/platforms/:platform/records',
    {
      schema: {
        tags,
        summary: '接收其他平台的数据 Take records of another platform',
        params: ByPlatform,
        body: Type.Unknown(),
        response: { 200: PlatformIntake },
      },
      config: { right: 'import' },
      bodyLimit: longestDelivery,
    },
    async (request) => {
      const mapping = await context.inRequest(request, (trx) => platformNamed(trx, request.params.platform))
      return take(request, mapping, { document: request.body })
    },
  )

  app.post(
    '/platforms/:platform/file',
    {
      schema: {
        tags,
        summary: '上传其他平台的数据文件 Hand in a file of another platform',
        params: ByPlatform,
        response: { 200: PlatformIntake },
      },
      config: { right: 'import', upload: true, form: {} },
    },
    async (request) => {
      const mapping = await context.inRequest(request, (trx) => platformNamed(trx, request.params.platform))
      const bytes = await (await uploadOf(request)).bytes()
      if (bytes.length > longestDelivery) throw tooLarge()
      return take(request, mapping, await documentOfFile(mapping, bytes))
    },
  )

  app.get(
    '/platform-intakes',
    {
      schema: {
        summary: '其他平台的来数 Deliveries of other platforms',
        tags,
        response: { 200: Type.Array(PlatformIntake) },
      },
    },
    (request) =>
      context.inRequest(request, async (trx) => {
        const rows = await trx
          .selectFrom('platform_intakes')
          .selectAll()
          .orderBy('received_at', 'desc')
          .limit(200)
          .execute()
        return rows.map((row) => ({
          id: row.id,
          platform: row.platform,
          receivedAt: row.received_at.toISOString(),
          receivedBy: row.received_by,
          records: row.records,
          observations: row.observations,
          changed: row.changed,
          added: row.added,
          firms: row.firms,
          firmsChanged: row.firms_changed,
          problems: [...row.problems],
        }))
      }),
  )
}
