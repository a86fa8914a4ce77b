import { parseArgs } from 'node:util'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { replayPackets } from '../../monitoring/gateway/replay-packets.ts'
import type { Command } from '../command.ts'

/** A day, or a time, in China Standard Time unless it says otherwise. */
function readTime(name: string, text: string | undefined): Date {
  const full = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? `${text}T00:00:00` : (text ?? '')
  const time = new Date(/(?:Z|[+-]\d{2}:\d{2})$/.test(full) ? full : `${full}+08:00`)
  if (!Number.isNaN(time.getTime())) return time
  throw badInput(
    `--${name} 应为日期或时间,如 2026-01-31 或 2026-01-31T08:00:00`,
    `--${name} is a day or a time, such as 2026-01-31T08:00:00`,
  )
}

/** `qinglan replay`: decodes kept packets again. */
export const replayCommand: Command = {
  name: 'replay',
  summary: { zh: '用保存的原始报文重放', en: 'decode kept packets again' },
  usage: [
    '  qinglan replay --from TIME --to TIME [--mn MN] [--dry-run] [--print]',
    '  时间为收到的时间,北京时间 / times are those of receipt, China Standard Time; --to is not included',
    '  --dry-run 只说明,不写库 / writes nothing; --print 逐条输出 JSON / a line of JSON for each packet',
  ].join('\n'),
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        to: { type: 'string' },
        mn: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        print: { type: 'boolean', default: false },
      },
    })
    const [from, to] = [readTime('from', values.from), readTime('to', values.to)]
    const database = await openDatabase(io.config, { max: 2 })
    try {
      const result = await replayPackets(database.db, {
        from,
        to,
        mn: values.mn,
        dryRun: values['dry-run'],
        onPacket: (raw, mn, row) => {
          if (!values.print) return
          const receivedAt = new Date(raw.receivedAt).toISOString()
          const packet = Buffer.from(raw.raw).toString('utf8').trimEnd()
          io.stdout.write(`${JSON.stringify({ receivedAt, remote: raw.remote, mn, packet, row })}\n`)
        },
      })
      io.stdout.write(`${JSON.stringify(result)}\n`)
      return 0
    } finally {
      await database.close()
    }
  },
}
