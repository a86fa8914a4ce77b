import { parseArgs } from 'node:util'
import { openDatabase } from '../../database/open.ts'
import { indicators } from '../../indicators.ts'
import { findScenarios } from '../../scenarios/find-scenarios.ts'
import { failureText, runScenarios } from '../../scenarios/run-scenarios.ts'
import { openScratch } from '../../scenarios/scratch-database.ts'
import type { Command } from '../command.ts'

/** `qinglan scenarios`: plays the scenarios of the packs; exit code 1 when one fails. */
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
