import { createHmac } from 'node:crypto'
import pg from 'pg'
import { answers } from './answers.ts'
import { connect, type Connection } from './connect.ts'

/** The account of requests: it owns nothing, and row-level security binds it. */
export const requestRole = 'qinglan_app'
/** The account of background work and of imports: business data, no accounts of people, no audit trail. */
export const workerRole = 'qinglan_worker'
/** The account of signing in: what people prove themselves with, their sessions, and notes in the audit trail. */
export const accountRole = 'qinglan_account'

/** The accounts under which a running server works; the owner of the database migrates, and then rests. */
export const serviceRoles = [requestRole, workerRole, accountRole] as const
/** One of the accounts of `serviceRoles`. */
export type ServiceRole = (typeof serviceRoles)[number]

/**
 * The address under which a service connects. The password follows from the owner's, so that every process of an installation
 * knows it and none has to store it; it tells nothing about the owner's.
 */
export function serviceUrl(ownerUrl: string, role: ServiceRole): string {
  const url = new URL(ownerUrl)
  url.username = role
  if (url.password) {
    url.password = createHmac('sha256', decodeURIComponent(url.password)).update(role).digest('hex')
  }
  return url.href
}

/** Lets an account log in, as its owner. Accounts belong to the whole cluster, where another process may be doing the same. */
async function letIn(role: ServiceRole, ownerUrl: string, url: string, tries = 10): Promise<void> {
  if (await answers(url)) return
  const password = decodeURIComponent(new URL(url).password)
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(`alter role ${role} login ${password ? `password ${pg.escapeLiteral(password)}` : ''}`)
  } catch (error) {
    const isConcurrent = (error as Error).message.includes('tuple concurrently updated')
    if (!isConcurrent || tries <= 1) throw error
    await letIn(role, ownerUrl, url, tries - 1)
  } finally {
    await owner.end()
  }
}

/** Refuses an account that could do more than its tables allow: a superuser, one that makes roles, or an owner of tables. */
async function ensurePowerless(connection: Connection, role: ServiceRole): Promise<void> {
  const { rows } = await connection.pool.query<{ powerful: boolean }>(
    `select rolsuper or rolcreaterole or (rolbypassrls and not $1) or exists (
      select 1 from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(current_user, relowner, 'member')
    ) as powerful from pg_roles where rolname = current_user`,
    [role === workerRole],
  )
  if (rows[0]?.powerful === false) return
  await connection.close()
  throw new Error(
    `数据库账户 ${role} 不得为超级用户、不得绕过行级安全、不得拥有表 / the database account ${role} must own nothing and must not be able to bypass row-level security`,
  )
}

/**
 * Connects as one of the service accounts. `given` is an address of your own for it, for databases whose accounts only their
 * administrator may change; without it the owner lets the account log in.
 */
export async function connectAs(
  role: ServiceRole,
  ownerUrl: string,
  { given, max }: { given?: string | undefined; max?: number } = {},
): Promise<Connection & { readonly url: string }> {
  const url = given ?? serviceUrl(ownerUrl, role)
  if (!given) await letIn(role, ownerUrl, url)
  const connection = connect(url, max === undefined ? {} : { max })
  await ensurePowerless(connection, role)
  return { ...connection, url }
}
