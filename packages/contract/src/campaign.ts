import Type, { type Static } from 'typebox'
import { comparators, themes, tiers } from './closed-lists.ts'
import { Closed, ItemChange } from './revision.ts'
import { Bilingual, CivilDate, Instant, Provenance } from './shared.ts'

export const Comparator = Type.Enum(comparators)
export type Comparator = Static<typeof Comparator>

export const TargetState = Type.Union([
  Type.Literal('met'),
  Type.Literal('on-track'),
  Type.Literal('at-risk'),
  Type.Literal('missed'),
  Type.Literal('not-assessable'),
  Type.Literal('not-active'),
  Type.Literal('no-data'),
])
export type TargetState = Static<typeof TargetState>

export const TargetTier = Type.Enum(tiers)
export type TargetTier = Static<typeof TargetTier>

export const Theme = Type.Enum(themes)
export type Theme = Static<typeof Theme>

/** What is left to the promise, and where it is heading. */
export const Forecast = Type.Object({
  toDate: Type.Union([Type.Number(), Type.Null()], { description: 'value to date, unrounded' }),
  /** 后期管控目标: what the rest of the year may average (or must reach) to still keep the promise. */
  rest: Type.Union([Type.Number(), Type.Null()]),
  /** `rest` with its unit where that is not the promise's: days, of a share of days. */
  restText: Type.Optional(Bilingual),
  restMeaning: Bilingual,
  /** Projection of the year's final value with an 80% band, when there is history. */
  projection: Type.Union([
    Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number(), basis: Bilingual }),
    Type.Null(),
  ]),
  noProjection: Type.Optional(Bilingual),
})
export type Forecast = Static<typeof Forecast>

export const BoardRow = Type.Object({
  targetId: Type.String(),
  code: Type.String({ description: 'short code inside the campaign, e.g. A01' }),
  theme: Theme,
  subject: Bilingual,
  tier: TargetTier,
  modality: Type.Union([Type.String(), Type.Null()]),
  comparator: Comparator,
  value: Type.Union([Type.Number(), Type.Null()]),
  valueHigh: Type.Union([Type.Number(), Type.Null()]),
  unit: Type.Union([Type.String(), Type.Null()], { description: 'as written in the plan' }),
  unitText: Bilingual,
  decimals: Type.Integer({
    description: 'decimals of the number as written; rates compare at this precision',
  }),
  deadline: Type.Union([CivilDate, Type.Null()]),
  state: TargetState,
  reason: Bilingual,
  current: Type.Union([Type.Number(), Type.Null()]),
  forecast: Type.Union([Forecast, Type.Null()]),
  responsible: Type.Array(Type.Object({ unitId: Type.String(), name: Bilingual })),
  indicator: Type.Union([Type.String(), Type.Null()], { description: 'null: reported by hand' }),
  simulated: Type.Boolean(),
  restates: Type.Union([Type.String(), Type.Null()]),
})
export type BoardRow = Static<typeof BoardRow>

export const CampaignSummary = Type.Object({
  id: Type.String(),
  name: Bilingual,
  regionId: Type.String(),
  year: Type.Integer(),
  simulated: Type.Boolean(),
  defaultAt: CivilDate,
})
export type CampaignSummary = Static<typeof CampaignSummary>

export const Board = Type.Object({
  campaign: CampaignSummary,
  at: CivilDate,
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'targets by state; restatements count once',
  }),
  rows: Type.Array(BoardRow),
})
export type Board = Static<typeof Board>

export const SourceClause = Type.Object({
  quote: Type.String(),
  start: Type.Union([Type.Integer(), Type.Null()], {
    description: 'null: the clause stands in the plan that the present one replaced',
  }),
  end: Type.Union([Type.Integer(), Type.Null()]),
  sectionPath: Type.Array(Type.String()),
})
export type SourceClause = Static<typeof SourceClause>

export const Allocation = Type.Object({
  id: Type.String(),
  holder: Type.Object({
    kind: Type.Union([Type.Literal('region'), Type.Literal('unit')]),
    id: Type.String(),
    name: Bilingual,
  }),
  value: Type.Union([Type.Number(), Type.Null()]),
  weight: Type.Union([Type.Number(), Type.Null()], {
    description: 'population share behind a rate, e.g. number of sections',
  }),
  current: Type.Union([Type.Number(), Type.Null()]),
})
export type Allocation = Static<typeof Allocation>

/** Does the breakdown add up (counts) or reproduce the rate (weighted)? */
export const AllocationCheck = Type.Object({
  method: Type.Union([Type.Literal('sum'), Type.Literal('weighted'), Type.Literal('none')]),
  ok: Type.Boolean(),
  expected: Type.Union([Type.Number(), Type.Null()]),
  actual: Type.Union([Type.Number(), Type.Null()]),
  without: Type.Array(Type.Object({ id: Type.String(), name: Bilingual }), {
    description: 'counties and parks that have no allocation',
  }),
  message: Bilingual,
})
export type AllocationCheck = Static<typeof AllocationCheck>

export const Report = Type.Object({
  id: Type.String(),
  asOf: CivilDate,
  value: Type.Union([Type.Number(), Type.Null()]),
  total: Type.Optional(
    Type.Union([Type.Number(), Type.Null()], { description: 'size of the list, of which `value` are done' }),
  ),
  share: Type.Union([Type.Number(), Type.Null()]),
  note: Type.String(),
  evidence: Type.Array(Type.String()),
  reportedBy: Type.String(),
  reportedAt: Instant,
  simulated: Type.Boolean(),
})
export type Report = Static<typeof Report>

/** No city has more of anything than a trillion. */
const mostFigure = 1e12
const Figure = Type.Number({ minimum: -mostFigure, maximum: mostFigure })

export const NewReport = Type.Object({
  asOf: CivilDate,
  value: Type.Union([Type.Number(), Type.Null()]),
  total: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: mostFigure }), Type.Null()])),
  note: Type.String({ maxLength: 2000 }),
  evidence: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 50 }),
})
export type NewReport = Static<typeof NewReport>

export const NewTaskReport = Type.Object({
  asOf: CivilDate,
  share: Type.Number({ minimum: 0, maximum: 1, description: 'share done' }),
  note: Type.String({ maxLength: 2000 }),
  evidence: Type.Array(Type.String({ maxLength: 500 }), { maxItems: 50 }),
})
export type NewTaskReport = Static<typeof NewTaskReport>

/** A number entered for a delegated target, with the document that gives it. */
export const NewNumber = Type.Object({
  value: Type.Number(),
  source: Type.String({ minLength: 1, maxLength: 500 }),
  givenOn: Type.Optional(Type.Union([CivilDate, Type.Null()])),
  comparator: Type.Optional(Comparator),
})
export type NewNumber = Static<typeof NewNumber>

const GivenNumber = Type.Union([Type.Object({ value: Type.Number(), source: Type.String() }), Type.Null()])

/** The slot of a number that the plan leaves to someone else. */
export const DelegatedNumber = Type.Object({
  targetId: Type.String(),
  code: Type.String(),
  subject: Bilingual,
  delegatedTo: Type.String(),
  owner: Type.Union([Type.Object({ unitId: Type.String(), name: Bilingual }), Type.Null()]),
  due: Type.Union([CivilDate, Type.Null()]),
  taskBook: GivenNumber,
  city: GivenNumber,
  missing: Type.Boolean(),
})
export type DelegatedNumber = Static<typeof DelegatedNumber>

/** A breakdown as it is entered: a list of values, an equal split, or one by weights. */
export const AllocationInput = Type.Object({
  method: Type.Union([Type.Literal('list'), Type.Literal('equal'), Type.Literal('by-share')]),
  holders: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('region'), Type.Literal('unit')]),
      id: Type.String(),
      value: Type.Optional(Type.Union([Figure, Type.Null()])),
      weight: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: mostFigure }), Type.Null()])),
    }),
    { maxItems: 500 },
  ),
})
export type AllocationInput = Static<typeof AllocationInput>

export const TargetAllocations = Type.Object({ allocations: Type.Array(Allocation), check: AllocationCheck })
export type TargetAllocations = Static<typeof TargetAllocations>

/** What a campaign still lacks before every promise can be followed. */
export const CampaignGaps = Type.Object({
  withoutUnit: Type.Array(Type.Object({ targetId: Type.String(), code: Type.String(), subject: Bilingual })),
  numbers: Type.Array(DelegatedNumber, {
    description: 'every delegated number; `missing` where it is not entered',
  }),
})
export type CampaignGaps = Static<typeof CampaignGaps>

export const SeriesPoint = Type.Object({
  period: CivilDate,
  value: Type.Union([Type.Number(), Type.Null()]),
  toDate: Type.Union([Type.Number(), Type.Null()], {
    description: 'cumulative value up to and including this period',
  }),
})
export type SeriesPoint = Static<typeof SeriesPoint>

export const TargetDetail = Type.Object({
  campaign: CampaignSummary,
  at: CivilDate,
  row: BoardRow,
  definition: Bilingual,
  basis: Type.Union([Bilingual, Type.Null()], { description: 'standard and clause of its indicator' }),
  source: Type.Union([SourceClause, Type.Null()]),
  delegatedTo: Type.Union([Type.String(), Type.Null()]),
  condition: Type.Union([Type.Object({ text: Bilingual, met: Type.Boolean() }), Type.Null()]),
  baselineYear: Type.Union([Type.Integer(), Type.Null()]),
  rule: Type.Object({
    edition: Type.String(),
    computedAt: Instant,
    inputs: Type.Record(Type.String(), Type.Unknown()),
  }),
  provenance: Type.Array(Provenance),
  series: Type.Array(SeriesPoint),
  allocations: Type.Array(Allocation),
  allocationCheck: AllocationCheck,
  reports: Type.Array(Report),
  siblings: Type.Array(Type.Object({ targetId: Type.String(), tier: TargetTier, state: TargetState })),
  closed: Type.Union([Closed, Type.Null()], { description: 'null: the campaign follows it' }),
  history: Type.Array(ItemChange, { description: 'what revised plans made of it, newest first' }),
})
export type TargetDetail = Static<typeof TargetDetail>

export const TaskState = Type.Union([
  Type.Literal('done'),
  Type.Literal('on-time'),
  Type.Literal('at-risk'),
  Type.Literal('late'),
  Type.Literal('not-started'),
])
export type TaskState = Static<typeof TaskState>

export const TaskRow = Type.Object({
  id: Type.String(),
  code: Type.String(),
  theme: Theme,
  title: Bilingual,
  deadline: CivilDate,
  deadlineWritten: Type.Boolean({
    description: 'false: the plan gives no date, the end of the plan year stands in',
  }),
  bestEffort: Type.Boolean(),
  share: Type.Number({ description: 'share done, 0 to 1' }),
  daysLeft: Type.Integer({ description: 'negative when late' }),
  state: TaskState,
  responsible: Type.Array(Type.Object({ unitId: Type.String(), name: Bilingual })),
  source: Type.Union([SourceClause, Type.Null()]),
})
export type TaskRow = Static<typeof TaskRow>

export const TaskList = Type.Object({ campaign: CampaignSummary, at: CivilDate, rows: Type.Array(TaskRow) })
export type TaskList = Static<typeof TaskList>

/** The plan page: the document and what stands where in it. */
export const PlanPage = Type.Object({
  campaign: CampaignSummary,
  title: Type.String(),
  issuer: Type.Union([Type.String(), Type.Null()]),
  issuedOn: Type.Union([CivilDate, Type.Null()]),
  /** The document's text; where only a pack's facts are held, a digest of the targets, and `isDigest` says so. */
  text: Type.Union([Type.String(), Type.Null()]),
  isDigest: Type.Boolean(),
  sections: Type.Array(
    Type.Object({
      path: Type.Array(Type.String()),
      level: Type.Integer(),
      start: Type.Integer(),
      end: Type.Integer(),
    }),
  ),
  targets: Type.Array(
    Type.Object({
      targetId: Type.String(),
      code: Type.String(),
      subject: Bilingual,
      state: TargetState,
      start: Type.Union([Type.Integer(), Type.Null()]),
      end: Type.Union([Type.Integer(), Type.Null()]),
      /** Where it stands in the published document, also when a digest is shown. */
      sourceStart: Type.Union([Type.Integer(), Type.Null()]),
      sourceEnd: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
})
export type PlanPage = Static<typeof PlanPage>
