import type { PersonRole } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { hashPassword } from '../password/password-hash.ts'
import { roleNames, roles } from '../roles.ts'
import { addPerson } from './people.ts'

/** The one password of all demo accounts: known to everyone, therefore refused outside a demo. */
export const demoPassword = 'Qinglan-demo-2021'

/** The login of the demo account of a role. */
export const demoLogin = (role: PersonRole): string => `demo-${role}`

const levelOf: Readonly<Record<PersonRole, 'city' | 'county' | 'park'>> = {
  'campaign-office': 'city',
  'county-staff': 'county',
  park: 'park',
  department: 'city',
  'monitoring-engineer': 'city',
  inspector: 'county',
  'legal-reviewer': 'city',
  enterprise: 'county',
  auditor: 'city',
  administrator: 'city',
}

/** The topmost region in use, and the first county and park inside it. */
async function demoRegions(db: Db): Promise<Record<'city' | 'county' | 'park', string> | undefined> {
  const { rows } = await sql<{ city: string; county: string | null; park: string | null }>`
    with top as (select coalesce(
      (select region_id from campaigns order by created_at limit 1),
      (select id from regions where kind = 'city' order by id limit 1)) as id)
    select top.id as city,
      (select r.id from regions r join region_closure c on c.descendant = r.id and c.ancestor = top.id where r.kind = 'county' order by r.sort, r.id limit 1) as county,
      (select r.id from regions r join region_closure c on c.descendant = r.id and c.ancestor = top.id where r.kind = 'park' order by r.sort, r.id limit 1) as park
    from top where top.id is not null`.execute(db)
  const found = rows[0]
  if (!found) return undefined
  const county = found.county ?? found.city
  return { city: found.city, county, park: found.park ?? county }
}

/** Makes one account for each role, marked as demo, with the password everyone knows; safe to run again. */
export async function ensureDemoAccounts(db: Db): Promise<readonly { login: string; role: PersonRole }[]> {
  const regions = await demoRegions(db)
  if (!regions) return []
  const hash = await hashPassword(demoPassword)
  const made: { login: string; role: PersonRole }[] = []
  for (const role of roleNames) {
    const login = demoLogin(role)
    made.push({ login, role })
    if (await db.selectFrom('people').select('id').where('login', '=', login).executeTakeFirst()) continue
    const { zh, en } = roles[role].name
    const unitId = `demo-${role}`
    const kind = role === 'enterprise' ? 'enterprise' : role === 'park' ? 'park' : 'other'
    await db
      .insertInto('units')
      .values({
        id: unitId,
        region_id: regions[levelOf[role]],
        kind,
        name_zh: `演示${zh}`,
        name_en: `Demo ${en.toLowerCase()}`,
      })
      .onConflict((oc) => oc.doNothing())
      .execute()
    const person = await addPerson(
      db,
      { login, name: `演示${zh}`, memberships: [{ unitId, role }] },
      { demo: true },
    )
    await db
      .insertInto('credentials')
      .values({
        person_id: person.id,
        password_hash: hash,
        totp_secret: null,
        totp_confirmed_at: null,
        totp_last_step: null,
      })
      .execute()
  }
  return made
}

/** Refuses to go on where an account with a known password could be used against real data. */
export async function refuseDemoAccounts(db: Db): Promise<void> {
  const rows = await db
    .selectFrom('people')
    .select('login')
    .where('demo', '=', true)
    .where('active', '=', true)
    .orderBy('login')
    .execute()
  if (rows.length === 0) return
  const names = rows.map((row) => row.login).join(', ')
  throw new Error(
    `数据库中有密码公开的演示账号:${names}。请先运行 qinglan user close-demo,或以 QINGLAN_ACCESS=demo 启动演示 / ` +
      'accounts of the demo with known passwords are open; run `qinglan user close-demo`, or start a demo with QINGLAN_ACCESS=demo',
  )
}

/** Refuses to open a database of real accounts to visitors. */
export async function refuseRealAccounts(db: Db): Promise<void> {
  const real = await db
    .selectFrom('people')
    .select('login')
    .where('demo', '=', false)
    .where('active', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (!real) return
  throw new Error(
    `数据库中有正式账号(${real.login}),不能作为演示打开;演示请用 QINGLAN_DATA 另设数据目录 / ` +
      'this database has real accounts and is not opened as a demo; give the demo a data folder of its own with QINGLAN_DATA',
  )
}

/** Closes all demo accounts, for good, and ends their sessions. */
export async function closeDemoAccounts(db: Db): Promise<number> {
  const closed = await db
    .updateTable('people')
    .set({ active: false })
    .where('demo', '=', true)
    .where('active', '=', true)
    .returning('id')
    .execute()
  await sql`update sessions set ended_at = now() where ended_at is null and person_id in (select id from people where demo)`.execute(
    db,
  )
  return closed.length
}
