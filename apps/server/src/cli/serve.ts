import type { AddressInfo } from 'node:net'
import { readAccessSettings } from '../access-settings.ts'
import { runAssessmentWorker } from '../assessment/worker.ts'
import { keepStates } from '../campaign/board/state-keeper.ts'
import { forgetInstance, noteInstance, runningInstance } from '../database/instance-lock.ts'
import { openDatabase } from '../database/open.ts'
import { openAppContext } from '../http/app-context.ts'
import { buildApp } from '../http/app.ts'
import type { AppContext } from '../http/context.ts'
import { listenForMetrics } from '../http/metrics-listener.ts'
import { anchorFile } from '../identity/audit/anchors.ts'
import { checkOnSchedule } from '../identity/audit/check-on-schedule.ts'
import { prepareAccess, refuseMixedAccounts } from '../identity/start.ts'
import { indicators } from '../indicators.ts'
import { runRegisterWorker } from '../register/evaluation/register-worker.ts'
import type { Io } from './command.ts'
import { openGateway } from './gateway.ts'
import { ensurePortFree } from './port.ts'

/** Resolves at the first request to stop; further ones (a terminal signals the whole group) change nothing. */
export const askedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })

/**
 * Runs the server until it is asked to stop, then closes everything in order: the door first, the database last.
 * `prepare` runs before the door opens and may be interrupted.
 */
export async function serve(io: Io, prepare?: (context: AppContext) => Promise<void>): Promise<number> {
  const { config } = io
  const stopAsked = askedToStop()
  await ensurePortFree(config.host, config.port)
  if (!config.databaseUrl) {
    const other = await runningInstance(config.dataFolder)
    if (other) {
      const where = `${config.dataFolder} (pid ${other.pid})`
      throw new Error(`数据目录正被另一个清蓝使用:${where} / the data folder is in use by another Qinglan`)
    }
  }
  const database = await openDatabase(config, { max: 20 })
  const closing: (() => Promise<unknown>)[] = [() => database.close()]
  try {
    if (!config.databaseUrl) {
      await noteInstance(config.dataFolder, { pid: process.pid, databaseUrl: database.url, httpUrl: null })
      closing.push(() => forgetInstance(config.dataFolder))
    }
    const context = await openAppContext(config, database)
    closing.push(() => context.close())
    // what is set up before the door opens is the owner's work; from then on nothing is
    const owner = { ...context, db: database.db, pool: database.pool }
    await refuseMixedAccounts(owner)
    const prepared = prepare
      ? await Promise.race([prepare(owner).then(() => true), stopAsked.then(() => false)])
      : true
    if (!prepared) return 130
    await prepareAccess(owner, io.stderr)
    const complain = (error: unknown) =>
      void io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    const worker = runAssessmentWorker(context, complain)
    closing.push(() => worker.stop())
    const judge = runRegisterWorker(context, { onError: complain })
    closing.push(() => judge.stop())
    const keeper = keepStates(context, indicators, { onError: complain })
    closing.push(() => keeper.stop())
    if (config.gateway) {
      const gateway = await openGateway(
        context.db,
        config.gateway,
        (line) => void io.stderr.write(`${line}\n`),
      )
      closing.push(() => gateway.stop())
      io.stderr.write(`数采仪网关 HJ 212 gateway at ${config.gateway.host}:${gateway.port}\n`)
    }
    const access = config.access ?? readAccessSettings({})
    const audit = checkOnSchedule(context.accounts.db, {
      hours: access.auditCheckHours,
      anchorFile: anchorFile(config.dataFolder),
      tell: (line) => void io.stderr.write(`${line}\n`),
    })
    closing.push(() => audit.stop())
    const app = await buildApp(context)
    closing.push(() => app.close())
    if (access.metricsListener) {
      const metrics = await listenForMetrics(app, access.metricsListener)
      closing.push(() => metrics.close())
    }
    await app.listen({ host: config.host, port: config.port })
    const { port } = app.server.address() as AddressInfo
    const httpUrl = `http://${config.host}:${port}`
    if (!config.databaseUrl)
      await noteInstance(config.dataFolder, { pid: process.pid, databaseUrl: database.url, httpUrl })
    io.stderr.write(`清蓝已启动 Qinglan is at ${httpUrl} (Ctrl-C 停止)\n`)
    await stopAsked
    io.stderr.write('正在停止 Stopping …\n')
    return 0
  } finally {
    for (const close of closing.reverse())
      await close().catch((error: unknown) => io.stderr.write(`${String(error)}\n`))
  }
}
