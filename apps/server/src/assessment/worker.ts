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
  let stopping = false
  let wake: () => void = () => undefined
  const deaf = context.live.listen((event) => {
    if (event.type === 'observations') wake()
  })
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idleMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async () => {
    while (!stopping) {
      const done = await assessDirty(context.db).catch((error: unknown) => {
        onError(error)
        return 0
      })
      if (done === 0 && !stopping) await rest()
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping = true
      deaf()
      wake()
      await running
    },
  }
}
