import Type, { type Static } from 'typebox'
import { SiteKind } from './monitoring.ts'
import { Bilingual, CivilMonth, Instant, OrNull } from './shared.ts'

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
  unitsInDoubt: Type.Integer({
    description: 'factors whose unit someone must say; they count nowhere until then',
  }),
  registeredBy: Type.String(),
  registeredAt: Instant,
  simulated: Type.Boolean(),
})
export type Device = Static<typeof Device>

export const Mn = Type.String({ minLength: 1, maxLength: 64, pattern: '^[\\x21-\\x7e]+$' })

/** What an engineer enters for a data logger; what is left out stays as it is. */
export const DeviceChange = Type.Object(
  {
    newSite: Type.Optional(
      Type.Object(
        {
          code: Type.String({ minLength: 1, maxLength: 64 }),
          name: Bilingual,
          regionId: OrNull(Type.String()),
          kind: Type.Optional(SiteKind),
        },
        {
          additionalProperties: false,
          description: 'a site that is not there yet, instead of siteId; of no kind said a source outlet',
        },
      ),
    ),
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

/** The unit in which a data logger sends a factor, and how it is known. */
export const DeviceUnit = Type.Object({
  factor: Type.String({ description: 'the code as the device writes it' }),
  name: Bilingual,
  unit: OrNull(Type.String({ description: 'null: in doubt' })),
  tableUnit: OrNull(Type.String({ description: "the default of the standard's table" })),
  origin: Type.Union(
    [
      Type.Literal('table'),
      Type.Literal('ambient'),
      Type.Literal('values'),
      Type.Literal('said'),
      Type.Literal('doubt'),
    ],
    {
      description: 'ambient: an air station, so the units of GB 3095; values: they settle it with the table',
    },
  ),
  median: OrNull(Type.Number({ description: 'the middle of its last positive values, as sent' })),
  likely: OrNull(Type.String({ description: 'the unit that the median speaks for' })),
  choices: Type.Array(Type.String()),
  saidBy: OrNull(Type.String()),
  saidAt: OrNull(Instant),
})
export type DeviceUnit = Static<typeof DeviceUnit>

/** The unit of a factor; null takes back what was said. */
export const UnitChange = Type.Object(
  { unit: OrNull(Type.String({ maxLength: 20 })) },
  { additionalProperties: false },
)
export type UnitChange = Static<typeof UnitChange>

/** Whether former days of a site are being assessed anew, because a unit was said. */
export const DaysToAssess = Type.Object({
  waiting: Type.Boolean(),
  days: OrNull(Type.Integer({ description: 'how many are left; null while they are not counted yet' })),
})
/** Whether former days of a site are being assessed anew. */
export type DaysToAssess = Static<typeof DaysToAssess>

/** One thing that a data logger told beside measurements. */
export const DeviceReport = Type.Object({
  at: Instant,
  receivedAt: Instant,
  cn: Type.String(),
  kind: Type.Union([
    Type.Literal('alarm'),
    Type.Literal('log'),
    Type.Literal('state'),
    Type.Literal('parameter'),
    Type.Literal('identity'),
    Type.Literal('sample'),
    Type.Literal('restart'),
  ]),
  subject: Type.String({ description: 'the factor that it is about; empty for the logger itself' }),
  subjectName: OrNull(Bilingual),
  item: Type.String({ description: 'Ala, an information code such as i11001, SN, or a plain field' }),
  name: Bilingual,
  value: Type.String({ description: 'as the device wrote it' }),
  meaning: OrNull(Type.String({ description: 'what a value of a state means, in Chinese' })),
})
export type DeviceReport = Static<typeof DeviceReport>

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

/** How much of what a site should have sent in a month came, and how much of that counts (传输率, 有效率). */
export const QualityRow = Type.Object({
  siteId: Type.String(),
  site: Bilingual,
  factor: Type.String(),
  name: Bilingual,
  month: CivilMonth,
  expectedHours: Type.Integer({
    description: 'hours of the month that have passed, less those the source stood still',
  }),
  receivedHours: Type.Integer(),
  validHours: Type.Integer(),
  missingHours: Type.Integer(),
  outOfRangeHours: Type.Integer(),
  constantHours: Type.Integer({ description: 'hours in runs of six and more equal values' }),
  jumps: Type.Integer({
    description: 'hours more than five times, or less than a fifth of, the median of the six before',
  }),
  exceededHours: Type.Integer(),
  stoppedHours: Type.Integer({ description: 'hours that the source stood still: flag F, or declared' }),
  transmissionRate: OrNull(Type.Number({ description: 'received of expected, 0 to 1' })),
  validRate: OrNull(Type.Number({ description: 'valid of received, 0 to 1' })),
  captureRate: OrNull(
    Type.Number({ description: '有效数据捕集率: valid of expected, 0 to 1; the product of the two rates' }),
  ),
  expectedDays: Type.Integer({ description: 'days that have passed in which the source ran' }),
  validDays: Type.Integer({
    description: 'of them, those with enough valid hours: 20 for gas (HJ 75), 75 % for water (HJ 356)',
  }),
  limitInDoubt: Type.Boolean({
    description: 'limit and range do not count, for the unit of the values is in doubt',
  }),
  simulated: Type.Boolean(),
})
export type QualityRow = Static<typeof QualityRow>

export const AlarmState = Type.Union([
  Type.Literal('open'),
  Type.Literal('acknowledged'),
  Type.Literal('closed'),
])
export type AlarmState = Static<typeof AlarmState>

export const Alarm = Type.Object({
  id: Type.String(),
  siteId: Type.String(),
  site: Bilingual,
  rule: Type.String(),
  subject: Type.String({ description: 'what at the site: a factor, a number plate' }),
  severity: Type.Integer({ minimum: 1, maximum: 3 }),
  state: AlarmState,
  name: Bilingual,
  detail: Type.Record(Type.String(), Type.Unknown()),
  repeats: Type.Integer(),
  beganAt: Instant,
  raisedAt: Instant,
  lastAt: Instant,
  endedAt: OrNull(Instant),
  acknowledgedBy: OrNull(Type.String()),
  closedBy: OrNull(Type.String()),
  note: Type.String(),
  assignedTo: Type.String({
    description: 'who must answer: what the site names for the rule, such as its builder',
  }),
  late: Type.Boolean({ description: 'found in old data of a file, and closed from the first' }),
  regionId: OrNull(Type.String({ description: 'where the site lies: its county or park answers' })),
  heldHours: Type.Number({ description: 'hours in which the condition held, all its times together' }),
})
export type Alarm = Static<typeof Alarm>

/** What a person does with an alarm. One that still holds can be acknowledged, not closed. */
export const AlarmAction = Type.Object(
  {
    action: Type.Union([Type.Literal('acknowledge'), Type.Literal('close')]),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  { additionalProperties: false },
)
export type AlarmAction = Static<typeof AlarmAction>

const Bounds = { low: OrNull(Type.Number()), high: OrNull(Type.Number()) }

/**
 * The limits of one factor at a site. What is held against them is told beside them, and ignored where it is sent.
 */
export const SiteLimit = Type.Object(
  {
    factor: Type.String({ pattern: '^[A-Za-z0-9._-]{1,20}$' }),
    low: OrNull(Type.Number()),
    high: OrNull(Type.Number()),
    rangeLow: OrNull(Type.Number({ description: 'what the instrument can measure' })),
    rangeHigh: OrNull(Type.Number()),
    source: Type.String({ maxLength: 200, description: 'permit or standard, with its clause' }),
    unit: Type.Optional(
      OrNull(
        Type.String({
          maxLength: 20,
          description: 'of limits and range, such as mg/m³; null: the unit that the loggers of the site send',
        }),
      ),
    ),
    inDoubt: Type.Optional(
      Type.Boolean({
        description: 'the limit does not count: in which unit the loggers send the factor is in doubt',
      }),
    ),
    asSent: Type.Optional(
      OrNull(
        Type.Object(
          { unit: OrNull(Type.String()), ...Bounds },
          {
            description: 'as values of the loggers are held against it; null while in doubt',
            additionalProperties: false,
          },
        ),
      ),
    ),
    asShown: Type.Optional(
      OrNull(
        Type.Object(
          { factor: Type.String(), ...Bounds },
          {
            description: 'under the name and in the unit of the series of the site; null while in doubt',
            additionalProperties: false,
          },
        ),
      ),
    ),
  },
  { additionalProperties: false },
)
export type SiteLimit = Static<typeof SiteLimit>

/** Something seen at a site, by the sender's own key: the same key again is the same event. */
export const SiteEventInput = Type.Object(
  {
    kind: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,40}$',
      description: 'truck-exit, truck-track, camera-alive …',
    }),
    key: Type.String({ minLength: 1, maxLength: 100 }),
    at: Instant,
    facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  },
  { additionalProperties: false },
)
export type SiteEventInput = Static<typeof SiteEventInput>
