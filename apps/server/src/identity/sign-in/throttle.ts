import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { QinglanError } from '../../errors.ts'

/** Failures after which a name is locked (GB/T 22239-2019 8.1.4.1 b): 登录失败处理,限制非法登录次数), and for how long. */
export const lockAfter = 5
const lockSeconds = 15 * 60
/** Failures that are forgiven before the delay starts to grow. */
const freeFailures = 2

const keyOf = (login: string) => createHash('sha256').update(login.trim().toLowerCase()).digest()

/** Seconds until the next try is taken, after so many failures in a row. */
export function delaySeconds(failures: number): number {
  if (failures >= lockAfter) return lockSeconds
  return failures <= freeFailures ? 0 : 2 ** (failures - freeFailures)
}

const delays = Array.from({ length: lockAfter }, (_, i) => delaySeconds(i + 1))

/**
 * Counts a try before its password is looked at, so that guesses made at once are counted too; refuses while the name is
 * blocked. The count is by name, whether or not such an account exists, and starts again after a quiet hour.
 */
export async function countTry(db: Db, login: string): Promise<{ failures: number }> {
  const { rows } = await sql<{ failures: number }>`
    insert into login_throttle as t (key, failures, last_failed_at, blocked_until) values (${keyOf(login)}, 1, now(), now())
    on conflict (key) do update set
      failures = case when t.last_failed_at < now() - interval '1 hour' then 1 else least(t.failures + 1, ${lockAfter}) end,
      last_failed_at = now(),
      blocked_until = case when t.last_failed_at < now() - interval '1 hour' then now()
        else now() + make_interval(secs => (${delays}::int[])[least(t.failures + 1, ${lockAfter})]) end
    where t.blocked_until <= now()
    returning failures`.execute(db)
  const counted = rows[0]
  if (counted) return counted
  const blocked = await sql<{ seconds: number }>`
    select greatest(1, ceil(extract(epoch from blocked_until - now())))::int as seconds from login_throttle where key = ${keyOf(login)}`.execute(
    db,
  )
  const seconds = blocked.rows[0]?.seconds ?? 1
  throw new QinglanError(
    'too-many',
    {
      zh: `登录失败次数过多,请 ${seconds} 秒后再试`,
      en: `Too many failed sign-ins; try again in ${seconds} s`,
    },
    { retryAfterSeconds: seconds },
  )
}

/** Takes one counted try back: the password was right and only the second factor is still to come. Earlier failures stay. */
export async function uncountTry(db: Db, login: string): Promise<void> {
  await sql`update login_throttle set failures = greatest(failures - 1, 0), blocked_until = now() where key = ${keyOf(login)}`.execute(
    db,
  )
}

/** Forgets the failures of a name after a sign-in that succeeded. */
export async function clearTries(db: Db, login: string): Promise<void> {
  await sql`delete from login_throttle where key = ${keyOf(login)}`.execute(db)
}
