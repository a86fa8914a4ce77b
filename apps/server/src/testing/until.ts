import { setTimeout as pause } from 'node:timers/promises'

/** Waits for what must come true sooner or later; a busy machine is given a minute, so that only a wrong result fails. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('waited in vain')
    await pause(20)
  }
}
