import { Logger, type FleetCounts, type LoggerSettings } from './logger.ts'

/** How many loggers play, and how fast. */
export interface FleetOptions {
  readonly host: string
  readonly port: number
  readonly sites: number
  /** Records a second of all loggers together. */
  readonly rate: number
  readonly faults: boolean
  readonly seed: number
  /** Hours of history that each logger sends first. */
  readonly history: number
  readonly timeoutMs?: number
  readonly onAcknowledged?: LoggerSettings['onAcknowledged']
}

/** Loggers at work. */
export interface Fleet {
  readonly counts: FleetCounts & { readonly waiting: number }
  /** No new measurements; waits until all is acknowledged, at most so long. */
  finish(waitMs: number): Promise<void>
  stop(): void
}

const tickMs = 10

/** Starts `sites` loggers that together take `rate` measurements a second, in turn. */
export function startFleet(options: FleetOptions): Fleet {
  const counts: FleetCounts = {
    records: 0,
    sent: 0,
    resent: 0,
    acknowledged: 0,
    exceedances: 0,
    outages: 0,
    broken: 0,
    connectFailures: 0,
    commands: 0,
  }
  const { timeoutMs = 5000, onAcknowledged = () => undefined } = options
  const loggers = Array.from(
    { length: options.sites },
    (_, index) => new Logger(index, { ...options, timeoutMs, counts, onAcknowledged }),
  )
  const started = Date.now()
  if (options.history > 0) for (const logger of loggers) logger.measureHours(options.history, started)
  let measured = 0
  let measuring = true
  const timer = setInterval(() => {
    const now = Date.now()
    const due = measuring ? Math.floor(((now - started) / 1000) * options.rate) : measured
    for (; measured < due; measured++) loggers[measured % loggers.length]?.measure(now)
    for (const logger of loggers) logger.tick(now)
  }, tickMs)
  const waiting = () => loggers.reduce((sum, logger) => sum + logger.waiting, 0)
  return {
    get counts() {
      return { ...counts, waiting: waiting() }
    },
    async finish(waitMs) {
      measuring = false
      const until = Date.now() + waitMs
      while (waiting() > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
    },
    stop() {
      clearInterval(timer)
      for (const logger of loggers) logger.stop()
    },
  }
}
