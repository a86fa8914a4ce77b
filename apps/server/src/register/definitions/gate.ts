import { Bilingual, CivilDate } from '@qinglan/contract'
import Type, { type Static } from 'typebox'
import { Assumptions, Settings, Threshold } from './rule.ts'

/** One reason why a proposal is refused, or what is imposed on it. */
export const GateClause = Type.Object(
  {
    clause: Type.String({ description: 'what is cited: an article, or an own short name' }),
    title: Bilingual,
    effect: Type.Union([Type.Literal('refuse'), Type.Literal('impose')]),
    /** First and last day, both included, on which the clause applies. */
    from: Type.Optional(CivilDate),
    to: Type.Optional(CivilDate),
    /** Judged once for each entity of this kind (an entry of a list of its own), which `when` sees as `entry`. */
    each: Type.Optional(Type.String()),
    /** Fact of the entry that is cited instead of `clause`. */
    cites: Type.Optional(Type.String()),
    when: Type.String({ description: 'CEL over what a rule sees, plus before, region and entry' }),
  },
  { additionalProperties: false },
)
export type GateClause = Static<typeof GateClause>

/**
 * A gate: is a proposed thing (its facts, place and date) allowed? A gate that `guards` is also asked whenever such an entity is
 * saved, reaches a state or leaves the register, and what it refuses is not saved.
 */
export const GateDefinition = Type.Object(
  {
    gate: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
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
    guards: Type.Optional(
      Type.Object(
        {
          states: Type.Optional(Type.Array(Type.String())),
          saving: Type.Optional(Type.Boolean()),
          leaving: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
    clauses: Type.Array(GateClause, { minItems: 1 }),
  },
  { additionalProperties: false },
)
export type GateDefinition = Static<typeof GateDefinition>
