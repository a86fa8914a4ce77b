import type { ImportMode, ImportProblem, ImportResult } from '@qinglan/contract'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
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
}

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
    })
    .execute()
}

/** The figures of an import. */
export interface ImportFigures {
  readonly rows: number
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
    .set({ ...figures, status, sha256, finished_at: new Date() })
    .where('id', '=', id)
    .execute()
}

function asResult(row: Selectable<ImportsTable>, problems: readonly ImportProblem[]): ImportResult {
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
  const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`没有导入 ${id}`, `no import ${id}`)
  return asResult(row, await importProblems(db, id, shownProblems))
}

/** The newest imports, without their problems. */
export async function listImports(db: Db, limit = 100): Promise<readonly ImportResult[]> {
  const rows = await db.selectFrom('imports').selectAll().orderBy('started_at', 'desc').limit(limit).execute()
  return rows.map((row) => asResult(row, []))
}
