import { Platform, PlatformIntake, PlatformMappingText } from '@qinglan/contract'
import { sql } from 'kysely'
import Type from 'typebox'
import type { Db } from '../../database/connect.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { principalOf } from '../../identity/http/identity-services.ts'
import { today } from '../routes/asked.ts'
import { listPlatforms, savePlatform } from './list-platforms.ts'
import { platformNamed } from './platform-mapping.ts'
import { takeRecords } from './take-records.ts'
import './tables.ts'

const tags = ['register']
const longestBody = 32 * 1024 * 1024

async function writableSites(db: Db): Promise<ReadonlySet<number> | undefined> {
  const { rows } = await sql<{ everywhere: boolean; ids: number[] }>`
    select rights.everywhere() as everywhere, array(select id from sites where region_id in (select rights.regions())) as ids`.execute(
    db,
  )
  return rows[0]?.everywhere ? undefined : new Set(rows[0]?.ids)
}

/** Records of other platforms (parks), each understood by its mapping: taken in, and what came of them. */
export const platformRoutes: RoomRoutes = (app, context) => {
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'string', bodyLimit: longestBody },
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
        params: Type.Object({ platform: Type.String() }),
        body: Type.Unknown(),
        response: { 200: PlatformIntake },
      },
      config: { right: 'import' },
      bodyLimit: longestBody,
    },
    async (request) => {
      const mapping = await context.inRequest(request, (trx) => platformNamed(trx, request.params.platform))
      const { login } = principalOf(request)
      const writableSiteIds = await context.inRequest(request, writableSites)
      const options = { by: login, on: today(), writableSiteIds }
      return context.db.transaction().execute((trx) => takeRecords(trx, mapping, request.body, options))
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
          firms: row.firms,
          firmsChanged: row.firms_changed,
          problems: [...row.problems],
        }))
      }),
  )
}
