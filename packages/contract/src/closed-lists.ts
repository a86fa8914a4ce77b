// Lists that schemas, forms and filters share, apart from the schemas so that a page takes no more than its list.

/** The ways in which a number may bind. */
export const comparators = [
  '>=',
  '<=',
  '=',
  '>',
  '<',
  'increase_by>=',
  'decrease_by>=',
  'complete_count>=',
  'range',
  'none',
] as const

/** What promises are about, in the order in which they are listed. */
export const themes = [
  'air',
  'water',
  'sea',
  'soil',
  'waste',
  'carbon',
  'ecology',
  'noise',
  'risk',
  'governance',
  'other',
] as const

export const tiers = ['binding', 'stretch'] as const

/** What makes the number of a promise; a task has none of these. */
export const numberFields = ['comparator', 'value', 'valueHigh', 'unit', 'baselineYear'] as const

/** What a person may change of an item in a form, in its order. */
export const itemFields = ['subject', ...numberFields, 'deadline', 'lead', 'responsible'] as const

/** What two versions of an item may say differently. */
export const comparedFields = ['quote', ...itemFields] as const
