import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running server tells the command line about itself: its process and how to reach its database. */
export interface RunningInstance {
  readonly pid: number
  readonly databaseUrl: string
  readonly httpUrl: string | null
}

const file = (dataFolder: string) => join(dataFolder, 'running.json')

/** Whether a process of this number runs. */
export const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The server that is running on this data folder, if any; the note of a killed one does not count. */
export async function runningInstance(dataFolder: string): Promise<RunningInstance | undefined> {
  const text = await readFile(file(dataFolder), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const noted = JSON.parse(text) as RunningInstance
  return alive(noted.pid) && noted.pid !== process.pid ? noted : undefined
}

/** Tells the command line that this server runs on the data folder. */
export async function noteInstance(dataFolder: string, instance: RunningInstance): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  await writeFile(file(dataFolder), JSON.stringify(instance), { mode: 0o600 })
}

/** Takes the note of a server back. */
export const forgetInstance = (dataFolder: string): Promise<void> => rm(file(dataFolder), { force: true })
