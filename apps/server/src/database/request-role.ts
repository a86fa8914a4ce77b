import { createHmac } from 'node:crypto'
import pg from 'pg'
import { connect, type Connection } from './connect.ts'

/** The database account of requests: it owns nothing and cannot bypass row-level security. */
export const requestRole = 'qinglan_app'

/**
 * The address under which requests connect. The password follows from the owner's, so that every process of an installation
 * knows it and none has to store it; it tells nothing about the owner's.
 */
export function requestUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl)
  url.username = requestRole
  if (url.password) {
    url.password = createHmac('sha256', decodeURIComponent(url.password)).update(requestRole).digest('hex')
  }
  return url.href
}

async function works(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** Refuses an account that could see past the policies: a superuser, one with BYPASSRLS, or an owner of tables. */
async function ensurePowerless(connection: Connection): Promise<void> {
  const { rows } = await connection.pool.query<{ powerful: boolean }>(`
    select rolsuper or rolbypassrls or rolcreaterole or exists (
      select 1 from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(current_user, relowner, 'member')
    ) as powerful from pg_roles where rolname = current_user`)
  if (rows[0]?.powerful === false) return
  await connection.close()
  throw new Error(
    `请求用的数据库账户不得为超级用户、不得绕过行级安全、不得拥有表 / the database account of requests must not be able to bypass row-level security`,
  )
}

/**
 * Connects as the account of requests. `given` is an address of your own for it (QINGLAN_APP_DATABASE_URL), for databases whose
 * accounts only their administrator may change; without it the owner lets `qinglan_app` log in.
 */
export async function connectForRequests(
  ownerUrl: string,
  { given, max }: { given?: string | undefined; max?: number } = {},
): Promise<Connection> {
  const url = given ?? requestUrl(ownerUrl)
  if (!given && !(await works(url))) {
    const password = decodeURIComponent(new URL(url).password)
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    try {
      await owner.query(
        `alter role ${requestRole} login ${password ? `password ${pg.escapeLiteral(password)}` : ''}`,
      )
    } finally {
      await owner.end()
    }
  }
  const connection = connect(url, max === undefined ? {} : { max })
  await ensurePowerless(connection)
  return connection
}
