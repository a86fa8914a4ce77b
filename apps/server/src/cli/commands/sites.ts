import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { assessDirty } from '../../assessment/assess-dirty.ts'
import { callerPath } from '../../config.ts'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { importPlaces, type PlacesResult } from '../../monitoring/sites/import-places.ts'
import type { Command } from '../command.ts'

const shown = 20

function summary(file: string, { regions, sites, problems }: PlacesResult): string {
  const lines =
    problems.length > 0
      ? [`${file}: 未导入:有误 refused`]
      : [
          `${file}: 已导入 done`,
          `  行政区 regions: ${regions.rows}, ${regions.written} 新增或更改 new or changed`,
          `  站点 sites: ${sites.rows}, ${sites.written} 新增或更改 new or changed`,
        ]
  for (const { line, column, value, reason } of problems.slice(0, shown))
    lines.push(`  第 ${line} 行 line ${line} ${column} “${value}”: ${reason.zh} / ${reason.en}`)
  if (problems.length > shown) lines.push(`  … ${problems.length - shown} +`)
  return `${lines.join('\n')}\n`
}

/** `qinglan sites`: enters regions and measuring sites from a table, for a city that has no pack. */
export const sitesCommand: Command = {
  name: 'sites',
  summary: { zh: '登记行政区和站点 CSV', en: 'enter regions and sites from a CSV' },
  usage: [
    '  qinglan sites FILE.csv [--json]',
    '  列 columns: code,name,kind,region[,lon,lat,cityPoint,lake,targetClass,levels,river,aliases]',
    '  类型 kind: city county park … / air-station water-section water-source source-outlet',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw badInput('请给出一个文件', 'name one file')
    const stream = createReadStream(callerPath(file))
    await new Promise<void>((resolve, reject) => {
      stream.once('open', () => resolve())
      stream.once('error', (error: NodeJS.ErrnoException) =>
        reject(badInput(`读不到文件 ${file}(${error.code})`, `cannot read the file ${file} (${error.code})`)),
      )
    })
    const database = await openDatabase(io.config, { max: 4 })
    try {
      const result = await importPlaces(database.db, stream)
      while ((await assessDirty(database.db)) > 0);
      io.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : summary(file, result))
      return result.problems.length > 0 ? 1 : 0
    } finally {
      await database.close()
    }
  },
}
