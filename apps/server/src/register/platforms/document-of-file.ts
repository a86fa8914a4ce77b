import { Readable } from 'node:stream'
import { badInput } from '../../errors.ts'
import { decodeCsv } from '../../monitoring/csv/decode.ts'
import type { PlatformMapping } from './platform-mapping.ts'
import { recordLines } from './record-lines.ts'

/** Where a text stops being JSON, as the engine tells it: line and column from 1; undefined when it does not. */
function placeOf(message: string, text: string): { line: number; column: number } | undefined {
  const position = /at position (\d+)/.exec(message)?.[1]
  const before = position === undefined ? text : text.slice(0, Number(position))
  if (position === undefined && !message.includes('end of JSON')) return undefined
  const lines = before.split('\n')
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** A document as its mapping takes it, and the lines on which its records begin where the reading of it does not tell them. */
export interface FileDocument {
  readonly document: unknown
  readonly lines?: () => readonly number[]
}

/**
 * What a file of another platform holds, as its mapping takes it: text of a table, in UTF-8 or GB18030 or UTF-16, or a parsed JSON document.
 * @throws QinglanError `bad-input` for an empty file, or one that is no JSON, with the line
 */
export async function documentOfFile(
  { format, records = '' }: PlatformMapping,
  bytes: Uint8Array,
): Promise<FileDocument> {
  let text = ''
  for await (const piece of decodeCsv(Readable.from([bytes]))) text += piece
  text = text.replace(/^\uFEFF/, '')
  if (text.trim() === '') throw badInput('文件是空的', 'the file is empty')
  if (format === 'csv') return { document: text }
  try {
    const document: unknown = JSON.parse(text)
    return { document, lines: () => recordLines(text, records) }
  } catch (error) {
    const place = placeOf(String(error), text)
    throw badInput(
      `文件不是完好的 JSON${place ? `:第 ${place.line} 行第 ${place.column} 列` : ''};整份没有入库`,
      `the file is no intact JSON${place ? `: line ${place.line}, column ${place.column}` : ''}; nothing was taken in`,
    )
  }
}
