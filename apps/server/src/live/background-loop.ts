import { setTimeout } from 'node:timers/promises'
import type { LiveEvent } from '@qinglan/contract'
import type { LiveHub } from './live-hub.ts'

/** A loop in the background; `stop` lets the batch at hand finish. */
export interface BackgroundLoop {
  stop(): Promise<void>
}

interface Looped {
  /** Does a batch; while there was something to do, the next follows at once. */
  readonly work: () => Promise<boolean>
  /** Is an announcement of any process a reason to look at once? */
  readonly wakes: (event: LiveEvent) => boolean
  /** Otherwise it is looked again after so long, in case an announcement was missed. */
  readonly idleMs: number
  readonly onError: (error: unknown) => void
}

/** Works in batches whenever there is something to do, until it is stopped. */
export function runInBackground(live: LiveHub, { work, wakes, idleMs, onError }: Looped): BackgroundLoop {
  const stopping = new AbortController()
  let wake = new AbortController()
  const deaf = live.listen((event) => {
    if (wakes(event)) wake.abort()
  })
  const loop = async () => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const did = await work().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (did) continue
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
