interface Open {
  readonly isArray: boolean
  /** The list of records itself. */
  readonly isList: boolean
  /** The key whose value is being read. */
  key: string
  /** What comes next is a key or an element: the container was just opened, or a comma stands before. */
  isNext: boolean
}

const quote = 34
const backslash = 92

/** The index of the quotation mark that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1
  return at
}

/** Whether a container that opens now, inside others, is the one that a path of names joined by dots leads to. */
const isAt = (open: readonly Open[], path: string): boolean =>
  open.length <= path.split('.').length &&
  open.every(({ isArray }) => !isArray) &&
  open.map(({ key }) => key).join('.') === path

/**
 * The lines (from 1) on which the records of a JSON document begin. The text must be one that parses; `path` names where the list stands,
 * '' for the document itself. Nesting of any depth is read without recursion.
 */
export function recordLines(text: string, path: string): readonly number[] {
  const open: Open[] = []
  let lines: number[] = []
  let line = 1
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? ''
    if (char === '\n') line += 1
    if (char.trim() === '') continue
    const inside = open.at(-1)
    if (char === ',' && inside) inside.isNext = true
    if (char === ']' || char === '}') open.pop()
    if (',:]}'.includes(char)) continue
    const isNext = inside?.isNext === true
    if (inside) inside.isNext = false
    if (isNext && inside?.isList) lines.push(line)
    if (char === '"') {
      const end = endOfString(text, at)
      if (isNext && inside && !inside.isArray) inside.key = JSON.parse(text.slice(at, end + 1)) as string
      at = end
    } else if (char === '[' || char === '{') {
      const isArray = char === '['
      const isList = isArray && isAt(open, path)
      // of a name that stands twice the last counts
      if (isList) lines = []
      open.push({ isArray, isList, key: '', isNext: true })
    }
  }
  return lines
}
