import { wrappedBreaks } from './unwrap.ts'

const PAGE_NUMBER = /^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–\s]*$/

/** Joins the lines of a PDF's text layer back into paragraphs, and leaves page numbers out. */
export function normalisePdfText(layer: string): string {
  const text = layer
    .split(/\r?\n|\f/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !PAGE_NUMBER.test(line))
    .join('\n')
  const breaks = wrappedBreaks(text)
  let joined = ''
  let from = 0
  for (const at of breaks) {
    joined += text.slice(from, at)
    from = at + 1
  }
  return joined + text.slice(from)
}
