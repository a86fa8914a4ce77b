import { SaxesParser } from 'saxes'

/** An element of an office document, its name without prefix. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** No office document nests deeper; a file that does is taken up to there. */
const DEEPEST = 400

/** Parses XML into a plain tree; a damaged file gives what was read before the damage. */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const stack: XmlElement[] = [root]
  const parser = new SaxesParser()
  let broken = false
  parser.on('error', () => {
    broken = true
  })
  parser.on('opentag', (tag) => {
    broken ||= stack.length > DEEPEST
    if (broken) return
    const attributes: Record<string, string> = {}
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value
    const element: XmlElement = { name: local(tag.name), attributes, children: [], text: '' }
    stack.at(-1)!.children.push(element)
    stack.push(element)
  })
  parser.on('closetag', () => {
    if (!broken && stack.length > 1) stack.pop()
  })
  parser.on('text', (text) => {
    if (!broken) stack.at(-1)!.text += text
  })
  parser.write(xml).close()
  return root
}

export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((one) => one.name === name)
}

/** The `w:val` of a child element. */
export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return child(element, name)?.attributes['val']
}

export function all(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter((one) => one.name === name) ?? []
}
