import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import './tables.ts'

/** An evaluation about to be stored; `computed_at` is the moment of storing. */
export interface NewEvaluation {
  readonly subjectKind: 'site' | 'region'
  readonly subjectId: string
  readonly standard: string
  readonly edition: string
  readonly period: 'day' | 'month' | 'year'
  /** First civil day of the period. */
  readonly starts: string
  readonly result: Readonly<Record<string, unknown>>
  readonly inputs: number
  readonly valid: number
  readonly simulated: boolean
}

/** Stores evaluations over those that were there, in one statement. */
export async function storeEvaluations(db: Db, rows: readonly NewEvaluation[]): Promise<void> {
  if (rows.length === 0) return
  const json = JSON.stringify(
    rows.map((row) => ({
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      standard: row.standard,
      edition: row.edition,
      period: row.period,
      starts: row.starts,
      result: row.result,
      inputs: row.inputs,
      valid: row.valid,
      simulated: row.simulated,
    })),
  )
  await sql`
    insert into evaluations (subject_kind, subject_id, standard, edition, period, starts, result, inputs, valid, simulated)
    select subject_kind, subject_id, standard, edition, period, starts, result, inputs, valid, simulated
    from jsonb_to_recordset(${json}::jsonb) as r (subject_kind text, subject_id text, standard text, edition text, period text, starts date,
      result jsonb, inputs integer, valid integer, simulated boolean)
    on conflict (subject_kind, subject_id, standard, edition, period, starts) do update set
      result = excluded.result, inputs = excluded.inputs, valid = excluded.valid, simulated = excluded.simulated, computed_at = now()`.execute(
    db,
  )
}

/** Removes evaluations whose data are gone. */
export async function removeEvaluations(
  db: Db,
  standard: string,
  period: 'day' | 'month',
  subjects: readonly {
    readonly subjectKind: 'site' | 'region'
    readonly subjectId: string
    readonly starts: string
  }[],
): Promise<void> {
  if (subjects.length === 0) return
  await sql`
    delete from evaluations e
    using jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as r ("subjectKind" text, "subjectId" text, starts date)
    where e.subject_kind = r."subjectKind" and e.subject_id = r."subjectId" and e.starts = r.starts
      and e.standard = ${standard} and e.period = ${period}`.execute(db)
}
