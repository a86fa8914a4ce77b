import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { GatewaySettings } from '../config.ts'
import type { Tables } from '../database/tables.ts'
import { forgetOldPackets } from '../monitoring/gateway/raw-packets.ts'
import { bundledRules } from '../monitoring/signals/compile-rules.ts'
import { startSignalWorker } from '../monitoring/signals/signal-worker.ts'
import { startGateway, type Gateway } from '../monitoring/gateway/start-gateway.ts'
import { Forwarder } from '../monitoring/gateway/upstream/forwarder.ts'

const cleanEveryMs = 3_600_000

/** Opens the gateway as the configuration says, with the rules that look at what arrives and the job that deletes packets kept long enough. */
export async function openGateway(
  db: Kysely<Tables>,
  settings: GatewaySettings,
  log: (sentence: string) => void,
): Promise<Gateway> {
  const { tls } = settings
  const [cert, key] = tls
    ? await Promise.all([readFile(tls.certFile, 'utf8'), readFile(tls.keyFile, 'utf8')])
    : []
  const rules = await bundledRules()
  const gateway = await startGateway(db, {
    host: settings.host,
    port: settings.port,
    ...(tls && cert !== undefined && key !== undefined ? { tls: { port: tls.port, cert, key } } : {}),
    log,
  })
  const forwarder = new Forwarder(db, log)
  const signals = startSignalWorker(db, rules, log)
  const clean = setInterval(() => {
    forgetOldPackets(db, settings.rawDays).catch((error: unknown) => log(`gateway: ${String(error)}`))
  }, cleanEveryMs)
  return {
    ...gateway,
    stop: async () => {
      clearInterval(clean)
      await gateway.stop()
      await Promise.all([signals.stop(), forwarder.stop()])
    },
  }
}
