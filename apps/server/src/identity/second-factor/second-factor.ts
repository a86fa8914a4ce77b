import type { SecondFactorOffer } from '@qinglan/contract'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import '../tables.ts'
import { forgetRecoveryCodes, makeRecoveryCodes } from './recovery-codes.ts'
import type { SecretBox } from './secret-box.ts'

const period = 30

const totp = (secret: string, login: string) =>
  new TOTP({
    issuer: '清蓝 Qinglan',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })

/** Offers a new secret; it counts only once its first code has come (`confirmSecondFactor`). */
export async function offerSecondFactor(
  db: Db,
  box: SecretBox,
  person: { readonly id: string; readonly login: string },
): Promise<SecondFactorOffer> {
  const secret = new Secret({ size: 20 }).base32
  const { numUpdatedRows } = await db
    .updateTable('credentials')
    .set({ totp_secret: box.seal(secret), totp_last_step: null })
    .where('person_id', '=', person.id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n)
    throw badInput('已有第二因素,请先移除', 'There is a second factor already; remove it first')
  return { secret, uri: totp(secret, person.login).toString() }
}

/** Whether a code (RFC 6238, one step of tolerance each way) is right and was not used before; a right one is used up. */
export async function takeCode(
  db: Db,
  box: SecretBox,
  personId: string,
  code: string,
  now: number,
): Promise<boolean> {
  const row = await db
    .selectFrom('credentials')
    .select('totp_secret')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row?.totp_secret) return false
  const delta = totp(box.open(row.totp_secret), '').validate({ token: code, timestamp: now, window: 1 })
  if (delta === null) return false
  const step = Math.floor(now / 1000 / period) + delta
  const taken = await db
    .updateTable('credentials')
    .set({ totp_last_step: step })
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return taken.numUpdatedRows === 1n
}

/** Takes the first code as proof that the secret arrived, and returns the recovery codes, which are shown this once. */
export async function confirmSecondFactor(
  db: Db,
  box: SecretBox,
  personId: string,
  code: string,
  now: number,
): Promise<string[]> {
  if (!(await takeCode(db, box, personId, code, now))) throw badInput('验证码不对', 'The code is not right')
  await db
    .updateTable('credentials')
    .set({ totp_confirmed_at: sql<Date>`now()` })
    .where('person_id', '=', personId)
    .execute()
  return makeRecoveryCodes(db, personId)
}

/** Removes the second factor of a person. */
export async function removeSecondFactor(db: Db, personId: string): Promise<void> {
  await db
    .updateTable('credentials')
    .set({ totp_secret: null, totp_confirmed_at: null, totp_last_step: null })
    .where('person_id', '=', personId)
    .execute()
  await forgetRecoveryCodes(db, personId)
}

/** Refuses where there is no second factor that codes could stand in for. */
export async function demandSecondFactor(db: Db, personId: string): Promise<void> {
  const row = await db
    .selectFrom('credentials')
    .select('totp_confirmed_at')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!row?.totp_confirmed_at) throw badInput('尚未启用第二因素', 'There is no second factor yet')
}
