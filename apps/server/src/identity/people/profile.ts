import type { ProfileChange, WhoAmI } from '@qinglan/contract'
import type { AccessSettings } from '../../access-settings.ts'
import type { Db } from '../../database/connect.ts'
import type { Principal } from '../principal.ts'
import { recoveryCodesLeft } from '../second-factor/recovery-codes.ts'
import '../tables.ts'
import { membershipsOf } from './people.ts'

/** Tells a browser who it acts as; without a principal, that it must sign in. */
export async function whoAmI(
  db: Db,
  settings: AccessSettings,
  principal: Principal | undefined,
): Promise<WhoAmI> {
  const common = { demo: settings.mode === 'demo', singleSignOn: settings.singleSignOn !== undefined }
  if (!principal?.personId) {
    const visitor = {
      roles: [...(principal?.roles ?? [])],
      rights: [...(principal?.rights ?? [])],
      memberships: [],
      duty: null,
    }
    return { ...common, ...visitor, signedIn: false, person: null, unit: null }
  }
  const person = await db
    .selectFrom('people as p')
    .leftJoin('credentials as c', 'c.person_id', 'p.id')
    .select(['p.id', 'p.login', 'p.name', 'p.language', 'c.totp_confirmed_at'])
    .where('p.id', '=', principal.personId)
    .executeTakeFirstOrThrow()
  const unit = await db
    .selectFrom('units')
    .select(['id', 'name_zh', 'name_en', 'region_id'])
    .where('id', '=', principal.unitId ?? '')
    .executeTakeFirst()
  const memberships = (await membershipsOf(db, [person.id])).get(person.id) ?? []
  return {
    ...common,
    signedIn: true,
    person: {
      id: person.id,
      login: person.login,
      name: person.name,
      language: person.language,
      secondFactor: person.totp_confirmed_at !== null,
      recoveryCodes: await recoveryCodesLeft(db, person.id),
    },
    unit: unit
      ? { id: unit.id, name: { zh: unit.name_zh, en: unit.name_en }, regionId: unit.region_id }
      : null,
    roles: [...principal.roles],
    rights: [...principal.rights],
    memberships,
    duty: principal.duty,
  }
}

/** Stores what a person may change of their own. */
export async function changeProfile(db: Db, personId: string, change: ProfileChange): Promise<void> {
  await db.updateTable('people').set({ language: change.language }).where('id', '=', personId).execute()
}
