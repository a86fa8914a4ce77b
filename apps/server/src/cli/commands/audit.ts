import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { callerPath } from '../../config.ts'
import { openDatabase, type OpenDatabase } from '../../database/open.ts'
import { anchorFile } from '../../identity/audit/anchors.ts'
import { writeAuditNote } from '../../identity/audit/audit-note.ts'
import { exportAudit } from '../../identity/audit/export-audit.ts'
import { checkAudit } from '../../identity/audit/check-audit.ts'
import { badInput } from '../../errors.ts'
import type { Command, Io } from '../command.ts'
import { readTime } from '../read-time.ts'

async function verify(database: OpenDatabase, io: Io, json: boolean): Promise<number> {
  const verdict = await checkAudit(database.db, anchorFile(io.config.dataFolder), 'command', new Date())
  const { links, entries, head, faults } = verdict
  if (json) io.stdout.write(`${JSON.stringify(verdict)}\n`)
  else {
    for (const fault of faults) {
      const where =
        fault.firstEntry === null
          ? `链节 ${fault.position}`
          : `链节 ${fault.position}, 记录 ${fault.firstEntry}–${fault.lastEntry}`
      io.stdout.write(`${where}: ${fault.what.zh} / ${fault.what.en}\n`)
    }
    const outcome = faults.length === 0 ? '完好 intact' : `发现 ${faults.length} 处问题 faults found`
    io.stdout.write(`${entries} 条记录 entries, ${links} 个链节 links: ${outcome}\n`)
    if (head) io.stdout.write(`链头 head: ${head.position} ${head.hash}\n`)
  }
  return faults.length === 0 ? 0 : 1
}

async function writeExport(
  database: OpenDatabase,
  io: Io,
  span: { from?: string; to?: string },
  path?: string,
): Promise<number> {
  const origin = { address: 'cli', requestId: '' }
  const who = { personId: null, actor: 'system:cli', unitId: null, regionId: null }
  await writeAuditNote(
    database.db,
    { ...who, action: 'export', subject: 'audit_entries', detail: span },
    origin,
  )
  const lines = async function* () {
    for await (const line of exportAudit(database.db, span)) yield `${line}\n`
  }
  if (path === undefined) await pipeline(lines, io.stdout, { end: false })
  else await pipeline(lines, createWriteStream(callerPath(path), { mode: 0o600, flags: 'wx' }))
  return 0
}

/** `qinglan audit verify`: exit code 1 when an entry was changed or is missing. */
export const auditCommand: Command = {
  name: 'audit',
  summary: { zh: '校验或导出审计记录', en: 'verify or export the audit trail' },
  usage: [
    '  qinglan audit verify [--json]                       退出码 0 完好,1 有篡改或缺失',
    '  qinglan audit export [--from T] [--to T] [--file F]  JSON lines',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        from: { type: 'string' },
        to: { type: 'string' },
        file: { type: 'string' },
      },
    })
    const [verb] = positionals
    if (positionals.length !== 1 || (verb !== 'verify' && verb !== 'export')) {
      throw badInput('用法:qinglan audit verify|export', 'usage: qinglan audit verify|export')
    }
    const span = Object.fromEntries(
      (['from', 'to'] as const).flatMap((name) => {
        const text = values[name]
        return text === undefined ? [] : [[name, readTime(name, text).toISOString()]]
      }),
    )
    const database = await openDatabase(io.config, { max: 2 })
    try {
      return verb === 'verify'
        ? await verify(database, io, values.json === true)
        : await writeExport(database, io, span, values.file)
    } finally {
      await database.close()
    }
  },
}
