import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import '../tables.ts'
import { hashPassword, verifyPassword } from './password-hash.ts'
import { passwordFault, randomPassword, rememberedPasswords, wasUsed } from './password-rules.ts'

/** Gives an account a random password that must be changed at the first sign-in; returned once. */
export async function giveFirstPassword(db: Db, personId: string): Promise<string> {
  const password = randomPassword()
  const hash = await hashPassword(password)
  await db
    .insertInto('credentials')
    .values({
      person_id: personId,
      password_hash: hash,
      must_change: true,
      totp_secret: null,
      totp_confirmed_at: null,
      totp_last_step: null,
    })
    .onConflict((oc) =>
      oc
        .column('person_id')
        .doUpdateSet({ password_hash: hash, must_change: true, password_changed_at: sql<Date>`now()` }),
    )
    .execute()
  return password
}

/** Asks for the present password again before something that a passer-by at an open screen must not do. */
export async function demandPassword(db: Db, personId: string, password: string): Promise<void> {
  const row = await db
    .selectFrom('credentials')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row?.password_hash && (await verifyPassword(password, row.password_hash))) return
  throw new QinglanError('forbidden', { zh: '当前密码不对', en: 'The present password is not right' })
}

/** Changes a person's own password, by the rules; the present one must be known. */
export async function changePassword(db: Db, personId: string, current: string, next: string): Promise<void> {
  await demandPassword(db, personId, current)
  const row = await db
    .selectFrom('credentials as c')
    .innerJoin('people as p', 'p.id', 'c.person_id')
    .select(['c.password_hash', 'c.former_hashes', 'p.login', 'p.name'])
    .where('c.person_id', '=', personId)
    .executeTakeFirstOrThrow()
  const fault = passwordFault(next, row)
  if (fault) throw badInput(fault.zh, fault.en)
  const former = [...(row.password_hash ? [row.password_hash] : []), ...row.former_hashes].slice(
    0,
    rememberedPasswords,
  )
  if (await wasUsed(next, former)) {
    throw badInput(
      `不得与最近 ${rememberedPasswords} 个密码相同`,
      `Not one of the last ${rememberedPasswords} passwords`,
    )
  }
  await db
    .updateTable('credentials')
    .set({
      password_hash: await hashPassword(next),
      former_hashes: former,
      password_changed_at: sql<Date>`now()`,
      must_change: false,
    })
    .where('person_id', '=', personId)
    .execute()
}
