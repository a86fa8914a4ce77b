import Type, { type Static } from 'typebox'

/** What makes the number of a promise; a task has none of these. */
export const numberFields = ['comparator', 'value', 'valueHigh', 'unit', 'baselineYear'] as const

/** What a person may change of an item in a form, in its order. */
export const itemFields = ['subject', ...numberFields, 'deadline', 'lead', 'responsible'] as const

/** What two versions of an item may say differently. */
export const comparedFields = ['quote', ...itemFields] as const

export const ComparedField = Type.Enum(comparedFields)
export type ComparedField = Static<typeof ComparedField>
