import type { ImportMode, ImportProblem, ImportResult } from '@qinglan/contract'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import type { ImportsTable } from '../tables.ts'
import '../tables.ts'

const shownProblems = 100

/** What is known of an import when it begins. */
export interface ImportStart {
  readonly id: string
  readonly fileName: string
  readonly mapping: string
  readonly mode: ImportMode
  readonly simulated: boolean
  readonly owner: ImportOwner | undefined
}

/** Who took a file in, and for which unit: that unit and the officers of its region see the import. */
export interface ImportOwner {
  readonly personId: string | null
  readonly unitId: string | null
  /** Null for one that takes in for everywhere. */
  readonly regionId: string | null
}

/** Notes that an import has begun. @throws QinglanError `bad-input` when its id is taken */
export async function recordStart(db: Db, start: ImportStart): Promise<void> {
  await db
    .insertInto('imports')
    .values({
      id: start.id,
      file_name: start.fileName,
      sha256: null,
      mapping: start.mapping,
      mode: start.mode,
      status: 'running',
      simulated: start.simulated,
      finished_at: null,
      person_id: start.owner?.personId ?? null,
      unit_id: start.owner?.unitId ?? null,
      region_id: start.owner?.regionId ?? null,
    })
    .execute()
    .catch((error: unknown) => {
      if ((error as { code?: string }).code !== '23505') throw error
      throw badInput(`已有导入 ${start.id}`, `there is an import ${start.id} already`)
    })
}

/** The figures of an import. */
export interface ImportFigures {
  readonly rows: number
  /** Headers and items that say nothing to the platform. */
  readonly unused: readonly string[]
  readonly accepted: number
  readonly rejected: number
  readonly inserted: number
  readonly changed: number
  readonly unchanged: number
}

/** Writes how an import ended; inside the transaction of its data when they are kept. */
export async function recordEnd(
  db: Db,
  id: string,
  status: 'done' | 'refused' | 'failed',
  figures: ImportFigures,
  sha256: string | null,
  problems: readonly ImportProblem[],
): Promise<void> {
  for (let from = 0; from < problems.length; from += 5000) {
    const rows = problems.slice(from, from + 5000).map((problem) => ({
      import_id: id,
      line: problem.line,
      column_name: problem.column,
      value: problem.value.replaceAll('\u0000', ''),
      reason_zh: problem.reason.zh,
      reason_en: problem.reason.en,
    }))
    await db.insertInto('import_problems').values(rows).execute()
  }
  await db
    .updateTable('imports')
    .set({ ...figures, unused: [...figures.unused], status, sha256, finished_at: new Date() })
    .where('id', '=', id)
    .execute()
}

type ImportRow = Selectable<ImportsTable> & {
  readonly unit_zh: string | null
  readonly unit_en: string | null
}

const selectImports = (db: Db) =>
  db
    .selectFrom('imports as i')
    .leftJoin('units as u', 'u.id', 'i.unit_id')
    .selectAll('i')
    .select(['u.name_zh as unit_zh', 'u.name_en as unit_en'])

function asResult(row: ImportRow, problems: readonly ImportProblem[]): ImportResult {
  return {
    id: row.id,
    fileName: row.file_name,
    mapping: row.mapping,
    mode: row.mode,
    status: row.status,
    rows: row.rows,
    accepted: row.accepted,
    rejected: row.rejected,
    inserted: row.inserted,
    changed: row.changed,
    unchanged: row.unchanged,
    simulated: row.simulated,
    unit: row.unit_zh !== null && row.unit_en !== null ? { zh: row.unit_zh, en: row.unit_en } : null,
    unused: row.unused,
    startedAt: row.started_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    problems: [...problems],
  }
}

/** The problems of an import in the order of the file, at most `limit`. */
export async function importProblems(db: Db, id: string, limit: number): Promise<readonly ImportProblem[]> {
  const rows = await db
    .selectFrom('import_problems')
    .selectAll()
    .where('import_id', '=', id)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    line: row.line,
    column: row.column_name,
    value: row.value,
    reason: { zh: row.reason_zh, en: row.reason_en },
  }))
}

/** One import with its first problems. @throws QinglanError `not-found` */
export async function importById(db: Db, id: string): Promise<ImportResult> {
  const row = await selectImports(db).where('i.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`没有导入 ${id}`, `no import ${id}`)
  return asResult(row, await importProblems(db, id, shownProblems))
}

/** The newest imports, without their problems. */
export async function listImports(db: Db, limit = 100): Promise<readonly ImportResult[]> {
  const rows = await selectImports(db).orderBy('i.started_at', 'desc').limit(limit).execute()
  return rows.map((row) => asResult(row, []))
}
