import { readMarker } from '../sections/markers.ts'

const PAGE_NUMBER = /^[-—–\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—–\s]*$/
const FULL = 0.85
const ENDS = /[。；：!?！？;:]["”’)）]?$/

/**
 * Joins the lines of a PDF's text layer back into paragraphs: page numbers go, and a line that fills the column and does not end a
 * sentence runs on into the next, unless that opens with a sign of its own.
 */
export function normalisePdfText(text: string): string {
  const lines = text
    .split(/\r?\n|\f/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !PAGE_NUMBER.test(line))
  const lengths = lines.map((line) => line.length).sort((a, b) => a - b)
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  const paragraphs: string[] = []
  let open = false
  for (const line of lines) {
    const runsOn =
      open && readMarker(line.replaceAll(/\s/g, '').replace('（', '(').replace('）', ')')) === null
    if (runsOn) paragraphs[paragraphs.length - 1] += line
    else paragraphs.push(line)
    open = line.length >= width * FULL && !ENDS.test(line)
  }
  return paragraphs.join('\n')
}
