/** How people sign in, read once from the environment. */
export interface AccessSettings {
  /** `login`: every request needs a signed-in person. `demo`: a visitor reads like a campaign office, and demo accounts work. */
  readonly mode: 'login' | 'demo'
  /** The address under which browsers reach the server, e.g. https://qinglan.example.gov.cn; makes cookies secure when https. */
  readonly publicUrl: URL | undefined
  readonly idleMinutes: number
  readonly absoluteHours: number
  readonly passwordMaxDays: number
  /** Roles that must have a second factor before they may do anything. */
  readonly secondFactorRoles: readonly string[]
  readonly requestsPerMinute: number
  readonly signInsPerMinute: number
  /** Addresses or networks of reverse proxies whose forwarded addresses are believed. */
  readonly trustedProxies: readonly string[]
  /** 64 hexadecimal digits that seal second factors; without it a key is made in the data folder. */
  readonly secretKey: string | undefined
  /** An address for the database account of requests, where the owner may not let it log in. */
  readonly appDatabaseUrl: string | undefined
  /** The same for the accounts of background work and of signing in. */
  readonly workerDatabaseUrl: string | undefined
  readonly accountDatabaseUrl: string | undefined
  readonly singleSignOn: SingleSignOnSettings | undefined
  /** Hours between two checks of the audit trail; 0: none. */
  readonly auditCheckHours: number
  /** Who shows it may read /metrics; without it that address does not exist. */
  readonly metricsToken: string | undefined
  /** A port of its own for /metrics, open to whoever reaches it. */
  readonly metricsListener: { readonly host: string; readonly port: number } | undefined
}

/** The OpenID Connect provider of a city, from `QINGLAN_OIDC_*`. */
export interface SingleSignOnSettings {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string | undefined
  /** The claim that names the person as people.single_sign_on does. */
  readonly claim: string
}

function whole(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const value = Number(text)
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new Error(
    `${name} 应为 ${min} 到 ${max} 的整数,实为 “${text}” / must be a whole number in that range`,
  )
}

function urlOf(env: NodeJS.ProcessEnv, name: string): URL | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`${name} 应为 http(s) 网址,实为 “${text}” / must be an http(s) address`)
  }
  return new URL(text)
}

function singleSignOn(env: NodeJS.ProcessEnv): SingleSignOnSettings | undefined {
  const issuer = urlOf(env, 'QINGLAN_OIDC_ISSUER')
  if (!issuer) return undefined
  const clientId = env['QINGLAN_OIDC_CLIENT_ID']
  if (!clientId)
    throw new Error(
      '设了 QINGLAN_OIDC_ISSUER 就要设 QINGLAN_OIDC_CLIENT_ID / the issuer needs a client id beside it',
    )
  return {
    issuer,
    clientId,
    clientSecret: env['QINGLAN_OIDC_CLIENT_SECRET'] || undefined,
    claim: env['QINGLAN_OIDC_CLAIM'] || 'sub',
  }
}

const list = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,]+/).filter((part) => part !== '')

/**
 * Reads who may come in from the environment.
 *
 * @throws Error with one sentence for a setting that cannot be understood
 */
export function readAccessSettings(env: NodeJS.ProcessEnv): AccessSettings {
  const mode = env['QINGLAN_ACCESS'] || 'login'
  if (mode !== 'login' && mode !== 'demo') {
    throw new Error(`QINGLAN_ACCESS 应为 login 或 demo,实为 “${mode}” / must be login or demo`)
  }
  const secretKey = env['QINGLAN_SECRET_KEY'] || undefined
  if (secretKey !== undefined && !/^[0-9a-f]{64}$/i.test(secretKey)) {
    throw new Error('QINGLAN_SECRET_KEY 应为 64 位十六进制数 / must be 64 hexadecimal digits')
  }
  const metricsToken = env['QINGLAN_METRICS_TOKEN'] || undefined
  if (metricsToken !== undefined && metricsToken.length < 20) {
    throw new Error('QINGLAN_METRICS_TOKEN 至少 20 个字符 / must have 20 characters or more')
  }
  return {
    mode,
    publicUrl: urlOf(env, 'QINGLAN_PUBLIC_URL'),
    idleMinutes: whole(env, 'QINGLAN_IDLE_MINUTES', 30, 1, 24 * 60),
    absoluteHours: whole(env, 'QINGLAN_SESSION_HOURS', 12, 1, 24 * 7),
    passwordMaxDays: whole(env, 'QINGLAN_PASSWORD_DAYS', 90, 1, 3650),
    secondFactorRoles: list(
      env['QINGLAN_SECOND_FACTOR_ROLES'] ?? (mode === 'login' ? 'administrator,auditor' : ''),
    ),
    requestsPerMinute: whole(env, 'QINGLAN_REQUESTS_PER_MINUTE', 6000, 10, 1_000_000),
    signInsPerMinute: whole(env, 'QINGLAN_SIGN_INS_PER_MINUTE', 30, 1, 1_000_000),
    trustedProxies: list(env['QINGLAN_TRUSTED_PROXIES']),
    secretKey,
    appDatabaseUrl: env['QINGLAN_APP_DATABASE_URL'] || undefined,
    workerDatabaseUrl: env['QINGLAN_WORKER_DATABASE_URL'] || undefined,
    accountDatabaseUrl: env['QINGLAN_ACCOUNT_DATABASE_URL'] || undefined,
    singleSignOn: singleSignOn(env),
    auditCheckHours: whole(env, 'QINGLAN_AUDIT_CHECK_HOURS', 24, 0, 24 * 366),
    metricsToken,
    metricsListener: env['QINGLAN_METRICS_PORT']
      ? {
          host: env['QINGLAN_METRICS_HOST'] || '127.0.0.1',
          port: whole(env, 'QINGLAN_METRICS_PORT', 0, 0, 65_535),
        }
      : undefined,
  }
}
