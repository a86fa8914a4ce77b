import { sql } from 'kysely'
import type { Db } from '../database/connect.ts'
import { mnOf, profileOf, simulatedPassword } from './profiles.ts'

/** Registers the simulated loggers with a site each, in the region given; those already there stay. All is marked as simulated. */
export async function registerLoggers(db: Db, count: number, regionId: string | null): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => index)
  const kinds = numbers.map((n) =>
    profileOf(n).st === '32' ? ['废水排口', 'Waste water'] : ['废气排口', 'Flue gas'],
  )
  await sql`
    insert into sites (code, kind, name_zh, name_en, region_id, simulated)
    select code, 'source-outlet', zh, en, ${regionId}, true
    from unnest(${numbers.map(codeOf)}::text[], ${numbers.map((n) => `模拟${kinds[n]?.[0]}${n + 1}`)}::text[],
      ${numbers.map((n) => `Simulated ${kinds[n]?.[1]} ${n + 1}`)}::text[]) as u (code, zh, en)
    on conflict (code) do nothing`.execute(db)
  await sql`
    insert into devices (mn, site_id, password, registered_by)
    select mn, s.id, ${simulatedPassword}, 'simulator' from unnest(${numbers.map(mnOf)}::text[], ${numbers.map(codeOf)}::text[]) as u (mn, code)
    join sites s using (code) on conflict (mn) do nothing`.execute(db)
  await sql`
    insert into site_limits (site_id, factor, high, source)
    select s.id, factor, high, '模拟许可证 simulated permit' from unnest(${numbers.map(codeOf)}::text[],
      ${numbers.map((n) => profileOf(n).exceeding)}::text[], ${numbers.map((n) => profileOf(n).limit)}::float8[]) as u (code, factor, high)
    join sites s using (code) on conflict (site_id, factor) do nothing`.execute(db)
}

const codeOf = (index: number): string => `SIM${String(index + 1).padStart(5, '0')}`
