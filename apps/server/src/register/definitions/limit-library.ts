import { Bilingual, CivilDate } from '@qinglan/contract'
import Type, { type Static } from 'typebox'

/** An edition of a library of limits: which limit a category has while the edition holds. A value at the limit keeps it. */
export const LimitLibrary = Type.Object(
  {
    library: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    row: Type.String({ pattern: '^S\\d{3}$' }),
    title: Bilingual,
    edition: Type.String({ description: 'the standard with its year, as it is cited' }),
    validFrom: CivilDate,
    validTo: Type.Optional(CivilDate),
    unit: Type.String(),
    /** Says that the figures were not compared with the standard itself. */
    assumed: Type.Optional(Bilingual),
    limits: Type.Array(
      Type.Object(
        {
          of: Type.String({ description: 'the category, its parts joined by /' }),
          max: Type.Optional(Type.Number()),
          min: Type.Optional(Type.Number()),
          clause: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
)
export type LimitLibrary = Static<typeof LimitLibrary>
