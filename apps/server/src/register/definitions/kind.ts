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
    relations: Type.Optional(Type.Record(Type.String(), RelationDefinition)),
  },
  { additionalProperties: false },
)
export type KindDefinition = Static<typeof KindDefinition>
