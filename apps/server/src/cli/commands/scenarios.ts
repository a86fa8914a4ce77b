import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { indicators } from '../../indicators.ts'
import { failureText, runScenarios } from '../../scenarios/run-scenarios.ts'
import { readScenarios, type FoundFile } from '../../scenarios/scenario-file.ts'
import { openScratch } from '../../scenarios/scratch-database.ts'
import type { Command } from '../command.ts'

const packs = fileURLToPath(new URL('../../../../../packs/', import.meta.url))

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

export const scenariosCommand: Command = {
  name: 'scenarios',
  summary: { zh: '在真实数据库上演示数据包的情景', en: 'play the scenarios of the packs on a real database' },
  usage: '  qinglan scenarios [--pack NAME] [--row S101] [--json]',
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        pack: { type: 'string' },
        row: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const files = await findScenarios(values)
    const database = await openDatabase(io.config, { max: 1 })
    try {
      const scratch = await openScratch(database.url)
      try {
        const results = await runScenarios(scratch, indicators, files)
        for (const { row, scenarios, passed, failures } of results) {
          const shown =
            failures.length > 0 ? { row, scenarios, passed, failures } : { row, scenarios, passed }
          io.stdout.write(values.json ? `${JSON.stringify(shown)}\n` : `${row}  ${passed}/${scenarios}\n`)
          if (!values.json) for (const failure of failures) io.stdout.write(`${failureText(failure)}\n`)
        }
        return results.every((r) => r.passed === r.scenarios) ? 0 : 1
      } finally {
        await scratch.close()
      }
    } finally {
      await database.close()
    }
  },
}
