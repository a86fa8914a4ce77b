import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a folder and those above it, one by one: where a file system refuses (`/proc`), a recursive mkdir of Node never ends. */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  const there = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (there?.isDirectory()) return
  if (!there && dirname(folder) !== folder) await makeFolder(dirname(folder), mode)
  await mkdir(folder, { mode })
}
