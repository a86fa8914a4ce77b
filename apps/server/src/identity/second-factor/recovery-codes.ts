import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

const count = 10
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567' // 32 letters: five bits each
const letters = 16

/** 80 random bits, in groups that can be copied by hand. */
function newCode(): string {
  const text = Array.from(randomBytes(letters), (byte) => alphabet[byte % alphabet.length]).join('')
  return text.replace(/(.{4})(?!$)/g, '$1-')
}

const plain = (code: string) => code.toLowerCase().replaceAll(/[\s-]/g, '')

const hashOf = (personId: string, code: string) =>
  createHash('sha256')
    .update(`${personId} ${plain(code)}`)
    .digest()

/** Whether what was typed is meant as a recovery code rather than as a code of six digits. */
export const looksLikeRecoveryCode = (code: string): boolean => plain(code).length === letters

/** Makes new codes in place of all former ones; they are returned this once and kept as hashes. */
export async function makeRecoveryCodes(db: Db, personId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  await forgetRecoveryCodes(db, personId)
  await sql`
    insert into recovery_codes (person_id, hash)
    select ${personId}, hash from unnest(${codes.map((code) => hashOf(personId, code))}::bytea[]) as c (hash)`.execute(
    db,
  )
  return codes
}

/** Removes all recovery codes of a person. */
export async function forgetRecoveryCodes(db: Db, personId: string): Promise<void> {
  await sql`delete from recovery_codes where person_id = ${personId}`.execute(db)
}

/** Takes a code that was not used before: then how many are left, else undefined. */
export async function takeRecoveryCode(db: Db, personId: string, code: string): Promise<number | undefined> {
  const { rows } = await sql`
    update recovery_codes set used_at = now()
    where person_id = ${personId} and hash = ${hashOf(personId, code)} and used_at is null returning 1`.execute(
    db,
  )
  return rows.length === 1 ? recoveryCodesLeft(db, personId) : undefined
}

/** How many recovery codes a person has not used. */
export async function recoveryCodesLeft(db: Db, personId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from recovery_codes where person_id = ${personId} and used_at is null`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
