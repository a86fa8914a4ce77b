import { parseArgs } from 'node:util'
import { readGatewaySettings } from '../../config.ts'
import { openDatabase } from '../../database/open.ts'
import { connectAs, workerRole } from '../../database/service-roles.ts'
import type { Command } from '../command.ts'
import { openGateway } from '../gateway.ts'
import { askedToStop, serve } from '../serve.ts'

/** `qinglan gateway`: listens to data loggers; with `--only-gateway` in a process that does nothing else. */
export const gatewayCommand: Command = {
  name: 'gateway',
  summary: { zh: '启动 HJ 212 数采仪网关', en: 'listen to HJ 212 data loggers' },
  usage: [
    '  qinglan gateway [--only-gateway] [--host H] [--port P]',
    '  默认与网页服务同一进程,端口 9212 / by default beside the web application, on port 9212',
    '  环境变量 environment: QINGLAN_GATEWAY_HOST, _PORT, _TLS_PORT, _TLS_CERT, _TLS_KEY, _RAW_DAYS, _REPORT_DAYS; DATABASE_URL, QINGLAN_DATA',
  ].join('\n'),
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        'only-gateway': { type: 'boolean', default: false },
        host: { type: 'string' },
        port: { type: 'string' },
      },
    })
    const env = {
      ...process.env,
      ...(values.host === undefined ? {} : { QINGLAN_GATEWAY_HOST: values.host }),
      ...(values.port === undefined ? {} : { QINGLAN_GATEWAY_PORT: values.port }),
    }
    const gateway = readGatewaySettings(env, 9212)!
    if (!values['only-gateway']) return serve({ ...io, config: { ...io.config, gateway } })
    const stopAsked = askedToStop()
    const database = await openDatabase(io.config, { max: 1 })
    try {
      const work = await connectAs(workerRole, database.url, {
        given: io.config.access?.workerDatabaseUrl,
        max: 5,
      })
      try {
        const open = await openGateway(work.db, gateway, (line) => void io.stderr.write(`${line}\n`))
        io.stderr.write(`网关已启动 gateway at ${gateway.host}:${open.port}\n`)
        await stopAsked
        await open.stop()
        return 0
      } finally {
        await work.close()
      }
    } finally {
      await database.close()
    }
  },
}
