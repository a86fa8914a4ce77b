import { readdir, readFile } from 'node:fs/promises'

/** Ticks of /proc a second: what every Linux of today reports, whatever its kernel's own clock. */
const ticksPerSecond = 100

const fieldsOf = async (pid: number): Promise<string[]> =>
  (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')

/** Seconds of processor time that a process has used; only Linux tells. */
export async function processorSeconds(pid: number): Promise<number> {
  const fields = await fieldsOf(pid)
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** The same of a process and its children, those that have ended included where it waited for them. */
export async function familySeconds(pid: number): Promise<number> {
  const own = await fieldsOf(pid)
  let ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(own[at]), 0)
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = await fieldsOf(Number(name)).catch(() => [])
    if (Number(fields[1]) === pid) ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / ticksPerSecond
}

/** MiB of memory that a process holds. */
export const memoryMiB = async (pid: number): Promise<number> =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
