import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** The account PostgreSQL runs as. PostgreSQL refuses root, so root lends it another one. */
export interface Account {
  readonly uid: number | undefined
  readonly gid: number | undefined
}

const ids = async (name: string): Promise<Account | undefined> => {
  try {
    const uid = Number((await exec('id', ['-u', name])).stdout)
    const gid = Number((await exec('id', ['-g', name])).stdout)
    return { uid, gid }
  } catch {
    return undefined
  }
}

/** As root: the account `postgres` if the machine has it, else a system account `qinglan-db` made for it. */
export async function databaseAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return { uid: undefined, gid: undefined }
  const existing = (await ids('postgres')) ?? (await ids('qinglan-db'))
  if (existing) return existing
  await exec('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'qinglan-db']).catch(
    () => undefined,
  )
  const made = (await ids('qinglan-db')) ?? (await ids('nobody'))
  if (made) return made
  throw new Error(
    '以 root 运行时需要一个普通账户来运行数据库 / running as root needs another account for the database',
  )
}

/** Runs a program under an account to its end and returns what it printed. */
export function runAs(
  account: Account,
  file: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(account.uid === undefined ? {} : { uid: account.uid }),
      ...(account.gid === undefined ? {} : { gid: account.gid }),
    })
    let output = ''
    child.stdout.on('data', (data: Buffer) => (output += data.toString()))
    child.stderr.on('data', (data: Buffer) => (output += data.toString()))
    child.on('error', reject)
    // `exit`, not `close`: a started PostgreSQL inherits the pipes and keeps them open
    child.on('exit', (code) => {
      child.stdout.destroy()
      child.stderr.destroy()
      resolve({ code: code ?? 1, output })
    })
  })
}
