import Type, { type Static } from 'typebox'
import { Bilingual, Instant, OrNull } from './shared.ts'

/** How far forwarding to an upper platform (上传) has come. */
export const UpstreamState = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  host: Type.String(),
  port: Type.Integer(),
  enabled: Type.Boolean(),
  answers: Type.Boolean({ description: 'whether it acknowledges data (9014)' }),
  waiting: Type.Integer({ description: 'records not yet acknowledged' }),
  oldestAt: OrNull(Instant),
  held: Type.Integer({ description: 'devices whose oldest record was refused and is tried again' }),
  setAside: Type.Integer({ description: 'records refused for so long that those behind them went on; kept' }),
  refusal: OrNull(Type.String({ description: 'device and reason of the last refusal that still stands' })),
  delivered: Type.Integer(),
  lastDeliveredAt: OrNull(Instant),
  lastError: OrNull(Type.String()),
})
export type UpstreamState = Static<typeof UpstreamState>

/** The link of one device to an upper platform. */
export const Uplink = Type.Object({
  mn: Type.String(),
  siteId: Type.String(),
  site: Bilingual,
  state: Type.Union([Type.Literal('linked'), Type.Literal('broken'), Type.Literal('never')], {
    description: 'linked: something was acknowledged within a day',
  }),
  lastDeliveredAt: OrNull(Instant),
  deliveredToday: Type.Integer(),
  delivered: Type.Integer(),
  waiting: Type.Integer(),
  refusal: OrNull(Type.String()),
})
export type Uplink = Static<typeof Uplink>

/** An upper platform to forward to. */
export const UpstreamChange = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    host: Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:-]+$' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    password: Type.Optional(
      Type.String({
        maxLength: 64,
        description:
          'written into forwarded packets in place of each device’s own; left out: as it was; empty: none',
      }),
    ),
    enabled: Type.Boolean(),
    answers: Type.Optional(
      Type.Boolean({
        description: 'false: it takes data without acknowledging them; what was written counts',
      }),
    ),
  },
  { additionalProperties: false },
)
export type UpstreamChange = Static<typeof UpstreamChange>
