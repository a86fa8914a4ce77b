import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { badInput } from './errors.ts'
import { readAccessSettings, type AccessSettings } from './access-settings.ts'

/** Where the server keeps its things and how it is reached. Read once from the environment, passed on as a value. */
export interface Config {
  readonly host: string
  readonly port: number
  /** A PostgreSQL of yours (15 and later); absent: the server runs its own in `dataFolder`. */
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
  /** Optional folder of real measurements that the demo and the tests may use instead of simulated ones. */
  readonly sharedData: string | undefined
  readonly logLevel: string
  /** The largest file that is read whole, in MB; files that are read as they come may be 20 times as large. */
  readonly uploadMegabytes?: number
  /** How people sign in; absent: the defaults, which require it. */
  readonly access?: AccessSettings
  /** Where data loggers are listened to; absent: not in this process. */
  readonly gateway?: GatewaySettings
}

/** Where the gateway of HJ 212 listens. */
export interface GatewaySettings {
  readonly host: string
  readonly port: number
  /** TLS beside it: port and files. */
  readonly tls?: { readonly port: number; readonly certFile: string; readonly keyFile: string }
  /** How long packets are kept as they came. */
  readonly rawDays: number
  /** How long is kept what loggers tell beside measurements. */
  readonly reportDays: number
}

const isRoot = () => process.getuid?.() === 0

/** The embedded database may not run as root, so root's data must lie where another account may write. */
export function defaultDataFolder(): string {
  if (isRoot()) return '/var/lib/qinglan'
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'qinglan')
}

/** Paths on the command line are meant from where the person stands, not from the repository that npm changes to. */
export const callerPath = (path: string): string => resolve(process.env['QINGLAN_CWD'] ?? process.cwd(), path)

/** A hundred years: more would be a slip of the pen. */
const mostDays = 36_500

function readPort(env: NodeJS.ProcessEnv, name: string): number | undefined {
  if (!env[name]) return undefined
  const port = Number(env[name])
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new Error(`${name} 应为 0 到 65535 的整数,实为 “${env[name]}” / must be a port number`)
}

function readDays(env: NodeJS.ProcessEnv, name: string, usual: number): number {
  const days = Number(env[name] || usual)
  if (days > 0 && days <= mostDays) return days
  throw new Error(
    `${name} 应为天数(大于 0,不超过 ${mostDays}),实为“${env[name]}” / must be a number of days above 0 and at most ${mostDays}`,
  )
}

/** The gateway's settings: QINGLAN_GATEWAY_PORT and _HOST, _TLS_PORT with _TLS_CERT and _TLS_KEY, _RAW_DAYS, _REPORT_DAYS. */
export function readGatewaySettings(env: NodeJS.ProcessEnv, usualPort?: number): GatewaySettings | undefined {
  const port = readPort(env, 'QINGLAN_GATEWAY_PORT') ?? usualPort
  if (port === undefined) return undefined
  const tlsPort = readPort(env, 'QINGLAN_GATEWAY_TLS_PORT')
  const [certFile, keyFile] = [env['QINGLAN_GATEWAY_TLS_CERT'], env['QINGLAN_GATEWAY_TLS_KEY']]
  if (tlsPort !== undefined && !(certFile && keyFile)) {
    throw new Error(
      'TLS 需要 QINGLAN_GATEWAY_TLS_CERT 和 QINGLAN_GATEWAY_TLS_KEY / TLS needs a certificate and a key file',
    )
  }
  return {
    host: env['QINGLAN_GATEWAY_HOST'] ?? '127.0.0.1',
    port,
    ...(tlsPort !== undefined && certFile && keyFile
      ? { tls: { port: tlsPort, certFile: callerPath(certFile), keyFile: callerPath(keyFile) } }
      : {}),
    rawDays: readDays(env, 'QINGLAN_GATEWAY_RAW_DAYS', 400),
    reportDays: readDays(env, 'QINGLAN_GATEWAY_REPORT_DAYS', 400),
  }
}

function readDatabaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['DATABASE_URL']
  if (!url) return undefined
  if (URL.canParse(url) && /^postgres(?:ql)?:$/.test(new URL(url).protocol)) return url
  throw badInput(
    'DATABASE_URL 应为 postgres://用户:密码@主机:端口/库名',
    'DATABASE_URL is postgres://user:password@host:port/name',
  )
}

function readSharedData(env: NodeJS.ProcessEnv): string | undefined {
  const folder = env['QINGLAN_SHARED_DATA']
  if (!folder) return undefined
  const path = callerPath(folder)
  if (existsSync(path)) return path
  throw badInput(`QINGLAN_SHARED_DATA 指定的目录不存在:${path}`, 'QINGLAN_SHARED_DATA names no folder')
}

function readUploadMegabytes(env: NodeJS.ProcessEnv): number | undefined {
  const text = env['QINGLAN_UPLOAD_MB']
  if (!text) return undefined
  const megabytes = Number(text)
  if (megabytes > 0 && megabytes <= 2000) return megabytes
  throw badInput(
    `QINGLAN_UPLOAD_MB 应为大于 0、不超过 2000 的数,实为“${text}”`,
    `QINGLAN_UPLOAD_MB is a number above 0 and at most 2000, not “${text}”`,
  )
}

/**
 * Reads the settings of the environment.
 *
 * @throws Error with one sentence for one that cannot be understood
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = readPort(env, 'QINGLAN_PORT') ?? 8640
  const gateway = readGatewaySettings(env)
  const uploadMegabytes = readUploadMegabytes(env)
  return {
    host: env['QINGLAN_HOST'] ?? '127.0.0.1',
    port,
    databaseUrl: readDatabaseUrl(env),
    dataFolder: callerPath(env['QINGLAN_DATA'] || defaultDataFolder()),
    sharedData: readSharedData(env),
    logLevel: env['QINGLAN_LOG_LEVEL'] ?? 'info',
    access: readAccessSettings(env),
    ...(gateway ? { gateway } : {}),
    ...(uploadMegabytes === undefined ? {} : { uploadMegabytes }),
  }
}
