import type { ReviewItem } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'

const settled = {
  state: 'accepted',
  from: [],
  lead: [],
  responsible: [],
  suggestion: null,
  confidence: 1,
  doubts: [],
  reason: null,
} as const satisfies Partial<ReviewItem>

const inTask = {
  kind: 'task',
  comparator: 'none',
  value: null,
  valueHigh: null,
  unit: null,
  baselineYear: null,
  modality: null,
  delegatedTo: null,
  binding: null,
} as const satisfies Partial<ReviewItem>

/** What a campaign follows, as items of a review; the units it knows are left out, since plans name them in many ways. */
export async function itemsOfCampaign(db: Db, campaignId: string): Promise<ReviewItem[]> {
  const targets = await db
    .selectFrom('targets')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('restates', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('sort')
    .execute()
  const tasks = await db
    .selectFrom('tasks')
    .selectAll()
    .where('campaign_id', '=', campaignId)
    .where('closed_at', 'is', null)
    .orderBy('sort')
    .execute()
  const placed = (row: (typeof targets)[number] | (typeof tasks)[number]) => ({
    ...settled,
    id: row.code,
    start: row.source_start ?? 0,
    end: row.source_end ?? 0,
    quote: row.quote ?? '',
    sectionPath: row.section_path,
    deadline: row.deadline,
  })
  return [
    ...targets.map((row): ReviewItem => ({
      ...placed(row),
      kind: 'target',
      subject: row.subject_zh,
      comparator: row.comparator,
      value: row.value,
      valueHigh: row.value_high,
      unit: row.unit,
      baselineYear: row.baseline_year,
      modality: row.modality,
      delegatedTo: row.delegated_to,
      binding: row.indicator === null ? null : { indicator: row.indicator, params: row.indicator_params },
    })),
    ...tasks.map((row): ReviewItem => ({ ...placed(row), ...inTask, subject: row.title_zh })),
  ]
}
