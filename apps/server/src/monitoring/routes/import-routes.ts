import { ImportMapping, ImportMode, ImportResult } from '@qinglan/contract'
import { sql } from 'kysely'
import Type from 'typebox'
import { Value } from 'typebox/value'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import { uploadOf } from '../../http/upload.ts'
import type { Principal } from '../../identity/principal.ts'
import { importCsv } from '../import/import-csv.ts'
import { importById, importProblems, listImports, type ImportOwner } from '../import/import-records.ts'
import { problemsCsv } from '../import/problems-csv.ts'
import { describeMapping } from '../mappings/describe-mapping.ts'
import { bundledMappings } from '../mappings/load-mappings.ts'

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

const FormOfImport = {
  mapping: Type.Optional(
    Type.String({ description: '映射名称,空缺则自动识别 a mapping; left out: recognised by the heading' }),
  ),
  mode: Type.Optional(ImportMode),
  simulated: Type.Optional(Type.Boolean()),
  newSites: Type.Optional(Type.Boolean({ description: '登记新点位 enter sites that are not known' })),
  region: Type.Optional(Type.String({ description: '新点位的区划 region of new sites' })),
  id: Type.Optional(Type.String({ format: 'uuid' })),
}

/** The sites that who asks may write to; undefined for an officer of the topmost region, who may write to all and create some. */
async function writableSites(db: Db): Promise<ReadonlySet<number> | undefined> {
  const { rows } = await sql<{ everywhere: boolean; ids: number[] }>`
    select rights.everywhere() as everywhere, array(select id from sites where region_id in (select rights.regions())) as ids`.execute(
    db,
  )
  return rows[0]?.everywhere ? undefined : new Set(rows[0]?.ids)
}

const ownerOf = (principal: Principal | undefined): ImportOwner => ({
  personId: principal?.personId ?? null,
  unitId: principal?.unitId ?? null,
  regionId: principal?.regionId === '*' ? null : (principal?.regionId ?? null),
})

function readMode(text: string | undefined): ImportMode {
  const mode = text ?? 'all-or-nothing'
  if (!Value.Check(ImportMode, mode)) throw badInput(`没有导入方式 ${mode}`, `no import mode ${mode}`)
  return mode
}

/** An id that the sender chose, to tell its progress from that of others. */
function readId(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw badInput(`id 应为小写 UUID,实为 ${text}`, `the id is a UUID in small letters, not ${text}`)
}

/** Imports of files of measurements: started, listed, and what was wrong with them. */
export const importRoutes: RoomRoutes = (app, context) => {
  app.get(
    '/import-mappings',
    {
      schema: { summary: '导入映射 Mappings of import files', response: { 200: Type.Array(ImportMapping) } },
    },
    async () => (await bundledMappings()).map(describeMapping),
  )

  app.post(
    '/imports',
    {
      schema: { summary: '导入监测数据 Import measurements', response: { 200: ImportResult } },
      config: { right: 'import', upload: true, form: FormOfImport },
    },
    async (request) => {
      const { fileName, file, field, cutOff } = await uploadOf(request, { streamed: true })
      const writableSiteIds = await context.inRequest(request, writableSites)
      const result = await importCsv(context.pool, context.db, file, {
        fileName,
        mapping: field('mapping'),
        mode: readMode(field('mode')),
        simulated: field('simulated') === 'true',
        newSites: field('newSites') === 'true' ? { regionId: field('region') } : undefined,
        id: readId(field('id')),
        writableSiteIds,
        owner: ownerOf(request.principal),
        refuseWhen: cutOff,
      })
      return result
    },
  )

  app.get(
    '/imports',
    { schema: { summary: '导入记录 Imports', response: { 200: Type.Array(ImportResult) } } },
    (request) => context.inRequest(request, async (trx) => [...(await listImports(trx))]),
  )

  app.get(
    '/imports/:id',
    { schema: { summary: '导入详情 An import', params: ById, response: { 200: ImportResult } } },
    (request) => context.inRequest(request, (trx) => importById(trx, request.params.id)),
  )

  app.get(
    '/imports/:id/problems.csv',
    { schema: { summary: '导出导入问题 Problems of an import', params: ById } },
    async (request, reply) => {
      const { id } = request.params
      const problems = await context.inRequest(request, async (trx) => {
        await importById(trx, id)
        return importProblems(trx, id, 100_000)
      })
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="problems-${id}.csv"`)
      return reply.send(problemsCsv(problems))
    },
  )
}
