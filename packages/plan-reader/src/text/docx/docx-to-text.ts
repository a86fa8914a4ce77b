import { strFromU8, unzipSync } from 'fflate'
import { gridRows, rowLine, type SpanningCell } from '../grid.ts'
import { Numbering } from './numbering.ts'
import { type XmlElement, all, child, parseXml, valueOf } from './xml.ts'

const PARTS = new Set(['word/document.xml', 'word/numbering.xml', 'word/styles.xml'])
/** A part that unpacks to more than this is no plan. */
const MAX_PART_BYTES = 64 * 1024 * 1024

/** What the bytes of a Word file came to. */
export type DocxText = { ok: true; text: string } | { ok: false; reason: 'not-a-docx' }

/**
 * The text of a Word document (.docx), one paragraph a line, with Word's automatic numbers written out and tables as rows of cells
 * parted by “ | ”. Deleted text is left out. Bytes that are no Word document give a named reason; nothing is thrown.
 */
export function docxToText(bytes: Uint8Array): DocxText {
  let parts: Record<string, Uint8Array>
  try {
    parts = unzipSync(bytes, {
      filter: (file) => PARTS.has(file.name) && file.originalSize <= MAX_PART_BYTES,
    })
  } catch {
    return { ok: false, reason: 'not-a-docx' }
  }
  const part = (name: string): XmlElement | undefined => {
    const data = parts[`word/${name}.xml`]
    return data === undefined ? undefined : parseXml(strFromU8(data)).children[0]
  }
  const body = child(part('document'), 'body')
  if (body === undefined) return { ok: false, reason: 'not-a-docx' }
  const reader = new BodyReader(new Numbering(part('numbering')), stylesOf(part('styles')))
  return { ok: true, text: reader.blocks(body).join('\n') }
}

interface ListPlace {
  numId: string
  level: number
}

function listPlace(properties: XmlElement | undefined): ListPlace | null {
  const numbered = child(properties, 'numPr')
  const numId = valueOf(numbered, 'numId')
  return numId === undefined ? null : { numId, level: Number(valueOf(numbered, 'ilvl') ?? 0) }
}

/** Lists that paragraph styles belong to. */
function stylesOf(styles: XmlElement | undefined): Map<string, ListPlace> {
  const found = new Map<string, ListPlace>()
  for (const style of all(styles, 'style')) {
    const place = listPlace(child(style, 'pPr'))
    if (place !== null) found.set(style.attributes['styleId'] ?? '', place)
  }
  return found
}

class BodyReader {
  readonly #numbering: Numbering
  readonly #styles: Map<string, ListPlace>

  constructor(numbering: Numbering, styles: Map<string, ListPlace>) {
    this.#numbering = numbering
    this.#styles = styles
  }

  /** The lines of a body, a cell, or whatever else holds paragraphs. */
  blocks(parent: XmlElement): string[] {
    const lines: string[] = []
    for (const element of parent.children) {
      if (element.name === 'p')
        lines.push(
          ...this.paragraph(element)
            .split('\n')
            .filter((line) => line.trim() !== ''),
        )
      else if (element.name === 'tbl') lines.push(...this.table(element))
      else if (element.name === 'sdt') lines.push(...this.blocks(child(element, 'sdtContent') ?? element))
      else if (element.name === 'ins' || element.name === 'customXml' || element.name === 'smartTag')
        lines.push(...this.blocks(element))
    }
    return lines
  }

  paragraph(element: XmlElement): string {
    const properties = child(element, 'pPr')
    const place = listPlace(properties) ?? this.#styles.get(valueOf(properties, 'pStyle') ?? '') ?? null
    const text = runText(element)
    if (place === null || place.numId === '0' || text.trim() === '') return text
    return this.#numbering.next(place.numId, place.level) + text
  }

  table(element: XmlElement): string[] {
    const above: string[] = []
    const rows = all(element, 'tr').map((row) => {
      let column = 0
      return all(row, 'tc').map((cell): SpanningCell => {
        const properties = child(cell, 'tcPr')
        const columns = Math.min(Number(valueOf(properties, 'gridSpan') ?? 1), 60)
        const merge = child(properties, 'vMerge')
        const continues = merge !== undefined && merge.attributes['val'] !== 'restart'
        const text = continues ? (above[column] ?? '') : this.blocks(cell).join('；').replaceAll('|', ' ')
        above[column] = text
        column += columns
        return { text, columns, rows: 1 }
      })
    })
    return gridRows(rows).map(rowLine)
  }
}

/** The text of the runs below an element: deleted text and the second rendering of drawings are left out. */
function runText(element: XmlElement): string {
  let text = ''
  for (const one of element.children) {
    if (one.name === 't') text += one.text
    else if (one.name === 'tab') text += ' '
    else if (one.name === 'br' || one.name === 'cr') text += '\n'
    else if (one.name === 'noBreakHyphen') text += '-'
    else if (one.name !== 'del' && one.name !== 'Fallback' && one.name !== 'pPr' && one.name !== 'instrText')
      text += runText(one)
  }
  return text
}
