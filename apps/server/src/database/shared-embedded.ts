import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { answers } from './answers.ts'
import { startEmbedded, stopEmbedded, writableFolder, type EmbeddedPostgres } from './embedded.ts'
import { alive } from './instance-lock.ts'

/** Who works on the embedded database of a data folder: its address, and the processes, one entry a use. */
interface Users {
  readonly url: string
  readonly pids: readonly number[]
}

/** A first start and a recovery take less than this. */
const waitAtMostMs = 180_000
const askAgainMs = 50

async function linked(file: string, lock: string): Promise<boolean> {
  try {
    await link(file, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Runs `work` while no other process starts or stops the database of the folder. */
async function alone<T>(dataFolder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dataFolder, 'embedded.lock')
  // linked into its place with its holder in it: there is no moment in which it says nobody's name
  const own = `${lock}.${randomUUID()}`
  await writeFile(own, String(process.pid), { mode: 0o600 })
  try {
    const until = Date.now() + waitAtMostMs
    while (!(await linked(own, lock))) {
      const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
      // a holder that was killed leaves its lock
      if (holder > 0 && !alive(holder)) await rm(lock, { force: true })
      else if (Date.now() > until) {
        throw new Error(
          `数据目录正被另一个清蓝使用:${dataFolder} (pid ${holder}) / the data folder is in use by another Qinglan`,
        )
      } else await setTimeout(askAgainMs)
    }
  } finally {
    await rm(own, { force: true })
  }
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

/**
 * The embedded database of a data folder for one of several processes that use it at once, as two commands beside each other
 * do: the first starts it, the last to stop stops it. Processes that were killed do not count.
 *
 * @throws Error with one sentence when the folder cannot be written or stays in another's hands
 */
export async function shareEmbedded(dataFolder: string): Promise<EmbeddedPostgres> {
  await writableFolder(dataFolder)
  const file = join(dataFolder, 'embedded-users.json')
  const note = (users: Users) => writeFile(file, JSON.stringify(users), { mode: 0o600 })
  const noted = async (): Promise<Users | undefined> => {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text === '') return undefined
    const { url, pids } = JSON.parse(text) as Users
    return { url, pids: pids.filter(alive) }
  }
  const url = await alone(dataFolder, async () => {
    const users = await noted()
    if (users && users.pids.length > 0 && (await answers(users.url))) {
      await note({ ...users, pids: [...users.pids, process.pid] })
      return users.url
    }
    const started = await startEmbedded(dataFolder)
    await note({ url: started.url, pids: [process.pid] })
    return started.url
  })
  const stop = () =>
    alone(dataFolder, async () => {
      const pids = [...((await noted())?.pids ?? [])]
      const own = pids.indexOf(process.pid)
      if (own >= 0) pids.splice(own, 1)
      if (pids.length > 0) return note({ url, pids })
      await rm(file, { force: true })
      return stopEmbedded(dataFolder)
    })
  return { url, stop }
}
