const leastBytes = 1 << 14
/** A buffer that had to hold more than a usual batch is not kept. */
const mostKept = 4 << 20

/** Bytes put one behind the other into a buffer that grows, and is used again after `clear`. */
export class BytePile {
  #buffer = Buffer.allocUnsafe(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What was put in: a view that is good until the next `clear`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  add(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    this.#buffer.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Adds text of ASCII alone. */
  addText(text: string): void {
    this.#makeRoom(text.length)
    this.#length += this.#buffer.write(text, this.#length, 'latin1')
  }

  clear(): void {
    this.#length = 0
    if (this.#buffer.length > mostKept) this.#buffer = Buffer.allocUnsafe(0)
  }

  #makeRoom(bytes: number): void {
    const least = this.#length + bytes
    if (least <= this.#buffer.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(least, this.#buffer.length * 2, leastBytes))
    grown.set(this.bytes)
    this.#buffer = grown
  }
}
