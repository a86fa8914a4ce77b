import Type, { type Static } from 'typebox'
import { Bilingual } from './shared.ts'

/** Something an indicator is asked with. */
export const IndicatorParam = Type.Object({
  name: Type.String(),
  title: Bilingual,
  required: Type.Boolean(),
  choices: Type.Union(
    [
      Type.Array(Type.Object({ value: Type.Union([Type.String(), Type.Number()]), title: Bilingual })),
      Type.Null(),
    ],
    { description: 'null: a condition or quantity in CEL' },
  ),
})
export type IndicatorParam = Static<typeof IndicatorParam>

/** An indicator that a target can be bound to: what it says, in what unit, on what ground, and what it can be asked with. */
export const IndicatorEntry = Type.Object({
  key: Type.String(),
  title: Bilingual,
  unit: Bilingual,
  definition: Bilingual,
  basis: Type.Union([Bilingual, Type.Null()], { description: 'standard and clause' }),
  params: Type.Array(IndicatorParam),
})
export type IndicatorEntry = Static<typeof IndicatorEntry>
