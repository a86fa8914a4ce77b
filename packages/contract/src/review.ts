import Type, { type Static, type TSchema } from 'typebox'
import { CampaignSummary, Comparator } from './campaign.ts'
import { comparedFields } from './closed-lists.ts'
import { Bilingual, CivilDate, Instant } from './shared.ts'

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])

/** `split` and `merged` items are replaced by others and no longer counted. */
export const ReviewState = Type.Union([
  Type.Literal('proposed'),
  Type.Literal('accepted'),
  Type.Literal('edited'),
  Type.Literal('rejected'),
  Type.Literal('split'),
  Type.Literal('merged'),
])
export type ReviewState = Static<typeof ReviewState>

const UnitNames = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })
const indicatorParams = Type.Record(Type.String(), Type.Unknown())

/** What a reviewer may change of an item; absent fields stay. */
export const ReviewFields = Type.Object(
  {
    subject: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    comparator: Type.Optional(Comparator),
    value: Type.Optional(orNull(Type.Number())),
    valueHigh: Type.Optional(orNull(Type.Number())),
    unit: Type.Optional(orNull(Type.String({ maxLength: 50 }))),
    baselineYear: Type.Optional(orNull(Type.Integer({ minimum: 1980, maximum: 2100 }))),
    deadline: Type.Optional(Type.Union([CivilDate, Type.Null()])),
    modality: Type.Optional(orNull(Type.String({ maxLength: 50 }))),
    lead: Type.Optional(UnitNames),
    responsible: Type.Optional(UnitNames),
  },
  { additionalProperties: false },
)
export type ReviewFields = Static<typeof ReviewFields>

export const IndicatorBinding = Type.Object({ indicator: Type.String(), params: indicatorParams })
export type IndicatorBinding = Static<typeof IndicatorBinding>

/** A promise or a task as it stands in the review. */
export const ReviewItem = Type.Object({
  id: Type.String({ description: 'unique in the review; the code of the campaign row made of it' }),
  kind: Type.Union([Type.Literal('target'), Type.Literal('task')]),
  state: ReviewState,
  from: Type.Array(Type.String(), { description: 'the items that were split or merged into it' }),
  start: Type.Integer(),
  end: Type.Integer(),
  quote: Type.String(),
  sectionPath: Type.Array(Type.String()),
  subject: Type.String(),
  comparator: Comparator,
  value: orNull(Type.Number()),
  valueHigh: orNull(Type.Number()),
  unit: orNull(Type.String()),
  baselineYear: orNull(Type.Integer()),
  deadline: Type.Union([CivilDate, Type.Null()]),
  modality: orNull(Type.String()),
  lead: Type.Array(Type.String()),
  responsible: Type.Array(Type.String()),
  delegatedTo: orNull(Type.String()),
  binding: Type.Union([IndicatorBinding, Type.Null()], { description: 'confirmed by a person' }),
  suggestion: Type.Union([IndicatorBinding, Type.Null()], { description: 'told from the subject' }),
  confidence: Type.Number(),
  doubts: Type.Array(Type.String()),
  reason: orNull(Type.String({ description: 'why it was rejected' })),
})
export type ReviewItem = Static<typeof ReviewItem>

const Item = Type.String({ minLength: 1, maxLength: 60 })
const strict = { additionalProperties: false } as const

/** One thing a reviewer does. Steps are only ever added; `undo` takes the last one back that still holds. */
export const ReviewStep = Type.Union([
  Type.Object(
    { do: Type.Literal('accept'), items: Type.Array(Item, { minItems: 1, maxItems: 2000 }) },
    strict,
  ),
  Type.Object(
    {
      do: Type.Literal('reject'),
      items: Type.Array(Item, { minItems: 1, maxItems: 2000 }),
      reason: Type.Optional(Type.String({ maxLength: 500 })),
    },
    strict,
  ),
  Type.Object({ do: Type.Literal('edit'), item: Item, fields: ReviewFields }, strict),
  Type.Object(
    {
      do: Type.Literal('split'),
      item: Item,
      at: Type.Integer({ minimum: 0, description: 'offset in the text, strictly inside the item' }),
    },
    strict,
  ),
  Type.Object({ do: Type.Literal('merge'), items: Type.Array(Item, { minItems: 2, maxItems: 50 }) }, strict),
  Type.Object(
    { do: Type.Literal('bind'), item: Item, binding: Type.Union([IndicatorBinding, Type.Null()]) },
    strict,
  ),
  Type.Object({ do: Type.Literal('assign'), item: Item, lead: UnitNames, responsible: UnitNames }, strict),
  Type.Object(
    {
      do: Type.Literal('import'),
      file: Type.String(),
      edits: Type.Array(Type.Object({ item: Item, fields: ReviewFields }, strict)),
      reasons: Type.Optional(
        Type.Array(Type.Object({ item: Item, reason: Type.String({ maxLength: 500 }) }, strict), {
          description: 'why items were rejected',
        }),
      ),
    },
    strict,
  ),
  Type.Object({ do: Type.Literal('undo') }, strict),
])
export type ReviewStep = Static<typeof ReviewStep>

export const ReviewProgress = Type.Object({
  total: Type.Integer(),
  proposed: Type.Integer(),
  accepted: Type.Integer(),
  edited: Type.Integer(),
  rejected: Type.Integer(),
})
export type ReviewProgress = Static<typeof ReviewProgress>

export const ReviewSummary = Type.Object({
  id: Type.String(),
  title: Type.String(),
  fileName: Type.String(),
  sha256: Type.String(),
  regionId: Type.String(),
  year: orNull(Type.Integer()),
  campaignId: orNull(Type.String()),
  createdBy: Type.String(),
  createdAt: Instant,
})
export type ReviewSummary = Static<typeof ReviewSummary>

export const ReviewStepTaken = Type.Object({
  number: Type.Integer(),
  step: ReviewStep,
  by: Type.String(),
  at: Instant,
  undone: Type.Boolean(),
})
export type ReviewStepTaken = Static<typeof ReviewStepTaken>

/** The desk: document, items, what was done so far. */
export const Review = Type.Object({
  ...ReviewSummary.properties,
  text: Type.String(),
  sections: Type.Array(
    Type.Object({
      path: Type.Array(Type.String()),
      level: Type.Integer(),
      start: Type.Integer(),
      end: Type.Integer(),
    }),
  ),
  items: Type.Array(ReviewItem),
  progress: ReviewProgress,
  steps: Type.Array(ReviewStepTaken),
  mayUndo: Type.Boolean(),
})
export type Review = Static<typeof Review>

/** A revised plan beside an earlier one: what is new, gone, or says something else. */
export const ReviewDifference = Type.Object({
  against: Type.Object({ id: Type.String(), title: Type.String() }),
  added: Type.Array(ReviewItem),
  removed: Type.Array(ReviewItem),
  changed: Type.Array(
    Type.Object({
      before: ReviewItem,
      after: ReviewItem,
      similarity: Type.Number({ description: '0 to 1, of the wording' }),
      fields: Type.Array(Type.Enum(comparedFields)),
    }),
  ),
  unchanged: Type.Integer(),
  version: Type.Optional(
    Type.String({ description: 'against a campaign: of it and of the review, to be given with a revision' }),
  ),
})
export type ReviewDifference = Static<typeof ReviewDifference>

export const NewCampaignOfReview = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,60}$' }),
  name: Bilingual,
  year: Type.Optional(Type.Integer({ minimum: 1980, maximum: 2100 })),
})
export type NewCampaignOfReview = Static<typeof NewCampaignOfReview>

export const CampaignOfReview = Type.Object({
  campaign: CampaignSummary,
  targets: Type.Integer(),
  tasks: Type.Integer(),
  removed: Type.Array(Type.String(), { description: 'codes that stood in the campaign and no longer do' }),
  unknownUnits: Type.Array(Type.String(), { description: 'names that no unit of the platform has' }),
})
export type CampaignOfReview = Static<typeof CampaignOfReview>

/** What came of a ledger that was edited in a spreadsheet. Nothing is taken over while a row is faulty. */
export const LedgerImport = Type.Object({
  changed: Type.Array(Type.String()),
  unchanged: Type.Integer(),
  notInFile: Type.Array(Type.String(), { description: 'items of the ledger that the file does not list' }),
  missingColumns: Type.Array(Type.String(), {
    description: 'columns of the ledger that the file lacks; what they say stays as it is',
  }),
  faults: Type.Array(
    Type.Object({
      line: Type.Integer(),
      column: Type.String(),
      value: Type.String(),
      reason: Bilingual,
    }),
  ),
})
export type LedgerImport = Static<typeof LedgerImport>
