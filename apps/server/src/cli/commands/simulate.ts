import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { callerPath } from '../../config.ts'
import { badInput, QinglanError } from '../../errors.ts'
import { startFleet } from '../../simulator/fleet.ts'
import type { Command, Io } from '../command.ts'

function count(name: string, text: string, least: number): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= least) return value
  throw badInput(`--${name} 应为不小于 ${least} 的数`, `--${name} is a number of at least ${least}`)
}

async function register(io: Io, sites: number, region: string | undefined): Promise<void> {
  const { openDatabase } = await import('../../database/open.ts')
  const { registerLoggers } = await import('../../simulator/register-loggers.ts')
  const database = await openDatabase(io.config, { max: 1 })
  try {
    await registerLoggers(database.db, sites, region ?? null)
  } finally {
    await database.close()
  }
}

/** `qinglan simulate`: plays data loggers that speak HJ 212 over real sockets. */
export const simulateCommand: Command = {
  name: 'simulate',
  summary: { zh: '模拟一批数采仪', en: 'play data loggers over real sockets' },
  usage: [
    '  qinglan simulate [--sites N] [--rate R] [--seconds S] [--faults] [--history HOURS] [--host H] [--port P] [--seed N]',
    '                   [--register [--region ID]] [--ledger FILE] [--patience S]',
    '  --rate      每秒测量次数,合计 / measurements a second, all loggers together',
    '  --seconds   多久后结束;不给则到 Ctrl-C / when to end; without it, at Ctrl-C',
    '  --register  先在数据库登记这些数采仪 / first register the loggers in the database',
    '  --ledger    每条已确认的记录写一行 JSON / a line of JSON for each acknowledged record',
    '  --patience  结束时最多等多少秒收齐应答,默认 30 / at the end, how long to wait for the last answers',
    '  结束时输出 JSON / prints a JSON summary at the end',
  ].join('\n'),
  async run(args, io) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        sites: { type: 'string', default: '10' },
        rate: { type: 'string', default: '10' },
        seconds: { type: 'string' },
        faults: { type: 'boolean', default: false },
        history: { type: 'string', default: '0' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '9212' },
        seed: { type: 'string', default: '1' },
        register: { type: 'boolean', default: false },
        region: { type: 'string' },
        ledger: { type: 'string' },
        patience: { type: 'string', default: '30' },
      },
    })
    const sites = count('sites', values.sites, 1)
    const seconds = values.seconds === undefined ? undefined : count('seconds', values.seconds, 0)
    if (values.register) await register(io, sites, values.region)
    const patience = count('patience', values.patience, 0)
    const ledger = values.ledger === undefined ? undefined : createWriteStream(callerPath(values.ledger))
    const started = Date.now()
    const fleet = startFleet({
      host: values.host,
      port: count('port', values.port, 1),
      sites,
      rate: count('rate', values.rate, 0),
      faults: values.faults,
      seed: count('seed', values.seed, 0),
      history: count('history', values.history, 0),
      onAcknowledged: (record) => ledger?.write(`${JSON.stringify(record)}\n`),
    })
    io.stderr.write(`${sites} 台数采仪发往 / loggers send to ${values.host}:${values.port} …\n`)
    await new Promise<void>((resolve) => {
      if (seconds !== undefined) setTimeout(resolve, seconds * 1000)
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
    })
    // where nothing was ever answered, nothing will be
    await fleet.finish(fleet.counts.acknowledged > 0 ? patience * 1000 : Math.min(patience * 1000, 5_000))
    const { counts } = fleet
    fleet.stop()
    if (ledger) await new Promise((resolve) => ledger.end(resolve))
    io.stdout.write(`${JSON.stringify({ sites, seconds: (Date.now() - started) / 1000, ...counts })}\n`)
    if (counts.acknowledged === 0 && counts.connectFailures > 0)
      throw new QinglanError('unavailable', {
        zh: `连接不上 ${values.host}:${values.port}`,
        en: 'nobody listens there',
      })
    return counts.waiting === 0 ? 0 : 1
  },
}
