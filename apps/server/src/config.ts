import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
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
  /** How people sign in; absent: the defaults, which require it. */
  readonly access?: AccessSettings
}

const isRoot = () => process.getuid?.() === 0

/** The embedded database may not run as root, so root's data must lie where another account may write. */
export function defaultDataFolder(): string {
  if (isRoot()) return '/var/lib/qinglan'
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'qinglan')
}

/** Paths on the command line are meant from where the person stands, not from the repository that npm changes to. */
export const callerPath = (path: string): string => resolve(process.env['QINGLAN_CWD'] ?? process.cwd(), path)

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env['QINGLAN_PORT'] ?? 8640)
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`QINGLAN_PORT 应为 0 到 65535 的整数,实为 “${env['QINGLAN_PORT']}” / must be a port number`)
  }
  const shared = env['QINGLAN_SHARED_DATA']
  return {
    host: env['QINGLAN_HOST'] ?? '127.0.0.1',
    port,
    databaseUrl: env['DATABASE_URL'] || undefined,
    dataFolder: callerPath(env['QINGLAN_DATA'] ?? defaultDataFolder()),
    sharedData: shared ? callerPath(shared) : undefined,
    logLevel: env['QINGLAN_LOG_LEVEL'] ?? 'info',
    access: readAccessSettings(env),
  }
}
