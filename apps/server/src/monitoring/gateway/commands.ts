import type { CommandRequest, DeviceCommand } from '@qinglan/contract'
import { commands } from '@qinglan/hj212'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { deviceByMn } from './devices.ts'
import './tables.ts'

// 1072 sets a new password: the one kept here would no longer fit, so it is done on the spot
const refused = new Set(['1072'])

/** Asks a command of a device; the gateway that it is connected to sends it. @throws QinglanError */
export async function askCommand(db: Db, mn: string, request: CommandRequest, by: string): Promise<string> {
  await deviceByMn(db, mn, Date.now())
  const { cn } = request
  if (
    refused.has(cn) ||
    !commands.some((c) => c.cn === cn && (c.down?.role === 'request' || c.down?.role === 'notice'))
  ) {
    throw badInput(`不能下发命令 ${cn}`, `command ${cn} cannot be sent to a device`)
  }
  const { id } = await db
    .insertInto('device_commands')
    .values({
      mn,
      cn,
      parameters: JSON.stringify(request.parameters ?? {}),
      factors: [...(request.factors ?? [])],
      asked_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What a device was asked, the latest first. */
export async function listCommands(db: Db, mn: string | undefined): Promise<DeviceCommand[]> {
  const rows = await db
    .selectFrom('device_commands')
    .selectAll()
    .$if(mn !== undefined, (q) => q.where('mn', '=', mn ?? ''))
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    mn: row.mn,
    cn: row.cn,
    parameters: row.parameters,
    state: row.state,
    code: row.code,
    answers: [...row.answers],
    records: row.records,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  }))
}
