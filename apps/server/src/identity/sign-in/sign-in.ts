import type { Login } from '@qinglan/contract'
import { sql } from 'kysely'
import type { AccessSettings } from '../../access-settings.ts'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'
import { writeAuditNote } from '../audit/audit-note.ts'
import { hashPassword, verifyPassword } from '../password/password-hash.ts'
import type { Origin } from '../principal.ts'
import type { SecretBox } from '../second-factor/secret-box.ts'
import { looksLikeRecoveryCode, takeRecoveryCode } from '../second-factor/recovery-codes.ts'
import { takeCode } from '../second-factor/second-factor.ts'
import { startSession } from '../sessions/sessions.ts'
import { clearTries, countTry, lockAfter, uncountTry } from './throttle.ts'

interface Account {
  readonly id: string
  readonly login: string
  readonly active: boolean
  readonly demo: boolean
  readonly password_hash: string | null
  readonly totp_confirmed_at: Date | null
}

/** What signing in works with. */
export interface SignInTools {
  readonly db: Db
  readonly settings: AccessSettings
  readonly box: () => Promise<SecretBox>
}

// an unknown name costs as much time as a known one
let dummyHash: Promise<string> | undefined

const wrong = () =>
  new QinglanError('not-signed-in', { zh: '账号或密码不对', en: 'The login or the password is not right' })

async function accountOf(db: Db, login: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`
    select p.id, p.login, p.active, p.demo, c.password_hash, c.totp_confirmed_at
    from people p left join credentials c on c.person_id = p.id where lower(p.login) = ${login.trim().toLowerCase()}`.execute(
    db,
  )
  return rows[0]
}

/** The unit a person acts for at first: where they last did, else the first by name. */
export async function firstUnit(db: Db, personId: string): Promise<string | undefined> {
  const { rows } = await sql<{ unit_id: string }>`
    select m.unit_id from memberships m
    left join lateral (select max(created_at) as at from sessions s where s.person_id = m.person_id and s.unit_id = m.unit_id) last on true
    where m.person_id = ${personId} order by last.at desc nulls last, m.unit_id limit 1`.execute(db)
  return rows[0]?.unit_id
}

/** Whether a code of the authenticator, or one of the codes kept for its loss, is right; it is then used up. */
async function takesSecondFactor(
  { db, box }: SignInTools,
  { id, login }: Account,
  code: string,
  origin: Origin,
  now: number,
): Promise<boolean> {
  if (!looksLikeRecoveryCode(code)) return takeCode(db, await box(), id, code, now)
  const left = await takeRecoveryCode(db, id, code)
  if (left === undefined) return false
  const who = { personId: id, actor: login, unitId: null, regionId: null }
  await writeAuditNote(db, { ...who, action: 'recovery-code-used', detail: { left } }, origin)
  return true
}

/**
 * Signs a person in with password and, where the account has one, second factor. Every refusal of a name or password reads the
 * same; failures slow down and then lock the name. All of it is in the audit trail.
 */
export async function signIn(
  tools: SignInTools,
  given: Login,
  origin: Origin & { readonly agent: string },
  now: number,
): Promise<{ token: string; personId: string }> {
  const { db, settings } = tools
  const { failures } = await countTry(db, given.login)
  const account = await accountOf(db, given.login)
  const refuse = async (action: string, error: QinglanError): Promise<never> => {
    const locked = failures >= lockAfter
    const actor = account?.login ?? 'unknown'
    const who = { personId: account?.id ?? null, actor, unitId: null, regionId: null }
    await writeAuditNote(db, { ...who, action, detail: { failures, locked } }, origin)
    throw error
  }

  const usable = account?.active && (settings.mode === 'demo' || !account.demo) ? account.password_hash : null
  dummyHash ??= hashPassword('nobody has this password')
  const right = await verifyPassword(given.password, usable ?? (await dummyHash))
  if (!account || !usable || !right) return refuse('sign-in-failed', wrong())

  if (account.totp_confirmed_at) {
    if (given.code === undefined) {
      await uncountTry(db, given.login)
      const message = { zh: '请输入动态验证码', en: 'Please give the code of your second factor' }
      throw new QinglanError('not-signed-in', message, { secondFactor: true })
    }
    if (!(await takesSecondFactor(tools, account, given.code, origin, now))) {
      const message = { zh: '动态验证码不对', en: 'The code of the second factor is not right' }
      return refuse(
        'second-factor-failed',
        new QinglanError('not-signed-in', message, { secondFactor: true }),
      )
    }
  }
  const unitId = await firstUnit(db, account.id)
  if (!unitId) {
    const message = { zh: '账号尚未分配单位和角色', en: 'The account has no role in any unit yet' }
    return refuse('sign-in-failed', new QinglanError('forbidden', message))
  }
  await clearTries(db, given.login)
  const session = await startSession(db, {
    personId: account.id,
    unitId,
    secondFactor: account.totp_confirmed_at !== null,
    singleSignOn: false,
    address: origin.address,
    agent: origin.agent,
    hours: settings.absoluteHours,
  })
  const who = { personId: account.id, actor: account.login, unitId, regionId: null }
  await writeAuditNote(db, { ...who, action: 'sign-in', key: session.id }, origin)
  return { token: session.token, personId: account.id }
}
