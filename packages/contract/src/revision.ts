import Type, { type Static } from 'typebox'
import { comparedFields } from './closed-lists.ts'
import { Instant } from './shared.ts'

const Item = Type.String({ minLength: 1, maxLength: 60 })
const strict = { additionalProperties: false } as const

/**
 * What becomes of one difference between a revised plan and a campaign: the campaign takes over what the plan says now, keeps what it
 * follows, or follows it no longer. What is not chosen stays as it is.
 */
export const RevisionChoice = Type.Union([
  Type.Object({ do: Type.Literal('take'), item: Item }, strict),
  Type.Object(
    { do: Type.Literal('keep'), code: Item, reason: Type.Optional(Type.String({ maxLength: 500 })) },
    strict,
  ),
  Type.Object(
    { do: Type.Literal('drop'), code: Item, reason: Type.String({ minLength: 1, maxLength: 500 }) },
    strict,
  ),
])
export type RevisionChoice = Static<typeof RevisionChoice>

export const NewRevision = Type.Object({
  campaignId: Type.String(),
  version: Type.String({
    maxLength: 100,
    description: '`version` of the difference that was seen; refused when campaign or review changed since',
  }),
  choices: Type.Array(RevisionChoice, { minItems: 1, maxItems: 5000 }),
})
export type NewRevision = Static<typeof NewRevision>

const Codes = Type.Array(Type.String())

/** What a revision did, by the codes of the campaign. */
export const RevisionResult = Type.Object({
  campaignId: Type.String(),
  taken: Codes,
  added: Codes,
  kept: Codes,
  dropped: Codes,
  unknownUnits: Type.Array(Type.String(), { description: 'names that no unit of the platform has' }),
})
export type RevisionResult = Static<typeof RevisionResult>

const Value = Type.Union([Type.String(), Type.Number(), Type.Array(Type.String()), Type.Null()])

/** A field of a target or task before and after a revision. */
export const FieldChange = Type.Object({
  field: Type.Enum([...comparedFields, 'indicator']),
  before: Value,
  after: Value,
})
export type FieldChange = Static<typeof FieldChange>

export const ChangeKind = Type.Enum(['taken', 'added', 'kept', 'dropped'])
export type ChangeKind = Static<typeof ChangeKind>

const said = {
  did: ChangeKind,
  reason: Type.Union([Type.String(), Type.Null()]),
  fields: Type.Array(FieldChange, {
    description: 'what changed; of an item that was kept, what the revised plan says otherwise',
  }),
}

const ofDocument = {
  plan: Type.Object({ title: Type.String(), fileName: Type.String(), sha256: Type.String() }),
  by: Type.String(),
  at: Instant,
}

/** What a revised plan made of one target or task: when, by whom, on the ground of which document. */
export const ItemChange = Type.Object({ ...said, ...ofDocument })
export type ItemChange = Static<typeof ItemChange>

/** A target or task that its campaign follows no longer. */
export const Closed = Type.Object({ at: Instant, reason: Type.String() })
export type Closed = Static<typeof Closed>

/** A revised plan that a campaign was brought to, with all that it changed. */
export const CampaignRevision = Type.Object({
  id: Type.String(),
  ...ofDocument,
  items: Type.Array(
    Type.Object({
      kind: Type.Enum(['target', 'task']),
      id: Type.String(),
      code: Type.String(),
      subject: Type.String(),
      ...said,
    }),
  ),
})
export type CampaignRevision = Static<typeof CampaignRevision>
