import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { gridRows, rowLine } from './grid.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const SKIPPED = new Set([
  'head',
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'footer',
  'button',
  'select',
  'iframe',
  'svg',
  'canvas',
  'object',
])
const BLOCKS = new Set([
  'address',
  'article',
  'blockquote',
  'dd',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'li',
  'main',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'tr',
  'ul',
  'aside',
])
/** A cell longer than this belongs to a table that lays out a page. */
const LAYOUT_CELL = 1200

function isElement(node: Node): node is Element {
  return 'tagName' in node
}

/**
 * The text of a page, one block a line, tables as rows of cells parted by “ | ” with merged cells written into each row they span.
 * Tables that merely lay out the page become ordinary lines. Nothing is fetched; any input is taken.
 */
export function htmlToText(html: string): string {
  const lines: string[] = ['']
  const write = (text: string): void => {
    lines[lines.length - 1] += text
  }
  const breakLine = (): void => {
    if (lines.at(-1)!.trim() !== '') lines.push('')
  }
  // A stack of its own: pages may nest deeper than calls can.
  const stack: (Node | 'leave-block')[] = [...parse(html).childNodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (node === 'leave-block') breakLine()
    else if (node.nodeName === '#text' && 'value' in node) write(node.value.replaceAll(/[\n\r\t ]+/g, ' '))
    else if (isElement(node) && !SKIPPED.has(node.tagName)) {
      if (node.tagName === 'br') lines.push('')
      else if (node.tagName === 'table' && isDataTable(node)) {
        breakLine()
        for (const row of gridRows(cellRows(node))) {
          write(rowLine(row))
          breakLine()
        }
      } else {
        if (BLOCKS.has(node.tagName)) {
          breakLine()
          stack.push('leave-block')
        }
        stack.push(...[...node.childNodes].reverse())
      }
    }
  }
  return lines
    .map((line) => line.replaceAll(/ {2,}/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
}

function elements(
  root: Element,
  name: (tag: string) => boolean,
  inside: (tag: string) => boolean,
): Element[] {
  const found: Element[] = []
  const stack: Node[] = [...root.childNodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    if (name(node.tagName)) found.push(node)
    if (inside(node.tagName)) stack.push(...[...node.childNodes].reverse())
  }
  return found
}

const rowsOf = (table: Element): Element[] =>
  elements(
    table,
    (tag) => tag === 'tr',
    (tag) => tag !== 'tr' && tag !== 'table',
  )
const cellsOf = (row: Element): Element[] =>
  elements(
    row,
    (tag) => tag === 'td' || tag === 'th',
    (tag) => tag !== 'td' && tag !== 'th' && tag !== 'table',
  )

function isDataTable(table: Element): boolean {
  const rows = rowsOf(table)
  if (rows.length < 2) return false
  const cells = rows.map((row) => cellsOf(row))
  if (cells.every((row) => row.length < 2)) return false
  return cells.flat().every(
    (cell) =>
      elements(
        cell,
        (tag) => tag === 'table',
        () => true,
      ).length === 0 && cellText(cell).length <= LAYOUT_CELL,
  )
}

function cellRows(table: Element): { text: string; columns: number; rows: number }[][] {
  const span = (cell: Element, name: string): number => {
    const value = Number(cell.attrs.find((one) => one.name === name)?.value ?? 1)
    return Number.isInteger(value) && value >= 1 ? Math.min(value, 100) : 1
  }
  return rowsOf(table).map((row) =>
    cellsOf(row).map((cell) => ({
      text: cellText(cell),
      columns: span(cell, 'colspan'),
      rows: span(cell, 'rowspan'),
    })),
  )
}

/** The text of a cell in one line; breaks within it become semicolons unless a stop stands there already. */
function cellText(cell: Element): string {
  let text = ''
  const pause = (): void => {
    if (/[^\s;；。,，、:：.|]\s*$/.test(text.slice(-8))) text += '；'
  }
  const stack: (Node | 'leave-block')[] = [...cell.childNodes].reverse()
  while (stack.length > 0) {
    const node = stack.pop()!
    if (node === 'leave-block') pause()
    else if (node.nodeName === '#text' && 'value' in node) text += node.value.replaceAll(/[\n\r\t |]+/g, ' ')
    else if (isElement(node) && !SKIPPED.has(node.tagName)) {
      const block = BLOCKS.has(node.tagName)
      if (block || node.tagName === 'br') pause()
      if (block) stack.push('leave-block')
      stack.push(...[...node.childNodes].reverse())
    }
  }
  return text.trim().replace(/；$/, '')
}
