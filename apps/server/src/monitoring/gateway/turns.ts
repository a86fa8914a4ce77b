import type { DeviceRegistry } from './device-registry.ts'
import type { PacketWriter } from './packet-writer.ts'

/** What is asked of the registry and the writer. */
export type Freshness = Pick<DeviceRegistry, 'isFresh' | 'readAhead' | 'refresh'>
export type Room = Pick<PacketWriter, 'behind' | 'onResume'>

/** So long packets are decoded before others are heard. */
const turnMs = 4

/**
 * Does what connections have to do with what they read, in its order, in short turns: when all loggers of a city send in the same second,
 * the database's answers would else wait until the last of them was decoded. Nothing is done before the registry is fresh, nor while the
 * writer is behind. What waits, waits as bytes: decoded, it would take many times as much memory.
 */
export class Turns {
  readonly #registry: Freshness
  readonly #writer: Room
  #waiting: (() => void)[] = []
  /** When the present turn of the event loop has had its share. */
  #until = 0
  #isScheduled = false

  constructor(registry: Freshness, writer: Room) {
    this.#registry = registry
    this.#writer = writer
  }

  /** Does a step now, or when its turn comes. @returns whether it is done */
  take(step: () => void): boolean {
    const [now, at] = [Date.now(), performance.now()]
    if (!this.#isScheduled) this.#schedule(at)
    this.#registry.readAhead(now)
    const mustWait = this.#waiting.length > 0 || at >= this.#until || this.#writer.behind
    if (mustWait || !this.#registry.isFresh(now)) {
      this.#waiting.push(step)
      return false
    }
    step()
    return true
  }

  #schedule(at: number): void {
    this.#isScheduled = true
    this.#until = at + turnMs
    setImmediate(() => void this.#goOn())
  }

  async #goOn(): Promise<void> {
    if (this.#waiting.length > 0) {
      if (this.#writer.behind) await new Promise<void>((resolve) => this.#writer.onResume(resolve))
      // a reading that fails leaves what was known; a device never seen before is then not answered and comes again
      if (!this.#registry.isFresh(Date.now())) await this.#registry.refresh(Date.now()).catch(() => undefined)
    }
    const until = performance.now() + turnMs
    let done = 0
    while (done < this.#waiting.length && performance.now() < until && !this.#writer.behind)
      this.#waiting[done++]?.()
    this.#waiting.splice(0, done)
    this.#isScheduled = false
    if (this.#waiting.length > 0) this.#schedule(performance.now())
  }
}
