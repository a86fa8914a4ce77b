import { sql } from 'kysely'
import type { AccessSettings } from '../../access-settings.ts'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import { writeAuditNote } from '../audit/audit-note.ts'
import type { Origin } from '../principal.ts'
import { startSession } from '../sessions/sessions.ts'
import { firstUnit } from '../sign-in/sign-in.ts'

/** Starts a session for the person whom the provider named. Accounts are made by an administrator, never by signing in. */
export async function signInByProvider(
  db: Db,
  settings: AccessSettings,
  name: string,
  origin: Origin & { readonly agent: string },
): Promise<{ token: string }> {
  const { rows } = await sql<{ id: string; login: string }>`
    select id, login from people where single_sign_on = ${name} and active and not demo`.execute(db)
  const person = rows[0]
  const unitId = person && (await firstUnit(db, person.id))
  if (!person || !unitId) {
    const who = {
      personId: person?.id ?? null,
      actor: person?.login ?? 'unknown',
      unitId: null,
      regionId: null,
    }
    await writeAuditNote(db, { ...who, action: 'sign-in-failed', detail: { singleSignOn: name } }, origin)
    throw new QinglanError('forbidden', {
      zh: '您在清蓝没有账号,请联系系统管理员',
      en: 'You have no account here; please ask the administrator',
    })
  }
  const session = await startSession(db, {
    personId: person.id,
    unitId,
    secondFactor: false,
    singleSignOn: true,
    address: origin.address,
    agent: origin.agent,
    hours: settings.absoluteHours,
  })
  const who = { personId: person.id, actor: person.login, unitId, regionId: null }
  await writeAuditNote(
    db,
    { ...who, action: 'sign-in', key: session.id, detail: { singleSignOn: true } },
    origin,
  )
  return { token: session.token }
}
