interface Piece {
  text: string
  stop: number
}

/** What a page sets lower or higher: the 2.5 of PM2.5, the 3 of m³. */
const SMALL = /^\d{1,2}(?:\.\d)?$/
const BEFORE_SMALL = /(?:PM|SO|NO|CO|NH|CH|VOC|BOD|COD|O|N|m|km|dm|cm)$/i
/** A line cannot begin with what closes or goes on: the break is the page's, between two inline parts. */
const GOES_ON = /^[。，、；：,;:)）》”%％]/

/** The breaks that a page copied part by part sets within a sentence (PM⏎2.5⏎浓度; 指导思想⏎。以…): their places. */
export function inlineBreaks(source: string): Set<number> {
  const breaks = new Set<number>()
  let last: Piece | null = null
  let smallBefore = false
  const drop = (from: number, to: number): void => {
    for (let at = from; at < to; at++) if (source[at] === '\n' || source[at] === '\r') breaks.add(at)
  }
  for (let at = 0; at <= source.length;) {
    const next = source.indexOf('\n', at)
    const stop = next < 0 ? source.length : next
    const text = source.slice(at, stop).trim()
    if (text !== '') {
      const small = last !== null && SMALL.test(text) && BEFORE_SMALL.test(last.text.slice(-4))
      if (last !== null && !/[|\t]/.test(text) && (small || smallBefore || GOES_ON.test(text)))
        drop(last.stop, at)
      smallBefore = small
      last = { text, stop }
    }
    at = stop + 1
  }
  return breaks
}
