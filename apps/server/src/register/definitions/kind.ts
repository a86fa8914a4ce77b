import { Bilingual } from '@qinglan/contract'
import Type, { type Static } from 'typebox'

/** One fact of an entity: a property in JSON Schema's words, with its titles and unit. */
export const FactSchema = Type.Object(
  {
    type: Type.Union([
      Type.Literal('string'),
      Type.Literal('number'),
      Type.Literal('integer'),
      Type.Literal('boolean'),
      Type.Literal('date'),
    ]),
    title: Bilingual,
    unit: Type.Optional(Type.String()),
    enum: Type.Optional(Type.Array(Type.Union([Type.String(), Type.Number()]))),
    choices: Type.Optional(
      Type.Record(Type.String(), Bilingual, {
        description: 'titles of the values of enum: what people read and write',
      }),
    ),
    minimum: Type.Optional(Type.Number()),
    maximum: Type.Optional(Type.Number()),
    pattern: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type FactSchema = Static<typeof FactSchema>

export const StateDefinition = Type.Object(
  { key: Type.String(), title: Bilingual },
  { additionalProperties: false },
)

/** A link from an entity to one of another kind: named in its facts, or found on the map. */
export const RelationDefinition = Type.Object(
  {
    kind: Type.String(),
    title: Bilingual,
    by: Type.Union([Type.Literal('key'), Type.Literal('inside')], {
      description:
        'key: the fact of the same name holds the other key; inside: the point lies in its polygon',
    }),
    required: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** What brings a closed entity back: evidence of a duty, dated after the closing, that meets a condition. */
export const RelapseDefinition = Type.Object(
  {
    duty: Type.String(),
    when: Type.String({ description: 'CEL over the evidence (`evidence.…`) and what a rule sees' }),
    from: Type.Array(Type.String(), { minItems: 1, description: 'states that count as closed' }),
    to: Type.String({ description: 'the state it falls back to' }),
  },
  { additionalProperties: false },
)

/** A quantity worked out of facts, place and date: the limit that holds at a point, an area joined with its neighbours. */
export const DerivedFact = Type.Object(
  { title: Bilingual, unit: Type.Optional(Type.String()), of: Type.String({ description: 'CEL' }) },
  { additionalProperties: false },
)

/** A kind of entity: what a row of its register is. */
export const KindDefinition = Type.Object(
  {
    kind: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    title: Bilingual,
    rows: Type.Array(Type.String({ pattern: '^S\\d{3}$' }), { description: 'the systems it serves' }),
    key: Type.String({ description: 'the fact that names an entity, unique in the city' }),
    name: Type.Optional(Type.String({ description: 'the fact shown as its name; default the key' })),
    geometry: Type.Union([
      Type.Literal('none'),
      Type.Literal('point'),
      Type.Literal('line'),
      Type.Literal('polygon'),
    ]),
    facts: Type.Record(Type.String(), FactSchema),
    required: Type.Optional(Type.Array(Type.String())),
    states: Type.Optional(Type.Array(StateDefinition, { minItems: 1 })),
    inOrder: Type.Optional(
      Type.Boolean({ description: 'states are reached one after the other, none skipped' }),
    ),
    history: Type.Optional(Type.Boolean({ description: 'rules may look back: entity.asOf(day)' })),
    relations: Type.Optional(Type.Record(Type.String(), RelationDefinition)),
    relapse: Type.Optional(RelapseDefinition),
    derived: Type.Optional(
      Type.Record(Type.String(), DerivedFact, { description: 'shown with the facts, never entered' }),
    ),
    onePer: Type.Optional(
      Type.Union([Type.Literal('city'), Type.Literal('county'), Type.Literal('town'), Type.Literal('park')], {
        description: 'every region of this kind must have one; those without are listed',
      }),
    ),
  },
  { additionalProperties: false },
)
export type KindDefinition = Static<typeof KindDefinition>
