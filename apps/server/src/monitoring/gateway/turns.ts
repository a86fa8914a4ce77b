import type { DeviceRegistry } from './device-registry.ts'

/** What is asked of the registry. */
export type Freshness = Pick<DeviceRegistry, 'isFresh' | 'readAhead' | 'refresh'>

/** So long packets are decoded before others are heard. */
const turnMs = 4

/**
 * Does what connections have to do with what they read, in its order, in short turns: when all loggers of a city send in the same second,
 * the database's answers would else wait until the last of them was decoded. What waits, waits as bytes; nothing is done before the
 * registry is fresh.
 */
export class Turns {
  readonly #registry: Freshness
  #waiting: (() => void)[] = []
  /** When the present turn of the event loop has had its share. */
  #until = 0
  #isScheduled = false

  constructor(registry: Freshness) {
    this.#registry = registry
  }

  /** Does a step now, or when its turn comes. @returns whether it is done */
  take(step: () => void): boolean {
    const now = performance.now()
    if (!this.#isScheduled) this.#schedule(now)
    this.#registry.readAhead(Date.now())
    if (this.#waiting.length > 0 || now >= this.#until || !this.#registry.isFresh(Date.now())) {
      this.#waiting.push(step)
      return false
    }
    step()
    return true
  }

  #schedule(now: number): void {
    this.#isScheduled = true
    this.#until = now + turnMs
    setImmediate(() => void this.#goOn())
  }

  async #goOn(): Promise<void> {
    if (this.#waiting.length > 0 && !this.#registry.isFresh(Date.now())) {
      // a reading that fails leaves what was known; a device never seen before is then not answered and comes again
      await this.#registry.refresh(Date.now()).catch(() => undefined)
    }
    const until = performance.now() + turnMs
    let done = 0
    while (done < this.#waiting.length && performance.now() < until) this.#waiting[done++]?.()
    this.#waiting.splice(0, done)
    this.#isScheduled = false
    if (this.#waiting.length > 0) this.#schedule(performance.now())
  }
}
