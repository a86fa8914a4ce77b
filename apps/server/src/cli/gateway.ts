import { readFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { GatewaySettings } from '../config.ts'
import type { Tables } from '../database/tables.ts'
import { forgetOldPackets } from '../monitoring/gateway/raw-packets.ts'
import { bundledRules } from '../monitoring/signals/compile-rules.ts'
import { startSignalWorker } from '../monitoring/signals/signal-worker.ts'
import { forgetOldReports } from '../monitoring/reports/forget-reports.ts'
import { startGateway, type Gateway } from '../monitoring/gateway/start-gateway.ts'
import { Forwarder } from '../monitoring/gateway/upstream/forwarder.ts'
import { ensurePortFree } from './port.ts'

const cleanEveryMs = 3_600_000

/** Refuses with one clear sentence when the gateway's port is taken. */
async function ensureListenable({ host, port }: GatewaySettings): Promise<void> {
  await ensurePortFree(host, port).catch((error: unknown) => {
    throw new Error(
      `数采仪网关无法监听 ${host}:${port},可用 QINGLAN_GATEWAY_HOST、QINGLAN_GATEWAY_PORT 更换 / the gateway cannot listen there`,
      { cause: error },
    )
  })
}

/** Opens the gateway as the configuration says, with the rules that look at what arrives and the job that deletes packets and reports kept long enough. */
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
  await ensureListenable(settings)
  const gateway = await startGateway(db, {
    host: settings.host,
    port: settings.port,
    ...(tls && cert !== undefined && key !== undefined ? { tls: { port: tls.port, cert, key } } : {}),
    log,
  })
  const forwarder = new Forwarder(db, log)
  const signals = startSignalWorker(db, rules, log)
  const clean = setInterval(() => {
    for (const forgotten of [
      forgetOldPackets(db, settings.rawDays),
      forgetOldReports(db, settings.reportDays),
    ]) {
      forgotten.catch((error: unknown) => log(`gateway: ${String(error)}`))
    }
  }, cleanEveryMs)
  return {
    port: gateway.port,
    tlsPort: gateway.tlsPort,
    get counts() {
      return gateway.counts
    },
    stop: async () => {
      clearInterval(clean)
      await gateway.stop()
      await Promise.all([signals.stop(), forwarder.stop()])
    },
  }
}
