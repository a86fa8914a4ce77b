import type { Command } from '../command.ts'
import { serve } from '../serve.ts'

/** `qinglan serve`: the server until it is stopped. */
export const serveCommand: Command = {
  name: 'serve',
  summary: { zh: '启动服务(网页与接口)', en: 'run the server (web application and API)' },
  usage: '  qinglan serve\n  环境变量 environment: QINGLAN_HOST, QINGLAN_PORT, QINGLAN_DATA, DATABASE_URL',
  run: (_args, io) => serve(io),
}
