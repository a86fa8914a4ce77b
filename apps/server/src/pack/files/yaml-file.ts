import { readFile } from 'node:fs/promises'
import { Compile } from 'typebox/compile'
import type { Static, TSchema } from 'typebox'
import { LineCounter, isNode, parseDocument, type Document } from 'yaml'
import { badInput } from '../../errors.ts'

/** One fault of a pack: which file, where in it, what was expected. */
export interface PackProblem {
  readonly file: string
  readonly line: number | null
  /** Path in the YAML, e.g. `targets[3].deadline`. */
  readonly path: string
  readonly expected: string
}

/** A fault in one line: file, line, path and what was expected. */
export const problemText = ({ file, line, path, expected }: PackProblem): string =>
  `${file}${line === null ? '' : `:${line}`}${path === '' ? '' : ` ${path}`}: ${expected}`

/** Refuses a pack with all its faults at once. */
export function refusePack(problems: readonly PackProblem[]): never {
  const shown = problems.slice(0, 50).map(problemText)
  const more = problems.length > shown.length ? `\n… (${problems.length - shown.length})` : ''
  throw badInput(`数据包有误：\n${shown.join('\n')}${more}\n`, `${problems.length} faults in the pack`, {
    problems,
  })
}

const missing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error as NodeJS.ErrnoException).code === 'ENOENT'

/**
 * Reads a YAML file and checks it against a schema.
 *
 * @param path the file
 * @param name how messages call it
 * @returns the value, or null when there is no such file
 * @throws QinglanError `bad-input` naming file, line, path and what was expected
 */
export async function readYaml<S extends TSchema>(
  path: string,
  name: string,
  schema: S,
): Promise<Static<S> | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (missing(error)) return null
    throw error
  }
  return parseYaml(text, name, schema)
}

/** As `readYaml`, from text. */
export function parseYaml<S extends TSchema>(text: string, name: string, schema: S): Static<S> {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    refusePack(
      document.errors.map((e) => ({
        file: name,
        line: e.linePos?.[0].line ?? null,
        path: '',
        expected: `YAML: ${e.message.split('\n')[0]}`,
      })),
    )
  }
  const value: unknown = document.toJS()
  const check = Compile(schema)
  if (check.Check(value)) return value
  refusePack(faultsOf(check.Errors(value), name, document, lines))
}

type Fault = ReturnType<ReturnType<typeof Compile>['Errors']>[number]

function faultsOf(
  faults: readonly Fault[],
  file: string,
  document: Document,
  lines: LineCounter,
): PackProblem[] {
  const byPath = Map.groupBy(
    faults.filter((f) => f.keyword !== 'boolean'),
    (f) => f.instancePath,
  )
  return [...byPath].map(([pointer, atPath]) => {
    const keys = pointer
      .split('/')
      .slice(1)
      .map((k) => k.replaceAll('~1', '/').replaceAll('~0', '~'))
    const steps = keys.map((k) => (/^\d+$/.test(k) ? Number(k) : k))
    const node = document.getIn(steps, true)
    const offset = isNode(node) ? node.range?.[0] : undefined
    return {
      file,
      line: offset === undefined ? null : lines.linePos(offset).line,
      path: steps
        .map((s) => (typeof s === 'number' ? `[${s}]` : `.${s}`))
        .join('')
        .replace(/^\./, ''),
      expected: expectation(atPath),
    }
  })
}

function expectation(faults: readonly Fault[]): string {
  const allowed = faults.flatMap((f) =>
    f.keyword === 'const' ? [JSON.stringify(f.params.allowedValue)] : [],
  )
  if (allowed.length > 0) return `应为其一 / one of ${allowed.join(', ')}`
  const unknown = faults.flatMap((f) =>
    f.keyword === 'additionalProperties' ? f.params.additionalProperties : [],
  )
  if (unknown.length > 0) return `未知的键 / unknown key ${unknown.join(', ')}`
  return faults
    .filter((f) => f.keyword !== 'anyOf')
    .map((f) => f.message)
    .join('; ')
}
