import { ImportMapping, ImportMode, ImportResult } from '@qinglan/contract'
import type { MultipartFile } from '@fastify/multipart'
import { sql } from 'kysely'
import Type from 'typebox'
import { Value } from 'typebox/value'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import type { RoomRoutes } from '../../http/context.ts'
import type { Principal } from '../../identity/principal.ts'
import { importCsv } from '../import/import-csv.ts'
import { importById, importProblems, listImports, type ImportOwner } from '../import/import-records.ts'
import { problemsCsv } from '../import/problems-csv.ts'
import { describeMapping } from '../mappings/describe-mapping.ts'
import { bundledMappings } from '../mappings/load-mappings.ts'

const ById = Type.Object({ id: Type.String({ format: 'uuid' }) })

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

/** A field of the form; fields stand before the file. */
function field(file: MultipartFile, name: string): string {
  const part = file.fields[name]
  const one = Array.isArray(part) ? part[0] : part
  return one?.type === 'field' && typeof one.value === 'string' ? one.value : ''
}

function readMode(text: string): ImportMode {
  const mode = text === '' ? 'all-or-nothing' : text
  if (!Value.Check(ImportMode, mode)) throw badInput(`没有导入方式 ${text}`, `no import mode ${text}`)
  return mode
}

/** An id that the sender chose, to tell its progress from that of others. */
function readId(text: string): string | undefined {
  if (text === '') return undefined
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text
  throw badInput(`id 应为小写 UUID,实为 ${text}`, `the id is a UUID in small letters, not ${text}`)
}

/** Imports of files of measurements: started, listed, and what was wrong with them. */
export const importRoutes: RoomRoutes = (app, context) => {
  app.get('/import-mappings', { schema: { response: { 200: Type.Array(ImportMapping) } } }, async () =>
    (await bundledMappings()).map(describeMapping),
  )

  app.post(
    '/imports',
    {
      schema: { consumes: ['multipart/form-data'], response: { 200: ImportResult } },
      config: { right: 'import', upload: true },
    },
    async (request) => {
      const file = await request.file()
      if (!file) throw badInput('请选择一个文件', 'choose a file')
      const writableSiteIds = await context.inRequest(request, writableSites)
      const result = await importCsv(context.pool, context.db, file.file, {
        fileName: file.filename,
        mapping: field(file, 'mapping') || undefined,
        mode: readMode(field(file, 'mode')),
        simulated: field(file, 'simulated') === 'true',
        newSites:
          field(file, 'newSites') === 'true' ? { regionId: field(file, 'region') || undefined } : undefined,
        id: readId(field(file, 'id')),
        writableSiteIds,
        owner: ownerOf(request.principal),
        refuseWhen: () =>
          file.file.truncated
            ? new QinglanError('too-large', { zh: '文件过大', en: 'the file is too large' })
            : undefined,
      })
      return result
    },
  )

  app.get('/imports', { schema: { response: { 200: Type.Array(ImportResult) } } }, (request) =>
    context.inRequest(request, async (trx) => [...(await listImports(trx))]),
  )

  app.get('/imports/:id', { schema: { params: ById, response: { 200: ImportResult } } }, (request) =>
    context.inRequest(request, (trx) => importById(trx, request.params.id)),
  )

  app.get('/imports/:id/problems.csv', { schema: { params: ById } }, async (request, reply) => {
    const { id } = request.params
    const problems = await context.inRequest(request, async (trx) => {
      await importById(trx, id)
      return importProblems(trx, id, 100_000)
    })
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="problems-${id}.csv"`)
    return reply.send(problemsCsv(problems))
  })
}
