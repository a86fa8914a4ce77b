import Type, { type Static } from 'typebox'
import { Bilingual, Instant } from './shared.ts'

/** How a command to a device stands; the last seven are ends. */
export const CommandState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('sent'),
  Type.Literal('accepted'),
  Type.Literal('done'),
  Type.Literal('refused'),
  Type.Literal('failed'),
  Type.Literal('no-data'),
  Type.Literal('unanswered'),
  Type.Literal('no-result'),
  Type.Literal('not-connected'),
])
export type CommandState = Static<typeof CommandState>

/** The state light of a data logger: data come, it lives without data, it is silent, it never sent, or it is switched off. */
export const DeviceLight = Type.Union([
  Type.Literal('online'),
  Type.Literal('no-data'),
  Type.Literal('silent'),
  Type.Literal('never'),
  Type.Literal('disabled'),
])
export type DeviceLight = Static<typeof DeviceLight>

const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** A data logger (数采仪); its password is never shown. */
export const Device = Type.Object({
  mn: Type.String(),
  siteId: Type.String(),
  site: Bilingual,
  regionId: OrNull(Type.String()),
  light: DeviceLight,
  enabled: Type.Boolean(),
  checkPassword: Type.Boolean(),
  acceptModbusCrc: Type.Boolean(),
  timeLabel: Type.Union([Type.Literal('start'), Type.Literal('end')]),
  dialect: OrNull(Type.String()),
  lastSeenAt: OrNull(Instant),
  lastDataAt: OrNull(Instant),
  clockSkewSeconds: OrNull(
    Type.Integer({ description: "the device's clock less ours; positive: it is ahead" }),
  ),
  registeredBy: Type.String(),
  registeredAt: Instant,
  simulated: Type.Boolean(),
})
export type Device = Static<typeof Device>

export const Mn = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\x21-\\x7e]+$' })

/** What an engineer enters for a data logger; what is left out stays as it is. */
export const DeviceChange = Type.Object(
  {
    siteId: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })),
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    checkPassword: Type.Optional(Type.Boolean()),
    acceptModbusCrc: Type.Optional(Type.Boolean()),
    timeLabel: Type.Optional(Type.Union([Type.Literal('start'), Type.Literal('end')])),
    enabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type DeviceChange = Static<typeof DeviceChange>

/** A sender that was refused, with its last packet. */
export const QuarantineEntry = Type.Object({
  mn: Type.String(),
  reason: Type.String({ description: 'unknown-mn, wrong-password, disabled, no-time, unstorable' }),
  remote: Type.String(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  packets: Type.Integer(),
  sample: Type.String({ description: 'its last packet, password masked' }),
})
export type QuarantineEntry = Static<typeof QuarantineEntry>

export const DeviceCommand = Type.Object({
  id: Type.String(),
  mn: Type.String(),
  cn: Type.String(),
  parameters: Type.Record(Type.String(), Type.String()),
  state: CommandState,
  code: OrNull(Type.Integer({ description: 'QnRtn or ExeRtn of the device' })),
  answers: Type.Array(Type.Record(Type.String(), Type.String())),
  records: Type.Integer({ description: 'packets of data that came in answer' }),
  askedBy: Type.String(),
  askedAt: Instant,
  endedAt: OrNull(Instant),
})
export type DeviceCommand = Static<typeof DeviceCommand>

/** A command to ask of a device: its CN and the fields of its CP. */
export const CommandRequest = Type.Object(
  {
    cn: Type.String({ pattern: '^\\d{4}$' }),
    parameters: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,30}$' }),
        Type.String({ maxLength: 200, pattern: '^[^;,=&#\\r\\n]*$' }),
      ),
    ),
    factors: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z0-9]{1,20}$' }), {
        maxItems: 50,
        description: 'PolId, each a group of its own',
      }),
    ),
  },
  { additionalProperties: false },
)
export type CommandRequest = Static<typeof CommandRequest>
