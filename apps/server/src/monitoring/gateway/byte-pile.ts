const leastBytes = 1 << 14
/** A buffer that had to hold more than a usual batch is not kept. */
const mostKept = 4 << 20

/** Bytes put one behind the other into a buffer that grows, and is used again after `clear`. */
export class BytePile {
  #buffer: Buffer = Buffer.alloc(0)
  #view: DataView = new DataView(new ArrayBuffer(0))
  #length = 0

  get length(): number {
    return this.#length
  }

  /** What was put in: a view that is good until the next `clear`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  /** The same, to read and write numbers in; good until something is added. */
  get view(): DataView {
    return this.#view
  }

  add(bytes: Uint8Array): void {
    const start = this.room(bytes.length)
    this.#buffer.set(bytes, start)
  }

  /** Adds text of ASCII alone. */
  addText(text: string): void {
    const start = this.room(text.length)
    this.#buffer.write(text, start, 'latin1')
  }

  /** Adds bytes that the caller is to write through `view`. @returns where they begin */
  room(bytes: number): number {
    const start = this.#length
    this.#length += bytes
    if (this.#length > this.#buffer.length) this.#grow(start)
    return start
  }

  clear(): void {
    this.#length = 0
    if (this.#buffer.length > mostKept) this.#take(Buffer.allocUnsafe(0))
  }

  #grow(filled: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(this.#length, this.#buffer.length * 2, leastBytes))
    grown.set(this.#buffer.subarray(0, filled))
    this.#take(grown)
  }

  #take(buffer: Buffer): void {
    this.#buffer = buffer
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
  }
}
