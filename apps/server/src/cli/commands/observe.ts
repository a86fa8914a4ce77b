import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { ImportMode, ImportResult } from '@qinglan/contract'
import { assessDirty } from '../../assessment/assess-dirty.ts'
import { callerPath } from '../../config.ts'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { importCsv, type ImportProgress } from '../../monitoring/import/import-csv.ts'
import type { Command, Io } from '../command.ts'

const shown = 20

function readMode(text: string): ImportMode {
  if (text === 'all-or-nothing' || text === 'skip-and-report') return text
  throw badInput(
    `--mode 应为 all-or-nothing 或 skip-and-report`,
    '--mode is all-or-nothing or skip-and-report',
  )
}

function progressLine(io: Io): (progress: ImportProgress) => void {
  const started = Date.now()
  return ({ phase, rows, rejected }) => {
    const seconds = Math.max((Date.now() - started) / 1000, 0.001)
    const rate = Math.round(rows / seconds)
    io.stderr.write(
      `  ${rows} 行 rows, ${rejected} 有误 rejected, ${rate} 行/秒 rows/s${phase === 'finished' ? `, ${seconds.toFixed(1)} s` : ''}\n`,
    )
  }
}

const statusWords = {
  done: '已导入 done',
  refused: '未导入:有误 refused',
  failed: '失败 failed',
  running: '进行中 running',
} as const

function summary(result: ImportResult): string {
  const lines = [
    `${result.fileName}: ${statusWords[result.status]}`,
    `  映射 mapping ${result.mapping}; ${result.rows} 行 rows: ${result.accepted} 接受 accepted, ${result.rejected} 有误 rejected`,
    `  观测 observations: ${result.inserted} 新增 new, ${result.changed} 更改 changed, ${result.unchanged} 未变 unchanged`,
    ...result.problems
      .slice(0, shown)
      .map(
        ({ line, column, value, reason }) =>
          `  第 ${line} 行 line ${line} ${column} “${value}”: ${reason.zh} / ${reason.en}`,
      ),
  ]
  if (result.unused.length > 0) lines.push(`  未使用 not used: ${result.unused.slice(0, shown).join(', ')}`)
  if (result.rejected > shown) lines.push(`  … ${result.rejected - shown} +`)
  return `${lines.join('\n')}\n`
}

/** `qinglan observe`: takes a file of measurements in and computes what depends on them. */
export const observeCommand: Command = {
  name: 'observe',
  summary: { zh: '导入监测数据 CSV', en: 'import a CSV of measurements' },
  usage: [
    '  qinglan observe FILE.csv [--mapping NAME|FILE.yaml] [--mode all-or-nothing|skip-and-report] [--simulated] [--json]',
    '    [--new-sites [--region ID|NAME]]  登记文件中没有登记过的站点 / enter sites that are not known yet',
    '  FILE 可为 - (标准输入) / FILE may be - for standard input',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        mapping: { type: 'string' },
        mode: { type: 'string', default: 'all-or-nothing' },
        simulated: { type: 'boolean', default: false },
        'new-sites': { type: 'boolean', default: false },
        region: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const [file] = positionals
    if (file === undefined || positionals.length > 1) throw badInput('请给出一个文件', 'name one file')
    const mode = readMode(values.mode)
    const newSites = values['new-sites'] ? { regionId: values.region } : undefined
    if (values.region !== undefined && !newSites)
      throw badInput('--region 须与 --new-sites 同用', '--region goes with --new-sites')
    const stream = file === '-' ? io.stdin : createReadStream(callerPath(file), { highWaterMark: 1 << 20 })
    // a file that cannot be read is told before a database is started
    if (file !== '-') await opened(stream as ReturnType<typeof createReadStream>, file)
    const mapping =
      values.mapping && /\.ya?ml$/.test(values.mapping) ? callerPath(values.mapping) : values.mapping
    const database = await openDatabase(io.config, { max: 4 })
    try {
      const result = await importCsv(
        database.pool,
        database.db,
        stream as ReturnType<typeof createReadStream>,
        {
          fileName: file === '-' ? 'stdin' : basename(file),
          mapping,
          allowPath: true,
          mode,
          simulated: values.simulated,
          newSites,
        },
        progressLine(io),
      )
      if (result.status === 'done') await assessAll(database.db, io)
      io.stdout.write(values.json ? `${JSON.stringify(result, null, 2)}\n` : summary(result))
      return result.status === 'done' ? 0 : 1
    } finally {
      await database.close()
    }
  },
}

async function opened(stream: ReturnType<typeof createReadStream>, file: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve())
    stream.once('error', (error: NodeJS.ErrnoException) =>
      reject(badInput(`读不到文件 ${file}(${error.code})`, `cannot read the file ${file} (${error.code})`)),
    )
  })
}

async function assessAll(db: Parameters<typeof assessDirty>[0], io: Io): Promise<void> {
  let days = 0
  for (let done = await assessDirty(db); done > 0; done = await assessDirty(db)) days += done
  if (days > 0) io.stderr.write(`  ${days} 站日已评价 site days assessed\n`)
}
