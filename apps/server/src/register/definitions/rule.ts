import { Bilingual, CivilDate } from '@qinglan/contract'
import Type, { type Static } from 'typebox'

/** A number that selects who is bound. It is never a target. */
export const Threshold = Type.Object(
  {
    value: Type.Number(),
    unit: Type.String(),
    boundary: Type.Union([Type.Literal('included'), Type.Literal('excluded')], {
      description: '以上、以下、以内 include the boundary, 超过 does not; must agree with `when`',
    }),
    assumed: Type.Optional(Bilingual),
  },
  { additionalProperties: false },
)

/** Numbers and words a city may set, with their defaults. */
export const Settings = Type.Record(Type.String(), Type.Union([Type.Number(), Type.String(), Type.Boolean()]))

/** What was assumed where nobody said: by the name of a setting or a duty. Shown wherever the rule is. */
export const Assumptions = Type.Record(Type.String(), Bilingual)

/** How often something must be done; each period of the kind needs its own evidence. */
export const Frequency = Type.Union([
  Type.Literal('once'),
  Type.Literal('week'),
  Type.Literal('month'),
  Type.Literal('quarter'),
  Type.Literal('year'),
])
export type Frequency = Static<typeof Frequency>

/** One thing that a bound entity must have or do, and what counts as having it. */
export const Duty = Type.Object(
  {
    duty: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    title: Bilingual,
    type: Type.Union([
      Type.Literal('device'),
      Type.Literal('document'),
      Type.Literal('action'),
      Type.Literal('disclosure'),
      Type.Literal('state'),
      Type.Literal('condition'),
    ]),
    /** How many pieces of evidence are needed at the same time (two inlets, two outlets). */
    count: Type.Optional(Type.Integer({ minimum: 1 })),
    every: Type.Optional(Frequency),
    /** A device that sent no valid data for longer than this does not count. */
    silentDays: Type.Optional(Type.Integer({ minimum: 1 })),
    /** For type `state`: the state that must be reached (or passed, where states come in order). */
    state: Type.Optional(Type.String()),
    /** For type `condition`: what must hold of the entity, in the words of `when`. What cannot be known does not hold. */
    holds: Type.Optional(Type.String()),
    /** Other duties whose evidence of the same type counts as well: either path will do. */
    alternatives: Type.Optional(Type.Array(Type.String())),
    /** A condition over one piece of evidence (`evidence.…`) in CEL; what fails it does not count. */
    accept: Type.Optional(Type.String()),
    by: Type.Optional(CivilDate),
    /** Days after the entity was entered in the register. */
    withinDays: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
)
export type Duty = Static<typeof Duty>

/** Who is bound, to what, by when. */
export const RuleDefinition = Type.Object(
  {
    rule: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    row: Type.String({ pattern: '^S\\d{3}$' }),
    title: Bilingual,
    kind: Type.String(),
    edition: Type.String(),
    validFrom: CivilDate,
    validTo: Type.Optional(CivilDate),
    /** The edition that this one replaces while both would be in force. */
    supersedes: Type.Optional(Type.String()),
    basis: Type.Optional(Bilingual),
    thresholds: Type.Optional(Type.Record(Type.String(), Threshold)),
    settings: Type.Optional(Settings),
    assumptions: Type.Optional(Assumptions),
    /** Nobody is late or open under a rule that only encourages; it lists whom it speaks to. */
    encouraged: Type.Optional(Type.Boolean()),
    /** An entity that is bound and has not fulfilled all is proposed as a case of this workflow. */
    raises: Type.Optional(
      Type.Object({ workflow: Type.String(), title: Bilingual }, { additionalProperties: false }),
    ),
    when: Type.String({ description: 'CEL over facts, state, date, thresholds, settings, entity' }),
    must: Type.Array(Duty, { minItems: 1 }),
    by: Type.Optional(CivilDate),
  },
  { additionalProperties: false },
)
export type RuleDefinition = Static<typeof RuleDefinition>

/** Every condition of a rule. */
export const conditionsOf = ({ when, must }: RuleDefinition): string[] => [
  when,
  ...must.flatMap(({ holds, accept }) => [holds ?? [], accept ?? []].flat()),
]
