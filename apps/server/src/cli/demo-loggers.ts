import { sql } from 'kysely'
import { readGatewaySettings, type GatewaySettings } from '../config.ts'
import type { Db } from '../database/connect.ts'
import { startFleet, type Fleet } from '../simulator/fleet.ts'
import { registerLoggers } from '../simulator/register-loggers.ts'
import type { Io } from './command.ts'
import { ensurePortFree } from './port.ts'

const loggers = 4
const historyHours = 48

/** The gateway at the port given, or at its usual one when that is free: the demo also runs without. */
export async function demoGateway(io: Io): Promise<GatewaySettings | undefined> {
  if (io.config.gateway) return io.config.gateway
  const usual = readGatewaySettings(process.env, 9212)
  try {
    await ensurePortFree(usual?.host ?? '127.0.0.1', usual?.port ?? 0)
    return usual
  } catch {
    io.stderr.write(
      '端口 9212 已被占用,演示不启动数采仪网关 / port 9212 is in use: the demo runs without its gateway\n',
    )
    return undefined
  }
}

/** Registers a few simulated loggers in the campaign's region and lets them send: two days of hours first, then as they measure. */
export async function playLoggers(
  db: Db,
  { host, port }: GatewaySettings,
  campaignId: string,
): Promise<Fleet> {
  const { rows } = await sql<{
    region_id: string
  }>`select region_id from campaigns where id = ${campaignId}`.execute(db)
  await registerLoggers(db, loggers, rows[0]?.region_id ?? null)
  return startFleet({
    host,
    port,
    sites: loggers,
    rate: 0.2,
    faults: true,
    seed: 1,
    history: historyHours,
  })
}
