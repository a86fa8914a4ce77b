/**
 * Remembers which site and time a file has already given, on which line and with what content, in 16 bytes a place: a million rows
 * take 32 MB, whatever their order.
 */
export class SeenKeys {
  #keys = new Float64Array(1024).fill(-1)
  #lines = new Uint32Array(1024)
  #hashes = new Uint32Array(1024)
  #count = 0

  /** Notes a key; returns the line and content hash of its first appearance, or undefined when it is new. */
  note(
    key: number,
    line: number,
    hash: number,
  ): { readonly line: number; readonly hash: number } | undefined {
    if (this.#count * 2 >= this.#keys.length) this.#grow()
    const place = this.#placeOf(key)
    if (this.#keys[place] === key) return { line: this.#lines[place]!, hash: this.#hashes[place]! }
    this.#keys[place] = key
    this.#lines[place] = line
    this.#hashes[place] = hash >>> 0
    this.#count += 1
    return undefined
  }

  #placeOf(key: number): number {
    const mask = this.#keys.length - 1
    const high = Math.floor(key / 4_294_967_296)
    let place = (Math.imul(high, 0x9e3779b1) ^ Math.imul(key >>> 0, 0x85ebca6b)) >>> 7
    for (place &= mask; this.#keys[place] !== -1 && this.#keys[place] !== key; place = (place + 1) & mask);
    return place
  }

  #grow(): void {
    const [keys, lines, hashes] = [this.#keys, this.#lines, this.#hashes]
    this.#keys = new Float64Array(keys.length * 2).fill(-1)
    this.#lines = new Uint32Array(keys.length * 2)
    this.#hashes = new Uint32Array(keys.length * 2)
    for (let index = 0; index < keys.length; index++) {
      if (keys[index] === -1) continue
      const place = this.#placeOf(keys[index]!)
      this.#keys[place] = keys[index]!
      this.#lines[place] = lines[index]!
      this.#hashes[place] = hashes[index]!
    }
  }
}

/** A 32-bit FNV-1a hash of a text. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}
