import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { SignalRules } from '../signals/compile-rules.ts'
import { keepEvent, lookAtEvents, type SiteEvent } from '../signals/events.ts'
import { alarmCommands } from './reports-of-packet.ts'
import './tables.ts'

/** The kind of event that a logger's alarm is. */
const kind = 'logger-alarm'
/** What a logger tells of longer ago than this, when it tells it, calls nobody. */
const freshMs = 24 * 3_600_000
const packetsAtOnce = 500
const longestType = 20

/** One line of what a logger told of an alarm. */
export interface AlarmReport {
  readonly mn: string
  readonly site_id: number
  readonly at: Date
  readonly cn: string
  readonly subject: string
  readonly item: string
  readonly value: string
  readonly received_at: Date
}

/** 01 and 1.0 are 1. */
const plainType = (text: string): string =>
  /^\d{1,9}(?:\.0+)?$/.test(text) ? String(Number(text)) : text.length > longestType ? '' : text

const typesOf = (reports: readonly AlarmReport[]): string[] => [
  ...new Set(reports.filter(({ item }) => item === 'AlarmType').map(({ value }) => plainType(value))),
]

/** `Ala` by the standard; other loggers write the value as they write any. */
const valueItems: ReadonlySet<string> = new Set(['Ala', 'Rtd', 'Data', 'Avg'])

/** The largest of the values in alarm, where there is one. */
function valueOf(reports: readonly AlarmReport[]): { value?: number } {
  const values = reports
    .filter(({ item, value }) => valueItems.has(item) && value.trim() !== '')
    .map(({ value }) => Number(value))
    .filter(Number.isFinite)
  return values.length === 0 ? {} : { value: Math.max(...values) }
}

/**
 * The events that a logger told of at one time by one command (2071, 2072): one for each factor and `AlarmType`, which counts for all
 * factors that have none of their own. `event.type` is empty where none is told, as in the records of 2071.
 */
export function eventsOf(reports: readonly AlarmReport[]): SiteEvent[] {
  const [first] = reports
  if (!first) return []
  const { mn, cn, site_id: siteId } = first
  const at = first.at.getTime()
  const { '': general = [], ...own } = Object.groupBy(reports, ({ subject }) => subject)
  const common = typesOf(general)
  const factors = Object.entries(own).map(([factor, found = []]) => ({
    factor,
    found,
    types: typesOf(found),
  }))
  const isOfLogger = common.length > 0 && factors.every(({ types }) => types.length > 0)
  const ofLogger = isOfLogger ? [{ factor: '', found: general, types: common }] : []
  return [...factors, ...ofLogger].flatMap(({ factor, found, types }) => {
    const told = types.length > 0 ? types : common
    return (told.length > 0 ? told : ['']).map((type) => ({
      siteId,
      kind,
      key: [mn, cn, at, factor, type].join(' '),
      at,
      facts: { mn, cn, factor, type, ...valueOf(found) },
    }))
  })
}

/**
 * Makes events of the alarms that loggers told since this was last done, and lets the rules look at them. One process at a time.
 * @returns how many packets there were
 */
export async function lookAtAlarmReports(db: Db, rules: SignalRules): Promise<number> {
  const { rows } = await sql<AlarmReport>`
    with told as (
      select distinct mn, at from device_reports where unheard order by at, mn limit ${packetsAtOnce}
    ), heard as (
      update device_reports r set unheard = false from told where r.unheard and r.mn = told.mn and r.at = told.at
    )
    select r.mn, r.site_id, r.at, r.cn, r.subject, r.item, r.value, r.received_at
    from device_reports r join told on r.mn = told.mn and r.at = told.at
    where r.cn = any(${[...alarmCommands]})`.execute(db)
  const packets = Map.groupBy(rows, ({ mn, cn, at }) => `${mn} ${cn} ${at.getTime()}`)
  const news: SiteEvent[] = []
  for (const event of [...packets.values()].flatMap(eventsOf))
    if (await keepEvent(db, event)) news.push(event)
  // as it was when they came: that rules were not looking for a day is no reason to be silent
  const received = rows.map(({ received_at }) => received_at.getTime())
  await lookAtEvents(db, rules, news, Math.min(...received) - freshMs)
  return packets.size
}
