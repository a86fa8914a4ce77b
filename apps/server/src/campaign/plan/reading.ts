import { CivilDate, Comparator } from '@qinglan/contract'
import Type, { type Static } from 'typebox'

const Text = Type.Union([Type.String(), Type.Null()])
const Day = Type.Union([CivilDate, Type.Null()])
const NumberOrRange = Type.Union([Type.Number(), Type.Tuple([Type.Number(), Type.Number()]), Type.Null()])
const Span = { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) }

const UnitNames = Type.Array(Type.String())

/** What a person decided of an item; absent: it is told from the reading. */
const Decided = {
  code: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9.+-]{1,60}$' })),
  responsible: Type.Optional(UnitNames),
}

/** What an import takes from a reading (`qinglan.plan/1`); other fields may stand in it. */
export const ReadingToImport = Type.Object({
  schema: Type.Literal('qinglan.plan/1'),
  file: Type.Optional(Text),
  text: Type.Optional(Type.String()),
  title: Text,
  issuer: Text,
  issuedOn: Day,
  year: Type.Union([Type.Integer(), Type.Null()]),
  sections: Type.Array(Type.Object({ path: Type.Array(Type.String()), level: Type.Integer(), ...Span })),
  targets: Type.Array(
    Type.Object({
      id: Type.String(),
      ...Span,
      quote: Type.String(),
      sectionPath: Type.Array(Type.String()),
      subject: Type.String(),
      comparator: Comparator,
      value: NumberOrRange,
      unit: Text,
      unitNorm: Text,
      baselineYear: Type.Union([Type.Integer(), Type.Null()]),
      deadline: Day,
      deadlineRole: Text,
      population: Type.Union([Type.Object({ value: Type.Number(), unit: Type.String() }), Type.Null()]),
      kind: Type.String(),
      tier: Type.String(),
      modality: Text,
      delegatedTo: Text,
      restates: Text,
      ...Decided,
      lead: Type.Optional(UnitNames),
      theme: Type.Optional(Type.String()),
      binding: Type.Optional(
        Type.Union([
          Type.Object({ indicator: Type.String(), params: Type.Record(Type.String(), Type.Unknown()) }),
          Type.Null(),
        ]),
      ),
    }),
  ),
  tasks: Type.Array(
    Type.Object({
      id: Type.String(),
      ...Span,
      quote: Type.String(),
      sectionPath: Type.Array(Type.String()),
      action: Type.String(),
      role: Type.String(),
      deadline: Day,
      lead: Type.Array(Type.String()),
      support: Type.Array(Type.String()),
      theme: Type.String(),
      targets: Type.Array(Type.String()),
      ...Decided,
    }),
  ),
})
export type ReadingToImport = Static<typeof ReadingToImport>
export type ReadTarget = ReadingToImport['targets'][number]
export type ReadTask = ReadingToImport['tasks'][number]
