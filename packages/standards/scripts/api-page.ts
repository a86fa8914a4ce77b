import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = join(dirname(fileURLToPath(import.meta.url)), '..', 'src')

/** One export of the package as the page shows it. */
interface ApiEntry {
  readonly name: string
  readonly kind: string
  readonly file: string
  readonly sentence: string
  readonly clause: string
}

const declaration =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^export (?:declare )?(?:abstract )?(function|const|class|interface|type) (\w+)/gm
const clauseLine = /^Clause: (.+)\.$/m
const clausePattern = /\(([^()]*(?:GB|HJ|SL|CJ|NY|DB|环|水利|EPA|WHO|Carter)[^()]*)\)/

/** Every export of `src/index.ts`, topic by topic in its order, with the first sentence of its TSDoc and its clause. */
export function apiEntries(): ApiEntry[] {
  const index = readFileSync(join(source, 'index.ts'), 'utf8')
  const exported = /export (?:(\*)|(?:type )?\{([^}]*)\}) from '\.\/([^']+)'/g
  return [...index.matchAll(exported)].flatMap(([, all, list = '', file = '']) => {
    const declared = declarations(file)
    if (all !== undefined) return declared
    const names = list.split(',').map((name) => name.trim().replace(/^type /, ''))
    return declared.filter((entry) => names.includes(entry.name))
  })
}

function declarations(file: string): ApiEntry[] {
  const text = readFileSync(join(source, file), 'utf8')
  return [...text.matchAll(declaration)].map(([, comment = '', kind = '', name = '']) => {
    const prose = comment
      .split('\n')
      .map((line) => line.replace(/^\s*\*? ?/, '').trim())
      .join('\n')
      .split(/\n@/)[0]
      ?.trim()
    const flat = (prose ?? '').replaceAll(/\s*\n\s*/g, ' ')
    const members = new RegExp(`^export type ${name} = \\(typeof (\\w+)\\)\\[number\\]`, 'm').exec(text)?.[1]
    const sentence = flat === '' && members !== undefined ? `One of \`${members}\`.` : firstSentence(flat)
    const clause = clauseLine.exec(prose ?? '')?.[1] ?? clausePattern.exec(flat)?.[1] ?? ''
    return { name, kind, file, sentence, clause }
  })
}

function firstSentence(prose: string): string {
  return /^.*?[.。](?=\s|$)/.exec(prose)?.[0] ?? prose
}

/** The text of API.md. */
export function apiPage(): string {
  const topics = Map.groupBy(apiEntries(), (entry) => entry.file.split('/')[0] ?? '')
  const parts = [
    '# @qinglan/standards API',
    '',
    'Written by `scripts/api-page.ts` from `src/index.ts`; do not edit.',
    '',
  ]
  for (const [topic, entries] of topics) {
    parts.push(`## ${topic}`, '', '| export | kind | what | clause |', '| --- | --- | --- | --- |')
    for (const { name, kind, file, sentence, clause } of entries) {
      parts.push(`| [\`${name}\`](src/${file}) | ${kind} | ${cell(sentence)} | ${cell(clause)} |`)
    }
    parts.push('')
  }
  return `${parts.join('\n').trimEnd()}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(source, '..', 'API.md'), apiPage())
