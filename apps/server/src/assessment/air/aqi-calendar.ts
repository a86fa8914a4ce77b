import type { AqiCalendar, CivilDate } from '@qinglan/contract'
import { yearEnd } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import type { DayResult } from './day-result.ts'
import '../../region/tables.ts'
import '../../monitoring/tables.ts'

interface Row {
  readonly date: string
  readonly edition: string
  readonly aqi: number | null
  readonly grade: number | null
  readonly primary: DayResult['primary']
  readonly simulated: boolean
  readonly computedAt: Date
}

async function nameOf(db: Db, kind: 'site' | 'region', id: string): Promise<{ zh: string; en: string }> {
  const row =
    kind === 'region'
      ? await db.selectFrom('regions').select(['name_zh', 'name_en']).where('id', '=', id).executeTakeFirst()
      : /^\d{1,9}$/.test(id)
        ? await db
            .selectFrom('sites')
            .select(['name_zh', 'name_en'])
            .where('id', '=', Number(id))
            .executeTakeFirst()
        : undefined
  if (!row) throw notFound(`没有 ${id}`, `no ${kind} ${id}`)
  return { zh: row.name_zh, en: row.name_en }
}

/** A year of daily indices of a station or a region (HJ 633), to a day where one is given. @throws QinglanError `not-found` */
export async function aqiCalendar(
  db: Db,
  kind: 'site' | 'region',
  id: string,
  { year, at }: { readonly year: number; readonly at?: CivilDate | undefined },
): Promise<AqiCalendar> {
  const name = await nameOf(db, kind, id)
  const end = at !== undefined && at < yearEnd(year) ? at : yearEnd(year)
  const { rows } = await sql<Row>`
    select starts::text as date, edition, (result ->> 'aqi')::integer as aqi, (result ->> 'grade')::integer as grade,
      result -> 'primary' as primary, simulated, computed_at as "computedAt"
    from evaluations
    where subject_kind = ${kind} and subject_id = ${id} and standard = 'HJ 633' and period = 'day'
      and starts between ${`${year}-01-01`} and ${end}
    order by starts`.execute(db)
  const valid = rows.filter((row) => row.aqi !== null)
  const last = rows.at(-1)
  return {
    subject: { kind, id, name },
    year,
    goodDays: valid.filter((row) => (row.aqi ?? 0) <= 100).length,
    validDays: valid.length,
    days: rows.map(({ date, aqi, grade, primary }) => ({ date, aqi, grade, primary: [...primary] })),
    provenance: {
      standard: 'HJ 633',
      edition: last?.edition ?? '2012',
      inputs: rows.length,
      valid: valid.length,
      from: rows[0]?.date ?? null,
      to: last?.date ?? null,
      simulated: rows.some((row) => row.simulated),
      computedAt: new Date(Math.max(0, ...rows.map((row) => row.computedAt.getTime()))).toISOString(),
    },
  }
}
