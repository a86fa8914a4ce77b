import { parseArgs } from 'node:util'
import { openDatabase } from '../../database/open.ts'
import { badInput } from '../../errors.ts'
import { replayPackets } from '../../monitoring/gateway/replay-packets.ts'
import type { Command } from '../command.ts'
import { readTime } from '../read-time.ts'

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
    if (from >= to) throw badInput('--from 应早于 --to', '--from must be before --to')
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
