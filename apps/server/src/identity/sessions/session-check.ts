import type { PersonRole, Right, SessionDuty, TokenScope } from '@qinglan/contract'
import type pg from 'pg'
import type { AccessSettings } from '../../access-settings.ts'
import type { Principal } from '../principal.ts'
import { rightsOf } from '../roles.ts'
import { tokenPrefix } from '../tokens/api-tokens.ts'
import { tokenHash } from '../tokens/secret-token.ts'

/** How long a process may answer from memory, should an announcement of what another process changed be lost on the way. */
const memoryMs = 5_000
const memorySize = 10_000
const touchAfterMs = 60_000

/** The unit whose members administer the installation as a whole. */
export const administrationUnit = 'qinglan'

interface Found {
  readonly id: string
  readonly person_id: string
  readonly login: string
  readonly unit_id: string
  readonly region_id: string | null
  readonly roles: PersonRole[]
  readonly seen_ms: number
  readonly expires_ms: number
  readonly must_change: boolean
  readonly has_second_factor: boolean
  readonly single_sign_on: boolean
  readonly scopes: TokenScope[] | null
}

interface Remembered {
  readonly principal: Principal
  readonly until: number
}

/** Answers who stands behind a session cookie or an API token. */
export interface SessionCheck {
  /** Undefined: the secret is unknown, ended, expired or idle for too long. */
  check(secret: string, now: number, options?: { readonly seen?: boolean }): Promise<Principal | undefined>
  /** Forgets what it remembers of a person, or of everyone, so that what changed holds at once. */
  forget(personId?: string | null): void
}

const selectPerson = `
  p.id as person_id, p.login, u.id as unit_id,
  case when u.id = '${administrationUnit}' then '*' else u.region_id end as region_id,
  array(select m.role from memberships m where m.person_id = p.id and m.unit_id = u.id order by 1) as roles`

// named statements: planning them anew would cost more than running them
const sessionQuery = {
  name: 'qinglan-session',
  text: `
    select s.id, ${selectPerson}, extract(epoch from s.last_seen_at) * 1000 as seen_ms,
      extract(epoch from s.expires_at) * 1000 as expires_ms,
      coalesce(c.must_change or (c.password_hash is not null
        and c.password_changed_at < now() - make_interval(days => $2::int)), false) as must_change,
      c.totp_confirmed_at is not null as has_second_factor, s.single_sign_on, null as scopes
    from sessions s
    join people p on p.id = s.person_id and p.active
    join units u on u.id = s.unit_id
    left join credentials c on c.person_id = p.id
    where s.token_hash = $1 and s.ended_at is null and s.expires_at > now()
      and s.last_seen_at > now() - make_interval(mins => $3::int) and ($4 or not p.demo)`,
}

const tokenQuery = {
  name: 'qinglan-token',
  text: `
    select t.id, ${selectPerson}, coalesce(extract(epoch from t.last_used_at) * 1000, 0) as seen_ms,
      extract(epoch from t.expires_at) * 1000 as expires_ms,
      false as must_change, true as has_second_factor, false as single_sign_on, t.scopes
    from api_tokens t
    join people p on p.id = t.person_id and p.active
    join units u on u.id = t.unit_id
    where t.token_hash = $1 and t.revoked_at is null and t.expires_at > now() and ($2 or not p.demo)`,
}

async function find(
  pool: pg.Pool,
  settings: AccessSettings,
  secret: string,
  hash: Buffer,
): Promise<Found | undefined> {
  const demo = settings.mode === 'demo'
  const { rows } = secret.startsWith(tokenPrefix)
    ? await pool.query<Found>({ ...tokenQuery, values: [hash, demo] })
    : await pool.query<Found>({
        ...sessionQuery,
        values: [hash, settings.passwordMaxDays, settings.idleMinutes, demo],
      })
  return rows[0]
}

function dutyOf(found: Found, settings: AccessSettings): SessionDuty | null {
  // the city's identity provider answers for its own passwords and second factors
  if (found.single_sign_on) return null
  if (found.must_change) return 'change-password'
  const needs = found.roles.some((role) => settings.secondFactorRoles.includes(role))
  return needs && !found.has_second_factor ? 'enrol-second-factor' : null
}

function principalOf(found: Found, settings: AccessSettings): Principal | undefined {
  if (found.roles.length === 0) return undefined
  const duty = dutyOf(found, settings)
  const held = rightsOf(found.roles)
  const scoped: readonly Right[] = found.scopes ? found.scopes.filter((scope) => held.includes(scope)) : held
  return {
    kind: found.scopes ? 'token' : 'session',
    id: found.id,
    personId: found.person_id,
    login: found.login,
    unitId: found.unit_id,
    regionId: found.region_id,
    roles: found.roles,
    rights: duty ? ['self'] : scoped,
    duty,
  }
}

/** Notes that a session or token is in use, at most once a minute. */
async function touch(pool: pg.Pool, { kind, id }: Principal): Promise<void> {
  if (kind === 'token') await pool.query('update api_tokens set last_used_at = now() where id = $1', [id])
  else await pool.query('update sessions set last_seen_at = now() where id = $1', [id])
}

/** Checks sessions, with a short memory so that a request costs no query. */
export function sessionCheck(pool: pg.Pool, settings: AccessSettings): SessionCheck {
  const memory = new Map<string, Remembered>()
  let forgotten = 0
  return {
    async check(secret, now, { seen = true } = {}) {
      const hash = tokenHash(secret)
      const key = hash.toString('base64')
      const known = memory.get(key)
      if (known && known.until > now) return known.principal
      memory.delete(key)
      const edition = forgotten
      const found = await find(pool, settings, secret, hash)
      const principal = found && principalOf(found, settings)
      if (!principal) return undefined
      const isStale = now - found.seen_ms > touchAfterMs
      if (seen && isStale) await touch(pool, principal)
      // what was found may have ended while it was being looked up; and who only listens leaves the noting to the next who does not
      if (edition !== forgotten || (isStale && !seen)) return principal
      if (memory.size >= memorySize) memory.clear()
      memory.set(key, { principal, until: Math.min(now + memoryMs, found.expires_ms) })
      return principal
    },
    forget(personId) {
      forgotten += 1
      if (personId === undefined || personId === null) return memory.clear()
      for (const [key, { principal }] of memory) if (principal.personId === personId) memory.delete(key)
    },
  }
}
