import { composePacket, encodePacket, factorGroup, PacketDecoder, writeTimestamp } from '@qinglan/hj212'
import Type, { type Static } from 'typebox'
import { reportsOf } from '../../monitoring/reports/reports-of-packet.ts'
import { storeReports } from '../../monitoring/reports/store-reports.ts'
import { step, type Handlers } from '../handlers.ts'
import { instant, look, Moment } from './telemetry-steps.ts'

const LoggerAlarm = Type.Object(
  {
    mn: Type.String(),
    cn: Type.Union([Type.Literal('2071'), Type.Literal('2072')]),
    at: Moment,
    factor: Type.String(),
    value: Type.Optional(Type.Number()),
    /** `AlarmType`: 1 over, 0 back to normal. */
    type: Type.Optional(Type.Integer()),
    came: Type.Optional(Moment),
  },
  { additionalProperties: false },
)

/** The packet as a logger writes it, read as the gateway reads it. */
function reportsOfAlarm(
  { mn, cn, at, factor, value = 0, type }: Static<typeof LoggerAlarm>,
  receivedAt: number,
) {
  const head = {
    dialect: '2005',
    direction: 'up',
    st: '32',
    pw: '123456',
    mn,
    qn: `${writeTimestamp(instant(at))}000`,
  } as const
  const parameters = {
    [cn === '2072' ? 'AlarmTime' : 'DataTime']: writeTimestamp(instant(at)),
    ...(type === undefined ? {} : { AlarmType: String(type) }),
  }
  const groups = [factorGroup(factor, { values: { Ala: value } })]
  const [event] = new PacketDecoder().push(encodePacket(composePacket({ ...head, cn, parameters, groups })))
  const reports = event?.kind === 'packet' ? reportsOf(event.packet, receivedAt) : null
  if (!reports) throw new Error('a scenario wrote a packet that cannot be read')
  return reports
}

/** What loggers tell of their own alarms. */
export const loggerAlarms: Handlers = {
  given: {},
  when: {
    'logger alarms': step(Type.Array(LoggerAlarm), async (stage, alarms) => {
      for (const alarm of alarms) {
        const receivedAt = instant(alarm.came ?? alarm.at)
        const reports = reportsOfAlarm(alarm, receivedAt)
        await storeReports(stage.db, [{ mn: alarm.mn, receivedAt, reports }])
        await look(stage)
      }
    }),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {},
}
