/**
 * Remembers which site and time a file has already given, with two 32-bit notes on each, in 16 bytes a place: a million rows take
 * 32 MB, whatever their order.
 */
export class SeenKeys {
  #keys = new Float64Array(1024).fill(-1)
  #first = new Uint32Array(1024)
  #second = new Uint32Array(1024)
  #count = 0

  /** Notes a key; returns the notes of its first appearance, or undefined when it is new. */
  note(key: number, first: number, second: number): readonly [first: number, second: number] | undefined {
    if (this.#count * 2 >= this.#keys.length) this.#grow()
    const place = this.#placeOf(key)
    if (this.#keys[place] === key) return [this.#first[place]!, this.#second[place]!]
    this.#keys[place] = key
    this.#first[place] = first
    this.#second[place] = second
    this.#count += 1
    return undefined
  }

  /** Adds bits to the notes of a key that is there. */
  addBits(key: number, first: number, second: number): void {
    const place = this.#placeOf(key)
    this.#first[place] = this.#first[place]! | first
    this.#second[place] = this.#second[place]! | second
  }

  #placeOf(key: number): number {
    const mask = this.#keys.length - 1
    const high = Math.floor(key / 4_294_967_296)
    let place = (Math.imul(high, 0x9e3779b1) ^ Math.imul(key >>> 0, 0x85ebca6b)) >>> 7
    for (place &= mask; this.#keys[place] !== -1 && this.#keys[place] !== key; place = (place + 1) & mask);
    return place
  }

  #grow(): void {
    const [keys, firsts, seconds] = [this.#keys, this.#first, this.#second]
    this.#keys = new Float64Array(keys.length * 2).fill(-1)
    this.#first = new Uint32Array(keys.length * 2)
    this.#second = new Uint32Array(keys.length * 2)
    for (let index = 0; index < keys.length; index++) {
      if (keys[index] === -1) continue
      const place = this.#placeOf(keys[index]!)
      this.#keys[place] = keys[index]!
      this.#first[place] = firsts[index]!
      this.#second[place] = seconds[index]!
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
