import Type, { type Static } from 'typebox'
import { Resolution } from './monitoring.ts'
import { Bilingual, CivilDate, Instant, OrNull, Reading } from './shared.ts'

const channel = {
  resolution: Resolution,
  at: Instant,
  factor: Type.String({ minLength: 1, maxLength: 20 }),
  statistic: Type.String({ minLength: 1, maxLength: 20, description: 'as the packet names it: Avg, Rtd' }),
  value: OrNull(Type.Number({ description: 'null: the value is rejected' })),
}

/** What a person says of one value: another in its place, or that it is none. */
export const CorrectionInput = Type.Object(
  { ...channel, reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
)
export type CorrectionInput = Static<typeof CorrectionInput>

/** A value that a person changed or rejected, with what stood there before. */
export const Correction = Type.Object({
  id: Type.String(),
  ...channel,
  former: Reading,
  reason: Type.String(),
  correctedBy: Type.String(),
  correctedAt: Instant,
  applied: Type.Boolean(),
})
export type Correction = Static<typeof Correction>

/** A time in which a source stands still (停产): nothing is expected of its hours. */
export const SiteStopInput = Type.Object(
  { from: Instant, to: Instant, reason: Type.String({ maxLength: 500 }) },
  { additionalProperties: false },
)
export type SiteStopInput = Static<typeof SiteStopInput>

export const SiteStop = Type.Object({
  id: Type.String(),
  from: Instant,
  to: Instant,
  reason: Type.String(),
  notedBy: Type.String(),
})
export type SiteStop = Static<typeof SiteStop>

/** The days of a site in a year, held against its limits by their daily means. */
export const DayCompliance = Type.Object({
  siteId: Type.String(),
  site: Bilingual,
  year: Type.Integer(),
  validDays: Type.Integer({ description: 'days of which it can be said' }),
  compliantDays: Type.Integer(),
  unknownDays: Type.Integer({
    description: 'days that have passed without enough data; never compliant by default',
  }),
  stoppedDays: Type.Integer(),
  share: OrNull(Type.Number({ description: 'compliant of valid days, 0 to 1' })),
  exceededDays: Type.Array(
    Type.Object({
      day: CivilDate,
      factor: Type.String(),
      mean: Type.Number(),
      low: OrNull(Type.Number()),
      high: OrNull(Type.Number()),
      unit: OrNull(Type.String({ description: 'of mean and limits, where the limit names one' })),
    }),
  ),
  inDoubt: Type.Array(Type.String(), {
    description: 'factors whose limit does not count, for the unit of their values is in doubt',
  }),
  simulated: Type.Boolean(),
})
export type DayCompliance = Static<typeof DayCompliance>

const InletMeans = Type.Object({
  dryMean: OrNull(Type.Number()),
  dryDays: Type.Integer(),
  rainMean: OrNull(Type.Number()),
  rainDays: Type.Integer(),
})

/** The concentration at the inlet of a plant in a year against the year before; days of rain apart. */
export const InletChange = Type.Object({
  siteId: Type.String(),
  site: Bilingual,
  role: Type.String({ description: 'the channel: inletBod, inletCod' }),
  year: Type.Integer(),
  now: InletMeans,
  before: InletMeans,
  change: OrNull(Type.Number({ description: 'of the mean of dry days' })),
  direction: OrNull(Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Literal('same')])),
  simulated: Type.Boolean(),
})
export type InletChange = Static<typeof InletChange>

/** Another platform whose records are understood, by a mapping file. */
export const Platform = Type.Object({
  platform: Type.String(),
  title: Bilingual,
  format: Type.Union([Type.Literal('json'), Type.Literal('csv')]),
  savedBy: OrNull(Type.String({ description: 'who brought its mapping; null: it is of a pack' })),
  lastReceivedAt: OrNull(Instant),
  lastRecords: OrNull(Type.Integer()),
  lastProblems: OrNull(Type.Integer()),
})
export type Platform = Static<typeof Platform>

/** The mapping of a platform as YAML, as those in packs/common/platforms. */
export const PlatformMappingText = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 100_000 }) },
  { additionalProperties: false },
)

export const PlatformProblem = Type.Object({
  record: Type.Integer({ description: 'from 1; 0: of the delivery as a whole' }),
  line: Type.Optional(
    OrNull(Type.Integer({ description: 'of a file: the line on which the record begins' })),
  ),
  what: Type.String({
    description:
      'no-firm-or-outlet, no-time, unknown-factor, unknown-flag, no-number, no-column, site-not-yours, firms-not-yours, firm-refused, differs:<fact>; more: so many that are not listed',
  }),
  value: Type.String(),
  reason: Type.Optional(Bilingual),
})
export type PlatformProblem = Static<typeof PlatformProblem>

/** So large may one delivery be. */
export const longestDelivery = 32 * 1024 ** 2

/** One delivery of another platform, and what came of it. */
export const PlatformIntake = Type.Object({
  id: Type.String(),
  platform: Type.String(),
  receivedAt: Instant,
  receivedBy: Type.String(),
  records: Type.Integer(),
  observations: Type.Integer({ description: 'different observations in it' }),
  changed: Type.Integer({ description: 'of them, those that were new or had other values' }),
  added: OrNull(Type.Integer({ description: 'of them, those that were new; null: not counted then' })),
  firms: Type.Integer(),
  firmsChanged: Type.Integer(),
  problems: Type.Array(PlatformProblem),
})
export type PlatformIntake = Static<typeof PlatformIntake>
