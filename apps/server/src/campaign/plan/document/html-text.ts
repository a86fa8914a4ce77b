import { defaultTreeAdapter, parse, type DefaultTreeAdapterMap } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
const isTextNode: (typeof defaultTreeAdapter)['isTextNode'] = (node) => defaultTreeAdapter.isTextNode(node)
const isElementNode: (typeof defaultTreeAdapter)['isElementNode'] = (node) =>
  defaultTreeAdapter.isElementNode(node)

const hidden: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'head'])
const blocks: ReadonlySet<string> = new Set(
  'p div section article header footer main nav aside ul ol li dl dd dt h1 h2 h3 h4 h5 h6 table blockquote pre center form'.split(
    ' ',
  ),
)

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
    if (tagName === 'br') return breakLine()
    if (tagName === 'tr') {
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
  const cells = row.childNodes.filter(isElementNode).filter((n) => n.tagName === 'td' || n.tagName === 'th')
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
    .map((child) => textOf(child) + (child.nodeName === 'p' ? ' ' : ''))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '｜')
    .trim()
}
