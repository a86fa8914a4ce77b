import { findParameter, type Packet } from '../segment/parse-segment.ts'
import { type CommandUse, commands, type Direction, findCommand } from './command-table.ts'

/** Fields that only a device puts into its answer to a "get" command. */
const UPLOAD_FIELDS = new Set([
  'DataTime',
  'SystemTime',
  'RtdInterval',
  'MinInterval',
  'AlarmTarget',
  'ReportTime',
  'RestartTime',
  'VaseNo',
  'CstartTime',
  'Ctime',
  'CTime',
  'Stime',
])

/**
 * Tells from the packet alone which way it goes. The standard does not mark the direction: a command of both
 * ways is an upload when it carries data.
 * @returns null for 9013, which both sides send, and for commands that nothing tells.
 */
export function directionOf(packet: Packet): Direction | null {
  const { cn } = packet
  if (cn === null || cn === '9013') return null
  if (cn === '9014') return 'down'
  const command = findCommand(cn, packet.dialect) ?? commands.find((known) => known.cn === cn)
  if (command && command.up === null) return 'down'
  if (command && command.down === null) return 'up'
  if (cn === '1014') return findParameter(packet, 'NewSK') === null ? 'up' : 'down'
  if (packet.measurements.length > 0 || packet.parameters.some(({ name }) => UPLOAD_FIELDS.has(name)))
    return 'up'
  return command ? 'down' : null
}

/** What the packet is in its direction (request, upload, notice, answer), or null when it is not known. */
export function useOf(packet: Packet, direction: Direction): CommandUse | null {
  if (packet.cn === null) return null
  const command = findCommand(packet.cn, packet.dialect) ?? commands.find((known) => known.cn === packet.cn)
  return (direction === 'down' ? command?.down : command?.up) ?? null
}
