import type { ApiTokenRow, NewApiToken, NewApiTokenReply } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound, QinglanError } from '../../errors.ts'
import type { Principal } from '../principal.ts'
import '../tables.ts'
import { newSecretToken } from './secret-token.ts'

/** What every token begins with, so that one that leaked is found. */
export const tokenPrefix = 'qlt_'

const columns = [
  'id',
  'name',
  'unit_id',
  'scopes',
  'created_at',
  'expires_at',
  'last_used_at',
  'revoked_at',
] as const

interface Row {
  readonly id: string
  readonly name: string
  readonly unit_id: string
  readonly scopes: ApiTokenRow['scopes']
  readonly created_at: Date
  readonly expires_at: Date
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
}

const rowOf = (row: Row): ApiTokenRow => ({
  id: row.id,
  name: row.name,
  unitId: row.unit_id,
  scopes: row.scopes,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  revokedAt: row.revoked_at?.toISOString() ?? null,
})

/** The tokens of a person, without their secrets. */
export async function listTokens(db: Db, personId: string): Promise<ApiTokenRow[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .select(columns)
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(rowOf)
}

/** Makes a token that acts for the person's present unit, with rights the person has; it ends after `days`. */
export async function makeToken(
  db: Db,
  principal: Principal,
  wanted: NewApiToken,
): Promise<NewApiTokenReply> {
  const lacking = wanted.scopes.filter((scope) => !principal.rights.includes(scope))
  if (lacking.length > 0 || !principal.personId || !principal.unitId) {
    const names = lacking.join(', ')
    throw new QinglanError('forbidden', {
      zh: `不能授予自己没有的权限:${names}`,
      en: `You cannot give away rights you lack: ${names}`,
    })
  }
  const { token, hash } = newSecretToken(tokenPrefix)
  const row = await db
    .insertInto('api_tokens')
    .values({
      token_hash: hash,
      person_id: principal.personId,
      unit_id: principal.unitId,
      name: wanted.name,
      scopes: wanted.scopes,
      expires_at: sql<Date>`now() + make_interval(days => ${wanted.days})`,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  return { token, row: rowOf(row) }
}

/**
 * Ends a token of a person.
 *
 * @throws QinglanError `not-found`
 */
export async function revokeToken(db: Db, personId: string, id: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('api_tokens')
    .set({ revoked_at: sql<Date>`now()` })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('没有这个令牌', 'No such token')
}
