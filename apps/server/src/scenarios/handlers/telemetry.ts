import { addDays, dayStart } from '@qinglan/periods'
import { composePacket, encodePacket, factorGroup, PacketDecoder, writeTimestamp } from '@qinglan/hj212'
import { sql, type Transaction } from 'kysely'
import Type from 'typebox'
import type { Tables } from '../../database/tables.ts'
import { ObservationStore } from '../../monitoring/gateway/observation-store.ts'
import { rowOf, type PacketRow } from '../../monitoring/gateway/packet-row.ts'
import { monthQuality } from '../../monitoring/quality/month-quality.ts'
import { actOnAlarm, listAlarms } from '../../monitoring/signals/alarms.ts'
import { bundledRules } from '../../monitoring/signals/compile-rules.ts'
import { keepEvent, lookAtEvent, lookAtUnended } from '../../monitoring/signals/events.ts'
import { lookAtSilence } from '../../monitoring/signals/silence.ts'
import '../../monitoring/gateway/tables.ts'
import '../../monitoring/tables.ts'
import { compare } from '../compare.ts'
import { check, step, type Handlers, type Stage } from '../handlers.ts'
import { historyOf, instant, look, Moment, siteId } from './telemetry-steps.ts'

const strict = { additionalProperties: false } as const
const Numbers = Type.Record(Type.String(), Type.Number())

const statistics: Readonly<Record<string, string>> = {
  2011: 'Rtd',
  2021: 'RS',
  2051: 'Avg',
  2061: 'Avg',
  2031: 'Avg',
}
const stepMs: Readonly<Record<string, number>> = {
  2011: 60_000,
  2021: 60_000,
  2051: 60_000,
  2061: 3_600_000,
  2031: 86_400_000,
}

/** Packets as a logger writes them, decoded and stored as the gateway does. */
function rowsOfStretch(
  site: number,
  {
    cn,
    from,
    count,
    values,
    flag,
  }: { cn: string; from: string; count: number; values: Record<string, number>; flag?: string },
): PacketRow[] {
  const statistic = statistics[cn] ?? 'Rtd'
  return Array.from({ length: count }, (_, i) => {
    const at = instant(from) + i * (stepMs[cn] ?? 60_000)
    const groups = Object.entries(values).map(([factor, value]) =>
      factorGroup(factor, { values: { [statistic]: value }, ...(flag === undefined ? {} : { flag }) }),
    )
    const head = {
      dialect: '2017',
      direction: 'up',
      st: '32',
      pw: '123456',
      mn: 'SCENARIO',
      qn: null,
    } as const
    const parameters = { DataTime: writeTimestamp(at) }
    const [event] = new PacketDecoder().push(encodePacket(composePacket({ ...head, cn, parameters, groups })))
    if (event?.kind !== 'packet') throw new Error('a scenario wrote a packet that cannot be read')
    const row = rowOf(event.packet, { siteId: site, timeLabel: 'start' }, Date.now())
    if (typeof row === 'string') throw new Error(`the packet makes no row: ${row}`)
    return row
  })
}

async function storeAndLook(stage: Stage, rows: readonly PacketRow[]): Promise<void> {
  const trx = stage.db as Transaction<Tables>
  await new ObservationStore().write(trx, rows)
  await look(stage)
}

const alarmOf = async (stage: Stage, rule: string): Promise<string> => {
  const found = (await listAlarms(stage.db, {})).find(
    (alarm) => alarm.rule === rule && alarm.state !== 'closed',
  )
  if (!found) throw new Error(`no open alarm ${rule}`)
  return found.id
}

/** Sources with data loggers, cameras and gates, and what the rules say of them. */
export const telemetryHandlers: Handlers = {
  given: {
    sources: step(
      Type.Array(
        Type.Object(
          {
            code: Type.String(),
            region: Type.Optional(Type.String()),
            channels: Type.Optional(Type.Record(Type.String(), Type.String())),
            settings: Type.Optional(Type.Record(Type.String(), Numbers)),
            limits: Type.Optional(Numbers),
            attributes: Type.Optional(Type.Record(Type.String(), Type.String())),
          },
          strict,
        ),
      ),
      async ({ db }, sources) => {
        for (const { code, region = 'city', channels = {}, settings = {}, limits = {}, ...own } of sources) {
          const place = { region_id: region, unit_id: null, lon: null, lat: null }
          const attributes = JSON.stringify({ ...own.attributes, channels, signalSettings: settings })
          const { id } = await db
            .insertInto('sites')
            .values({ ...place, code, kind: 'source-outlet', name_zh: code, name_en: code, attributes })
            .returning('id')
            .executeTakeFirstOrThrow()
          for (const [factor, high] of Object.entries(limits)) {
            await db.insertInto('site_limits').values({ site_id: id, factor, high }).execute()
          }
        }
      },
    ),
    loggers: step(
      Type.Array(
        Type.Object(
          { mn: Type.String(), site: Type.String(), registered: Moment, lastData: Type.Optional(Moment) },
          strict,
        ),
      ),
      async (stage, loggers) => {
        for (const { mn, site, registered, lastData } of loggers) {
          const last = lastData === undefined ? null : new Date(instant(lastData))
          await stage.db
            .insertInto('devices')
            .values({
              mn,
              site_id: await siteId(stage, site),
              password: '123456',
              registered_by: 'scenario',
              registered_at: new Date(instant(registered)),
              last_seen_at: last,
              last_data_at: last,
            })
            .execute()
        }
      },
    ),
  },
  when: {
    /** Packets of one command, one a minute, an hour or a day as the command has it. */
    packets: step(
      Type.Array(
        Type.Object(
          {
            site: Type.String(),
            cn: Type.Union(['2011', '2021', '2051', '2061', '2031'].map((cn) => Type.Literal(cn))),
            from: Moment,
            count: Type.Integer({ minimum: 1, maximum: 20_000 }),
            values: Numbers,
            flag: Type.Optional(Type.String()),
          },
          strict,
        ),
      ),
      async (stage, stretches) => {
        for (const stretch of stretches) {
          const rows = rowsOfStretch(await siteId(stage, stretch.site), stretch)
          await storeAndLook(stage, rows)
        }
      },
    ),
    /** What a camera or a gate reports. */
    events: step(
      Type.Array(
        Type.Object(
          {
            site: Type.String(),
            kind: Type.String(),
            key: Type.String(),
            at: Moment,
            facts: Type.Optional(
              Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
            ),
          },
          strict,
        ),
      ),
      async (stage, events) => {
        for (const { site, at, facts = {}, ...rest } of events) {
          const event = { ...rest, facts, siteId: await siteId(stage, site), at: instant(at) }
          await keepEvent(stage.db, event)
          await lookAtEvent(stage.db, await bundledRules(), event)
        }
      },
    ),
    /** Nothing more comes until this time. */
    'silence until': step(Moment, async ({ db }, moment) => {
      const rules = await bundledRules()
      await lookAtSilence(db, rules.silence, instant(moment))
      await lookAtUnended(db, rules, instant(moment))
    }),
    'acknowledge alarm': step(Type.String(), async (stage, rule) => {
      await actOnAlarm(stage.db, await alarmOf(stage, rule), { action: 'acknowledge' }, 'scenario')
    }),
    'close alarm': step(Type.String(), async (stage, rule) => {
      await actOnAlarm(stage.db, await alarmOf(stage, rule), { action: 'close' }, 'scenario')
    }),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {
    /** All alarms, by rule and time of beginning; `ended` says whether the condition still holds. */
    alarms: check(Type.Array(Type.Record(Type.String(), Type.Unknown())), async ({ db }, expected) => {
      const alarms = (await listAlarms(db, {})).toSorted(
        (a, b) =>
          a.rule.localeCompare(b.rule) ||
          a.beganAt.localeCompare(b.beganAt) ||
          a.subject.localeCompare(b.subject),
      )
      const actual = alarms.map((alarm) => ({
        ...alarm,
        site: alarm.site.zh,
        began: writeTimestamp(Date.parse(alarm.beganAt)).slice(8, 12),
        ended: alarm.endedAt !== null,
      }))
      return compare('', expected, actual)
    }),
    /** Hours over a limit, by site and factor. */
    'exceeded hours': check(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Integer())),
      async ({ db }, expected) => {
        const { rows } = await sql<{ code: string; factor: string; hours: number }>`
        select s.code, e.factor, count(*) as hours from exceedances e join sites s on s.id = e.site_id group by 1, 2`.execute(
          db,
        )
        const actual: Record<string, Record<string, number>> = {}
        for (const { code, factor, hours } of rows) actual[code] = { ...actual[code], [factor]: hours }
        return compare('', expected, actual)
      },
    ),
    /** The quality of the month of the day of the play, as seen at its end, by site and factor. */
    quality: check(
      Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())),
      async ({ db, clock }, expected) => {
        const rows = await monthQuality(db, clock.slice(0, 7), dayStart(addDays(clock, 1)))
        const actual: Record<string, Record<string, unknown>> = {}
        for (const row of rows) actual[row.site.zh] = { ...actual[row.site.zh], [row.factor]: row }
        return compare('', expected, actual)
      },
    ),
    /** What a site's values of a day are now, and what they were before: lists in the order of time. */
    history: check(
      Type.Record(
        Type.String(),
        Type.Object({ now: Type.Array(Type.Number()), before: Type.Array(Type.Number()) }, strict),
      ),
      async (stage, expected) => {
        const actual: Record<string, unknown> = {}
        for (const code of Object.keys(expected)) {
          actual[code] = await historyOf(stage, code)
        }
        return compare('', expected, actual)
      },
    ),
  },
}
