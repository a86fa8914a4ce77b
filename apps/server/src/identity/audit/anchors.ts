import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Anchor } from './verify-audit.ts'

/** Where heads of the chain are noted beside the database; copy the file elsewhere to hold against its owner too. */
export const anchorFile = (dataFolder: string): string => join(dataFolder, 'audit-anchors.jsonl')

/** The noted ends of the audit chain, oldest first; none when the file does not exist. */
export async function readAnchors(file: string): Promise<Anchor[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Anchor)
}

/** Adds the end of the audit chain to the file outside of the database. */
export async function noteAnchor(file: string, anchor: Anchor, at: Date): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, `${JSON.stringify({ ...anchor, at: at.toISOString() })}\n`, { mode: 0o600 })
}
