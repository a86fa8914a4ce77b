/** How much a connection may still send: so many packets a second on average, so many at once. Time is handed in, in ms. */
export class Allowance {
  readonly #packetsPerSecond: number
  readonly #burst: number
  #left: number
  #at: number

  constructor(packetsPerSecond: number, burst: number, now: number) {
    this.#packetsPerSecond = packetsPerSecond
    this.#burst = burst
    this.#left = burst
    this.#at = now
  }

  /** Counts packets that have come; more than was left is a debt. */
  take(packets: number, now: number): void {
    this.#refill(now)
    this.#left -= packets
  }

  /** How long until the debt is paid, whole ms; 0 when there is none. */
  waitMs(now: number): number {
    this.#refill(now)
    return this.#left < 0 ? Math.ceil((-this.#left / this.#packetsPerSecond) * 1000) : 0
  }

  #refill(now: number): void {
    // a clock set back gives nothing and takes nothing
    const elapsed = Math.max(0, now - this.#at)
    this.#at = now
    this.#left = Math.min(this.#burst, this.#left + (elapsed / 1000) * this.#packetsPerSecond)
  }
}
