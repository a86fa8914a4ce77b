import Type, { type Static } from 'typebox'

const Duration = Type.String({ pattern: '^\\d+ (min|h|d)$', description: '10 min, 24 h, 7 d' })
const Severity = Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3)])
const strict = { additionalProperties: false } as const

const head = {
  rule: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
  /** Rows of the list of systems that it serves. */
  rows: Type.Array(Type.String()),
  zh: Type.String(),
  en: Type.String(),
  /** Numbers that conditions call `settings.…`; a site may have its own. */
  settings: Type.Optional(Type.Record(Type.String(), Type.Number())),
  /** The attribute of the site that names who must answer: `builder`, `operator`. Without it the county or park that the site lies in. */
  answeredBy: Type.Optional(Type.String({ pattern: '^[a-z][A-Za-z]*$' })),
  /** CEL expressions whose values are kept with the alarm, to explain it. */
  explain: Type.Optional(Type.Record(Type.String(), Type.String())),
}

/** The condition of a severity: it must hold longer than, or at least, some time. Without a time one observation is enough. */
const LevelText = Type.Object(
  {
    when: Type.String(),
    severity: Severity,
    longerThan: Type.Optional(Duration),
    atLeast: Type.Optional(Duration),
  },
  strict,
)

/** A rule over channels of a site, by their roles there (`production`, `treatment`), looked at with each observation. */
export const ChannelRule = Type.Object(
  {
    ...head,
    over: Type.Literal('channels'),
    /** Which observations: realtime and minute data, hours, or days. */
    resolution: Type.Union([Type.Literal('realtime'), Type.Literal('hour'), Type.Literal('day')]),
    roles: Type.Array(Type.String({ pattern: '^[a-z][A-Za-z0-9]*$' }), { minItems: 1 }),
    /** A value older than this counts as not known. */
    maxAge: Duration,
    levels: Type.Array(LevelText, { minItems: 1 }),
    clear: Type.Object({ when: Type.Optional(Type.String()), atLeast: Type.Optional(Duration) }, strict),
  },
  strict,
)
/** A rule over values of a channel. */
export type ChannelRule = Static<typeof ChannelRule>

/**
 * A rule over events of a site (`event.washed`), such as a camera or a logger reports. Events of one subject merge. `{subject}` in its
 * name stands for what the factor of that code is called.
 */
export const EventRule = Type.Object(
  {
    ...head,
    over: Type.Literal('events'),
    kind: Type.String(),
    when: Type.String(),
    severity: Severity,
    subject: Type.Optional(Type.String({ description: 'CEL: what the alarm is about, event.plate' })),
    /**
     * Where events tell when it is over. One for which `when` of both holds was over at once, or tells that what goes on still does.
     * When nothing more is told for longer than `after`, it ended with what was told last.
     */
    ends: Type.Optional(Type.Object({ when: Type.String(), after: Duration }, strict)),
  },
  strict,
)
/** A rule over single events. */
export type EventRule = Static<typeof EventRule>

/** A rule over silence, looked at as time passes: hours since a device sent data, since an event of a kind came, or since an alarm was raised that nobody took. */
export const SilenceRule = Type.Object(
  {
    ...head,
    over: Type.Literal('silence'),
    of: Type.Union([Type.Literal('device'), Type.Literal('event'), Type.Literal('alarm')]),
    kind: Type.Optional(Type.String({ description: 'of the event' })),
    levels: Type.Array(Type.Object({ when: Type.String(), severity: Severity }, strict), { minItems: 1 }),
  },
  strict,
)
/** A rule over silence. */
export type SilenceRule = Static<typeof SilenceRule>

/** A rule of any kind. */
export const SignalRule = Type.Union([ChannelRule, EventRule, SilenceRule])
/** A rule of any kind. */
export type SignalRule = Static<typeof SignalRule>

const units = { min: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of `10 min`, `24 h`, `7 d`; nothing is none. */
export function durationMs(text: string | undefined): number {
  const [count = '0', unit = 'min'] = (text ?? '').split(' ')
  return Number(count) * units[unit as keyof typeof units]
}
