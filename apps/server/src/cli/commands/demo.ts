import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readAccessSettings } from '../../access-settings.ts'
import type { Command } from '../command.ts'
import { demoGateway, playLoggers } from '../demo-loggers.ts'
import { serve } from '../serve.ts'
import type { Fleet } from '../../simulator/fleet.ts'

const packs = fileURLToPath(new URL('../../../../../packs/', import.meta.url))

/** `qinglan demo [--pack NAME]`: loads a pack, prints its board, serves until it is stopped. */
export const demoCommand: Command = {
  name: 'demo',
  summary: { zh: '载入示例城市并启动服务', en: 'load the example city and run the server' },
  usage: '  qinglan demo [--pack NAME]',
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: { pack: { type: 'string', default: 'nantong-2021' } },
    })
    const { loadPack } = await import('../../pack/load-pack.ts')
    const { boardText } = await import('./board.ts')
    const access = readAccessSettings({
      ...process.env,
      QINGLAN_ACCESS: process.env['QINGLAN_ACCESS'] ?? 'demo',
    })
    const gateway = await demoGateway(io)
    const config = { ...io.config, access, ...(gateway ? { gateway } : {}) }
    let fleet: Fleet | undefined
    try {
      return await serve({ ...io, config }, async (context) => {
        const { campaignId } = await loadPack(context, `${packs}${values.pack}`, {
          onProgress: (line) => io.stderr.write(`${line}\n`),
        })
        io.stdout.write(await boardText(context.db, { campaignId, width: process.stdout.columns }))
        if (gateway) fleet = await playLoggers(context.db, gateway, campaignId)
      })
    } finally {
      fleet?.stop() // its sockets and timers would keep a server that could not start from ending
    }
  },
}
