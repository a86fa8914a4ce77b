import type { DeviceReport } from '@qinglan/contract'
import { findCommand, findFactor, meaningOf } from '@qinglan/hj212'
import type { Db } from '../../database/connect.ts'
import './tables.ts'

/** The groups of site information (HJ 212-2017 table B.10): i11 logs, i12 states, i13 parameters; other letters are of other instruments. */
const information = { '1': 'log', '2': 'state', '3': 'parameter' } as const

function kindOf(cn: string, item: string): DeviceReport['kind'] {
  switch (cn) {
    case '2071':
    case '2072':
      return 'alarm'
    case '3020':
      return information[/^i\d([123])/.exec(item)?.[1] as keyof typeof information] ?? 'parameter'
    case '2081':
      return 'restart'
    case '3015':
      return 'sample'
    case '3019':
      return 'identity'
    default:
      return 'parameter'
  }
}

const named = (code: string) => {
  const known = findFactor(code)
  return { zh: known?.nameZh ?? code, en: known?.nameEn ?? code }
}

/** What `Ala` and `AlarmType` are called, and plain fields. */
function nameOf(cn: string, item: string): { zh: string; en: string } {
  if (item === 'Ala') return { zh: '报警期间监测值', en: 'Value in alarm' }
  if (item === 'AlarmType') return { zh: '报警事件', en: 'Alarm event' }
  if (item === 'SN') return { zh: '在线监控仪器仪表编码', en: 'Number of the instrument' }
  if (/^i\d/.test(item)) return named(item)
  const command = findCommand(cn, '2017') ?? findCommand(cn, '2005')
  return command
    ? { zh: `${command.nameZh} ${item}`, en: `${command.nameEn} ${item}` }
    : { zh: item, en: item }
}

const alarmTypes: Readonly<Record<string, string>> = { '1': '超标', '0': '恢复正常' }

/** What a logger reported, the latest first. */
export async function listReports(db: Db, mn: string, limit: number): Promise<DeviceReport[]> {
  const rows = await db
    .selectFrom('device_reports')
    .selectAll()
    .where('mn', '=', mn)
    .orderBy('at', 'desc')
    .orderBy('subject')
    .orderBy('item')
    .limit(limit)
    .execute()
  return rows.map(({ at, cn, subject, item, value, received_at }) => ({
    at: at.toISOString(),
    receivedAt: received_at.toISOString(),
    cn,
    kind: kindOf(cn, item),
    subject,
    subjectName: subject === '' ? null : named(subject),
    item,
    name: nameOf(cn, item),
    value,
    meaning:
      item === 'AlarmType'
        ? (alarmTypes[value] ?? null)
        : meaningOf(item, 'Info', /^\d+(?:\.0+)?$/.test(value) ? Number(value) : null),
  }))
}
