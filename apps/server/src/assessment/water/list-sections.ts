import type { CivilDate, SectionResult, SectionRow } from '@qinglan/contract'
import { lastDayOfMonth } from '@qinglan/periods'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { asSite } from '../../monitoring/sites/list-sites.ts'
import { readStandings } from '../indicators/water-standing.ts'
import type { WaterClassResult } from './section-months.ts'

/** The last civil day that any section has a month for; undefined when there is none. */
export async function lastWaterDay(db: Db): Promise<CivilDate | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    select max(starts)::text as day from evaluations
    where subject_kind = 'site' and standard = 'GB 3838' and period = 'month'`.execute(db)
  const day = rows[0]?.day
  return day ? lastDayOfMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7))) : undefined
}

function asResult(judged: WaterClassResult, from: string, to: string, valid: number): SectionResult {
  return { from, to, class: judged.class, attained: judged.attained, main: [...judged.main], valid }
}

/** 国考、省考、市考、县考: levels of control that every city knows, also where it has no section of them. */
const commonLevels = ['national', 'provincial', 'city', 'county']

/** @throws QinglanError `bad-input` for a level of control that is none */
async function demandLevel(db: Db, level: string | undefined): Promise<void> {
  if (level === undefined) return
  const { rows } = await sql<{ level: string }>`
    select distinct jsonb_array_elements_text(attributes -> 'levels') as level from sites
    where kind = 'water-section' and jsonb_typeof(attributes -> 'levels') = 'array' order by 1`.execute(db)
  const known = [...new Set([...commonLevels, ...rows.map((row) => row.level)])]
  if (known.includes(level)) return
  throw badInput(
    `查询参数 level 为“${level}”,应为其中之一:${known.join('、')}`,
    `Query parameter level is “${level}”; expected one of ${known.join(', ')}`,
  )
}

/** Every section with its class in the month of a day and in the year to that day (GB 3838-2002, 环办[2011]22号). */
export async function listSections(
  db: Db,
  { at, level }: { at: CivilDate; level: string | undefined },
): Promise<SectionRow[]> {
  await demandLevel(db, level)
  const year = Number(at.slice(0, 4))
  const standings = await readStandings(db, { year, at, level, kind: 'water-section' })
  if (standings.length === 0) return []
  const sites = await db
    .selectFrom('sites')
    .selectAll()
    .where(
      'id',
      'in',
      standings.map((standing) => standing.siteId),
    )
    .execute()
  const siteOf = new Map(sites.map((site) => [site.id, site]))
  return standings.flatMap(({ siteId, months }) => {
    const site = siteOf.get(siteId)
    if (!site) return []
    const own = months.find((row) => row.month === Number(at.slice(5, 7)))?.result
    const last = months.at(-1)?.result
    const samples = months.reduce((sum, row) => sum + row.result.samples, 0)
    return [
      {
        site: asSite(site),
        month: own ? asResult(own, `${at.slice(0, 7)}-01`, at, own.samples) : null,
        yearToDate: last ? asResult(last.toDate, `${year}-01-01`, at, samples) : null,
        simulated: site.simulated || months.some((row) => row.simulated),
      },
    ]
  })
}
