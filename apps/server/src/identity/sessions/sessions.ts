import type { SessionRow } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import '../tables.ts'
import { newSecretToken } from '../tokens/secret-token.ts'

/** What a session begins with. */
export interface NewSession {
  readonly personId: string
  readonly unitId: string
  readonly secondFactor: boolean
  readonly singleSignOn: boolean
  readonly address: string
  readonly agent: string
  readonly hours: number
}

/** Starts a session; the token is returned this once and kept only as a hash. */
export async function startSession(db: Db, wanted: NewSession): Promise<{ token: string; id: string }> {
  const { token, hash } = newSecretToken('qls_')
  const row = await db
    .insertInto('sessions')
    .values({
      token_hash: hash,
      person_id: wanted.personId,
      unit_id: wanted.unitId,
      second_factor: wanted.secondFactor,
      single_sign_on: wanted.singleSignOn,
      address: wanted.address,
      agent: wanted.agent.slice(0, 200),
      expires_at: sql<Date>`now() + make_interval(hours => ${wanted.hours})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { token, id: row.id }
}

/** The living sessions of one person. */
export async function listSessions(
  db: Db,
  personId: string,
  currentId: string | null,
  idleMinutes: number,
): Promise<SessionRow[]> {
  const rows = await db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .select(['s.id', 's.person_id', 'p.login', 's.address', 's.agent', 's.second_factor'])
    .select(['s.created_at', 's.last_seen_at', 's.expires_at'])
    .where('s.person_id', '=', personId)
    .where('s.ended_at', 'is', null)
    .where('s.expires_at', '>', sql<Date>`now()`)
    .where('s.last_seen_at', '>', sql<Date>`now() - make_interval(mins => ${idleMinutes})`)
    .orderBy('s.last_seen_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    personId: row.person_id,
    login: row.login,
    address: row.address,
    agent: row.agent,
    secondFactor: row.second_factor,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }))
}

/**
 * Ends a session of a person.
 *
 * @throws QinglanError `not-found`
 */
export async function endSession(db: Db, personId: string, id: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('没有这个会话', 'No such session')
}

/** Ends all sessions of a person but one: after a new password, or when an account is closed. */
export async function endOtherSessions(db: Db, personId: string, keepId: string | null): Promise<void> {
  let query = db
    .updateTable('sessions')
    .set({ ended_at: sql<Date>`now()` })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
  if (keepId) query = query.where('id', '<>', keepId)
  await query.execute()
}

/** Makes a session act for another of the person's units. */
export async function actForUnit(db: Db, personId: string, sessionId: string, unitId: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('sessions')
    .set({ unit_id: unitId })
    .where('id', '=', sessionId)
    .where('person_id', '=', personId)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('memberships')
          .select('role')
          .where('person_id', '=', personId)
          .where('unit_id', '=', unitId),
      ),
    )
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw notFound('您在该单位没有角色', 'You have no role in that unit')
}
