import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { badInput } from '../errors.ts'
import { readScenarios, type FoundFile } from './scenario-file.ts'

const packs = fileURLToPath(new URL('../../../../packs/', import.meta.url))

/** The scenario files of all packs, or of one, or of one row. */
export async function findScenarios({
  pack,
  row,
}: {
  pack?: string | undefined
  row?: string | undefined
}): Promise<FoundFile[]> {
  const folders = await readdir(packs, { withFileTypes: true })
  const names = folders
    .filter((f) => f.isDirectory())
    .map((f) => f.name)
    .sort()
  if (pack !== undefined && !names.includes(pack)) {
    throw badInput(
      `没有数据包“${pack}”，有：${names.join('、')}`,
      `no pack "${pack}"; there are ${names.join(', ')}`,
    )
  }
  const found = await Promise.all(
    names.filter((n) => pack === undefined || n === pack).map((n) => readScenarios(join(packs, n))),
  )
  const files = found.flat().filter((f) => row === undefined || f.content.row === row)
  if (files.length === 0)
    throw badInput(
      `没有情景${row === undefined ? '' : ` ${row}`}`,
      `no scenarios${row === undefined ? '' : ` of ${row}`}`,
    )
  return files
}
