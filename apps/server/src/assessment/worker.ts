import { setTimeout } from 'node:timers/promises'
import type { AppContext } from '../http/context.ts'
import { assessDirty } from './assess-dirty.ts'

const idleMs = 5000

/** A loop in the background; `stop` lets the batch at hand finish. */
export interface AssessmentWorker {
  stop(): Promise<void>
}

/**
 * Keeps assessments up to date: at once when data are announced by any process, and every few seconds in case an announcement
 * was missed.
 */
export function runAssessmentWorker(
  context: Pick<AppContext, 'db' | 'live'>,
  onError: (error: unknown) => void = () => undefined,
): AssessmentWorker {
  const stopping = new AbortController()
  let wake = new AbortController()
  const deaf = context.live.listen((event) => {
    if (event.type === 'observations') wake.abort()
  })
  const loop = async () => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const done = await assessDirty(context.db).catch((error: unknown) => {
        onError(error)
        return 0
      })
      if (done > 0) continue
      const signal = AbortSignal.any([wake.signal, stopping.signal])
      // being woken is what the signal is for
      await setTimeout(idleMs, undefined, { signal }).catch(() => undefined)
    }
  }
  const running = loop()
  return {
    async stop() {
      deaf()
      stopping.abort()
      await running
    },
  }
}
