import Type, { type Static } from 'typebox'
import { Bilingual, CivilDate, Instant } from './shared.ts'

export const FactValue = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
export type FactValue = Static<typeof FactValue>

export const Facts = Type.Record(Type.String(), FactValue)

/** A column of a register, from its kind. */
export const FactColumn = Type.Object({
  fact: Type.String(),
  title: Bilingual,
  type: Type.String(),
  unit: Type.Union([Type.String(), Type.Null()]),
  enum: Type.Union([Type.Array(Type.Union([Type.String(), Type.Number()])), Type.Null()]),
  choices: Type.Union([Type.Record(Type.String(), Bilingual), Type.Null()], {
    description: 'titles of the values of enum',
  }),
  required: Type.Boolean(),
})
export type FactColumn = Static<typeof FactColumn>

export const Kind = Type.Object({
  kind: Type.String(),
  title: Bilingual,
  rows: Type.Array(Type.String()),
  key: Type.String(),
  geometry: Type.String(),
  columns: Type.Array(FactColumn),
  states: Type.Array(Type.Object({ key: Type.String(), title: Bilingual })),
  entities: Type.Integer(),
})
export type Kind = Static<typeof Kind>

export const BoundState = Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('unknown')])
export const ObligationStatus = Type.Union([
  Type.Literal('fulfilled'),
  Type.Literal('open'),
  Type.Literal('late'),
  Type.Literal('none'),
])
export type ObligationStatus = Static<typeof ObligationStatus>

export const DutyFindingReply = Type.Object({
  duty: Type.String(),
  title: Bilingual,
  status: Type.String(),
  due: Type.Union([CivilDate, Type.Null()]),
  have: Type.Integer(),
  need: Type.Integer(),
  evidence: Type.Array(Type.String()),
  rejected: Type.Array(Type.Object({ id: Type.String(), reason: Type.String() })),
})

export const ObligationReply = Type.Object({
  rule: Type.String(),
  row: Type.String(),
  title: Bilingual,
  edition: Type.String(),
  bound: BoundState,
  status: ObligationStatus,
  due: Type.Union([CivilDate, Type.Null()]),
  cited: Facts,
  why: Type.Union([Type.String(), Type.Null()]),
  duties: Type.Array(DutyFindingReply),
})
export type ObligationReply = Static<typeof ObligationReply>

export const EntityRow = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  key: Type.String(),
  name: Type.String(),
  regionId: Type.Union([Type.String(), Type.Null()]),
  state: Type.Union([Type.String(), Type.Null()]),
  facts: Facts,
  geometry: Type.Unknown(),
  enteredOn: CivilDate,
  late: Type.Integer(),
  open: Type.Integer(),
  simulated: Type.Boolean(),
})
export type EntityRow = Static<typeof EntityRow>

export const EntityList = Type.Object({ total: Type.Integer(), rows: Type.Array(EntityRow) })
export type EntityList = Static<typeof EntityList>

export const EvidenceReply = Type.Object({
  id: Type.String(),
  type: Type.String(),
  duty: Type.String(),
  on: CivilDate,
  until: Type.Union([CivilDate, Type.Null()]),
  lastDataOn: Type.Union([CivilDate, Type.Null()]),
  data: Facts,
})

export const EntityVersion = Type.Object({
  version: Type.Integer(),
  facts: Facts,
  state: Type.Union([Type.String(), Type.Null()]),
  effectiveOn: CivilDate,
  reason: Type.String(),
  changedBy: Type.String(),
  changedAt: Instant,
})

/** A quantity worked out of facts, place and date; null with the reason when something is not known. */
export const DerivedValue = Type.Object({
  fact: Type.String(),
  title: Bilingual,
  unit: Type.Union([Type.String(), Type.Null()]),
  value: Type.Union([Type.Number(), Type.Null()]),
  why: Type.Union([Type.String(), Type.Null()]),
})
export type DerivedValue = Static<typeof DerivedValue>

export const EntityDetail = Type.Object({
  entity: EntityRow,
  derived: Type.Array(DerivedValue),
  kind: Kind,
  obligations: Type.Array(ObligationReply),
  evidence: Type.Array(EvidenceReply),
  versions: Type.Array(EntityVersion),
  related: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.String(),
      key: Type.String(),
      name: Type.String(),
      state: Type.Union([Type.String(), Type.Null()]),
      late: Type.Integer(),
      open: Type.Integer(),
      fulfilled: Type.Integer(),
    }),
    { description: 'what belongs to it, lies in it or is named by it, with its duties; the first 500' },
  ),
})
export type EntityDetail = Static<typeof EntityDetail>

const OfEntity = { entityId: Type.String(), kind: Type.String(), key: Type.String(), name: Type.String() }

/** Everything held of one entity and of what belongs to it: the file of a park (一园一档), of a firm (一企一策). */
export const EntityFile = Type.Object({
  detail: EntityDetail,
  /** Where what belongs to it stands on the map. */
  places: Type.Array(
    Type.Object({ ...OfEntity, late: Type.Integer(), open: Type.Integer(), geometry: Type.Unknown() }),
  ),
  /** Duties that are open or late, its own and those of what belongs to it, by the day they are due. */
  openItems: Type.Array(
    Type.Object({
      ...OfEntity,
      rule: Type.String(),
      title: Bilingual,
      duty: Bilingual,
      status: Type.Union([Type.Literal('open'), Type.Literal('late')]),
      due: Type.Union([CivilDate, Type.Null()]),
    }),
  ),
  devices: Type.Array(
    Type.Object({
      ...OfEntity,
      duty: Bilingual,
      on: CivilDate,
      until: Type.Union([CivilDate, Type.Null()]),
      lastDataOn: Type.Union([CivilDate, Type.Null()]),
      site: Type.Union([Type.String(), Type.Null()], { description: 'code of its site in the network' }),
    }),
  ),
  documents: Type.Array(
    Type.Object({
      ...OfEntity,
      type: Type.String(),
      duty: Bilingual,
      on: CivilDate,
      until: Type.Union([CivilDate, Type.Null()]),
      data: Facts,
    }),
    { description: 'documents, deeds and publications' },
  ),
  lists: Type.Array(
    Type.Object({
      list: Type.String(),
      title: Type.String({ description: 'of the batch it entered with' }),
      enteredOn: CivilDate,
      enteredBatch: Type.Integer(),
      leftOn: Type.Union([CivilDate, Type.Null()]),
      leftBatch: Type.Union([Type.Integer(), Type.Null()]),
      reason: Type.String(),
    }),
  ),
})
export type EntityFile = Static<typeof EntityFile>

/** Who is bound and who is short, by rule and county. A rate is given only with the list it is a share of. */
export const GapRow = Type.Object({
  rule: Type.String(),
  row: Type.String(),
  title: Bilingual,
  kind: Type.String(),
  regionId: Type.Union([Type.String(), Type.Null()]),
  population: Type.Integer({ description: 'entities of the kind that were judged' }),
  whole: Type.Boolean({
    description: 'true: of everything registered; false: of what the asker may see, and so is the rate',
  }),
  bound: Type.Integer(),
  unknown: Type.Integer(),
  fulfilled: Type.Integer(),
  open: Type.Integer(),
  late: Type.Integer(),
  rate: Type.Union([Type.Number(), Type.Null()], {
    description: 'fulfilled of bound in percent; null when nobody is bound',
  }),
})
export type GapRow = Static<typeof GapRow>

export const RegisterImportResult = Type.Object({
  entered: Type.Integer(),
  changed: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  problems: Type.Array(
    Type.Object({ line: Type.Integer(), column: Type.String(), value: Type.String(), reason: Bilingual }),
  ),
})
export type RegisterImportResult = Static<typeof RegisterImportResult>

const Standing = Type.Object({ fulfilled: Type.Integer(), open: Type.Integer(), late: Type.Integer() })

const Bound = Type.Object({
  id: Type.String(),
  key: Type.String(),
  name: Type.String(),
  /** What the rule as it would be read of it. */
  cited: Facts,
})

/** Whose duties change if a rule were saved as it stands in the editor. */
export const RulePreview = Type.Object({
  judged: Type.Integer({ description: 'entities that were judged; all other counts are of them' }),
  population: Type.Integer({
    description: 'entities of the kind in the register; more than were judged where a part was asked for',
  }),
  boundNow: Type.Integer(),
  boundThen: Type.Integer(),
  entering: Type.Integer(),
  enters: Type.Array(Bound, { description: 'who would become bound, the first of them' }),
  leaving: Type.Integer(),
  leaves: Type.Array(Bound, { description: 'who would no longer be bound, the first of them' }),
  unknown: Type.Integer(),
  unknownWhy: Type.Array(Type.Object({ why: Type.String(), entities: Type.Integer() }), {
    description: 'the most frequent reasons why nobody can tell',
  }),
  /** How those who are bound stand, as the rule is and as it would be. */
  standingNow: Standing,
  standingThen: Standing,
})
export type RulePreview = Static<typeof RulePreview>

export const ListBatch = Type.Object({
  list: Type.String(),
  batch: Type.Integer(),
  title: Type.String(),
  publishedOn: CivilDate,
  sha256: Type.String(),
  entries: Type.Integer(),
})
export type ListBatch = Static<typeof ListBatch>

/** What gates say of a proposal: refused, allowed, or not known while a refusal cannot be ruled out. */
export const GateAnswer = Type.Object({
  verdict: Type.Union([Type.Literal('allowed'), Type.Literal('refused'), Type.Literal('unknown')]),
  findings: Type.Array(
    Type.Object({
      gate: Type.String(),
      row: Type.String(),
      edition: Type.String(),
      clause: Type.String(),
      title: Bilingual,
      effect: Type.Union([Type.Literal('refuse'), Type.Literal('impose')]),
      verdict: Type.Union([Type.Literal('applies'), Type.Literal('unknown')]),
      why: Type.Union([Type.String(), Type.Null()]),
      cited: Facts,
    }),
  ),
})
export type GateAnswer = Static<typeof GateAnswer>

/** The limit of a category on a day, or the reason why there is none. */
export const LimitAnswer = Type.Union([
  Type.Object({
    max: Type.Union([Type.Number(), Type.Null()]),
    min: Type.Union([Type.Number(), Type.Null()]),
    unit: Type.String(),
    edition: Type.String(),
    clause: Type.Union([Type.String(), Type.Null()]),
    assumed: Type.Union([Bilingual, Type.Null()], {
      description: 'why the figure is not to be relied on yet',
    }),
  }),
  Type.Object({
    missing: Type.Union([
      Type.Literal('no-library'),
      Type.Literal('no-edition'),
      Type.Literal('no-category'),
    ]),
  }),
])
export type LimitAnswer = Static<typeof LimitAnswer>

/** How a register differs between two days; changed facts by key. */
export const RegisterDifference = Type.Object({
  entered: Type.Array(Type.String()),
  left: Type.Array(Type.String()),
  changed: Type.Record(Type.String(), Type.Array(Type.String())),
})
export type RegisterDifference = Static<typeof RegisterDifference>

/** A case that a rule proposes; a person decides whether it is opened. */
export const ProposedCase = Type.Object({
  entityId: Type.String(),
  rule: Type.String(),
  edition: Type.String(),
  workflow: Type.String(),
  title: Bilingual,
  cited: Facts,
})
export type ProposedCase = Static<typeof ProposedCase>
