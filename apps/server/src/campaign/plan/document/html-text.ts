import { defaultTreeAdapter, html, parse, type DefaultTreeAdapterMap } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
const { isTextNode, isElementNode } = defaultTreeAdapter

const { TAG_NAMES: T } = html
const hidden = new Set<string>([T.SCRIPT, T.STYLE, T.NOSCRIPT, T.TEMPLATE, T.HEAD])
const blocks = new Set<string>([
  ...[
    T.P,
    T.DIV,
    T.SECTION,
    T.ARTICLE,
    T.HEADER,
    T.FOOTER,
    T.MAIN,
    T.NAV,
    T.ASIDE,
    T.UL,
    T.OL,
    T.LI,
    T.DL,
    T.DD,
    T.DT,
  ],
  ...[T.H1, T.H2, T.H3, T.H4, T.H5, T.H6, T.TABLE, T.BLOCKQUOTE, T.PRE, T.CENTER, T.FORM],
])

/** The text of a page as a person reads it: one line per block, one line per table row with its cells between bars. */
export function htmlText(source: string): string {
  const lines: string[] = ['']
  const write = (text: string): void => {
    lines[lines.length - 1] += text
  }
  const breakLine = (): void => {
    if (lines.at(-1) !== '') lines.push('')
  }
  const walk = (node: Node): void => {
    if (isTextNode(node)) return write(node.value.replaceAll(/[ \t\r\n\f]+/g, ' '))
    if (!isElementNode(node)) return 'childNodes' in node ? node.childNodes.forEach(walk) : undefined
    const { tagName } = node
    if (hidden.has(tagName)) return
    if (tagName === T.BR) return breakLine()
    if (tagName === T.TR) {
      breakLine()
      write(rowText(node))
      return breakLine()
    }
    if (!blocks.has(tagName)) return node.childNodes.forEach(walk)
    breakLine()
    node.childNodes.forEach(walk)
    breakLine()
  }
  walk(parse(source))
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

type Element = DefaultTreeAdapterMap['element']

/** `| a | b |`; a cell that spans columns is followed by empty ones, so that columns stay in line. */
function rowText(row: Element): string {
  const cells = row.childNodes.filter(isElementNode).filter((n) => n.tagName === T.TD || n.tagName === T.TH)
  const texts = cells.flatMap((cell) => {
    const span = Number(cell.attrs.find((a) => a.name === 'colspan')?.value ?? 1)
    return [textOf(cell), ...Array<string>(Math.min(Math.max(span - 1, 0), 50)).fill('')]
  })
  return `| ${texts.join(' | ')} |`
}

function textOf(node: Node): string {
  if (isTextNode(node)) return node.value
  if (!('childNodes' in node) || hidden.has(node.nodeName)) return ''
  return node.childNodes
    .map((child) => textOf(child) + (child.nodeName === T.P ? ' ' : ''))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '｜')
    .trim()
}
