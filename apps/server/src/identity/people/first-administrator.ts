import type { Db } from '../../database/connect.ts'
import { giveFirstPassword } from '../password/passwords.ts'
import { administrationUnit } from '../sessions/session-check.ts'
import { addPerson } from './people.ts'

const login = 'admin'

/** Makes sure that the unit exists whose members administer the installation as a whole. */
async function ensureAdministrationUnit(db: Db): Promise<void> {
  await db
    .insertInto('units')
    .values({
      id: administrationUnit,
      region_id: null,
      kind: 'other',
      name_zh: '清蓝系统管理',
      name_en: 'Qinglan administration',
    })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** On the first start of all, makes the administrator; the random password is returned this once, else undefined. */
export async function ensureFirstAdministrator(
  db: Db,
): Promise<{ login: string; password: string } | undefined> {
  const someone = await db
    .selectFrom('people')
    .select('id')
    .where('demo', '=', false)
    .limit(1)
    .executeTakeFirst()
  if (someone) return undefined
  await ensureAdministrationUnit(db)
  const person = await addPerson(db, {
    login,
    name: '系统管理员',
    memberships: [{ unitId: administrationUnit, role: 'administrator' }],
  })
  return { login, password: await giveFirstPassword(db, person.id) }
}
