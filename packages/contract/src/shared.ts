import Type, { type Static } from 'typebox'

/** What may be null. */
export const OrNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** Text in both languages of the product; Chinese leads. */
export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })
export type Bilingual = Static<typeof Bilingual>

/** A civil date of China Standard Time, `YYYY-MM-DD`: a day that the calendar has, from 1900 on. */
export const CivilDate = Type.String({ format: 'date', pattern: '^(?:19|[2-9]\\d)\\d{2}-' })
export type CivilDate = Static<typeof CivilDate>

/** A month, `YYYY-MM`. */
export const CivilMonth = Type.String({ pattern: '^(?:19|[2-9]\\d)\\d{2}-(?:0[1-9]|1[0-2])$' })
export type CivilMonth = Static<typeof CivilMonth>

/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' })
export type Instant = Static<typeof Instant>

/** Why there is no number. The same words stand in the database, the API and the catalogue of the web application. */
export const MissingReason = Type.Union([
  Type.Literal('device'),
  Type.Literal('line'),
  Type.Literal('server'),
  Type.Literal('rejected'),
  Type.Literal('calibration'),
  Type.Literal('maintenance'),
  Type.Literal('stopped'),
  Type.Literal('over-range'),
  Type.Literal('not-measured'),
  Type.Literal('below-detection'),
  Type.Literal('insufficient'),
])
export type MissingReason = Static<typeof MissingReason>

/** A number, or the named reason for its absence. */
export const Reading = Type.Union([Type.Number(), Type.Object({ missing: MissingReason })])
export type Reading = Static<typeof Reading>

/** Which standard, in which edition, turned which inputs into a figure, and when. */
export const Provenance = Type.Object({
  standard: Type.String({ description: 'e.g. "HJ 633"; "reported" for a figure a unit reported by hand' }),
  edition: Type.String({ description: 'e.g. "2012"' }),
  inputs: Type.Integer({ minimum: 0, description: 'how many values stood behind the figure' }),
  valid: Type.Integer({ minimum: 0, description: 'how many of them were valid' }),
  from: Type.Union([CivilDate, Type.Null()]),
  to: Type.Union([CivilDate, Type.Null()]),
  simulated: Type.Boolean({ description: 'true when any input is simulated data (模拟数据)' }),
  note: Type.Optional(Bilingual),
  computedAt: Instant,
})
export type Provenance = Static<typeof Provenance>

/** The reply to every refused request. */
export const ErrorReply = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Bilingual,
    requestId: Type.String(),
    details: Type.Optional(Type.Unknown()),
  }),
})
export type ErrorReply = Static<typeof ErrorReply>
