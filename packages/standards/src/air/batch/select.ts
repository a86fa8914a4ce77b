/**
 * Puts the value of rank `rank` (from 0) at its sorted place in `values[0 … count)`, smaller ones before it and larger
 * after (Hoare's selection), and returns it.
 */
export function selectRank(values: Float64Array, count: number, rank: number): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = median(values[low]!, values[(low + high) >> 1]!, values[high]!)
    let left = low
    let right = high
    while (left <= right) {
      while (values[left]! < pivot) left++
      while (values[right]! > pivot) right--
      if (left <= right) {
        const held = values[left]!
        values[left] = values[right]!
        values[right] = held
        left++
        right--
      }
    }
    if (rank <= right) high = right
    else if (rank >= left) low = left
    else break
  }
  return values[rank]!
}

/** The smallest of `values[from … count)`. */
export function smallestFrom(values: Float64Array, from: number, count: number): number {
  let smallest = Infinity
  for (let place = from; place < count; place++) if (values[place]! < smallest) smallest = values[place]!
  return smallest
}

function median(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b
}
