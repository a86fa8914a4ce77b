import { createHash } from 'node:crypto'
import type { Review, ReviewStep, ReviewSummary } from '@qinglan/contract'
import { readPlan } from '@qinglan/plan-reader'
import type { Selectable } from 'kysely'
import type { Db } from '../../database/connect.ts'
import '../../region/tables.ts'
import { QinglanError, badInput, notFound } from '../../errors.ts'
import { suggester, type Binding } from '../plan/bindings.ts'
import type { ReviewsTable } from '../tables.ts'
import { itemsOfReading } from './items.ts'
import { playSteps, progressOf, stepsThatHold } from './play-steps.ts'

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

type SummaryRow = Omit<Selectable<ReviewsTable>, 'text' | 'reading'>

const summarise = (row: SummaryRow): ReviewSummary => ({
  id: row.id,
  title: row.title,
  fileName: row.file_name,
  sha256: row.sha256,
  regionId: row.region_id,
  year: row.year,
  campaignId: row.campaign_id,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
})

export interface NewReview {
  readonly bytes: Uint8Array
  /** What `documentText` made of the bytes. */
  readonly text: string
  readonly fileName: string
  readonly regionId: string
  readonly year?: number | undefined
}

/**
 * Reads the text of a document and opens a review of it.
 *
 * @throws QinglanError `bad-input` for a region that does not exist
 */
export async function openReview(
  db: Db,
  { bytes, text, fileName, regionId, year }: NewReview,
  by: string,
): Promise<string> {
  const region = await db.selectFrom('regions').select('id').where('id', '=', regionId).executeTakeFirst()
  if (!region) throw badInput(`没有区划“${regionId}”`, `there is no region "${regionId}"`)
  const reading = readPlan(text, { file: fileName, ...(year === undefined ? {} : { year }) })
  const { id } = await db
    .insertInto('reviews')
    .values({
      region_id: regionId,
      title: reading.title ?? fileName,
      file_name: fileName,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      year: reading.year,
      text,
      reading: JSON.stringify(reading),
      campaign_id: null,
      created_by: by,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Every review, newest first. */
export async function listReviews(db: Db): Promise<ReviewSummary[]> {
  const rows = await db
    .selectFrom('reviews')
    .select([
      'id',
      'region_id',
      'title',
      'file_name',
      'sha256',
      'year',
      'campaign_id',
      'created_by',
      'created_at',
    ])
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(summarise)
}

/** @throws QinglanError `not-found` */
export async function reviewRow(db: Db, id: string): Promise<Selectable<ReviewsTable>> {
  const row = uuid.test(id)
    ? await db.selectFrom('reviews').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  if (!row) throw notFound(`没有审核“${id}”`, `no review "${id}"`)
  return row
}

/**
 * Keeps others from taking steps of a review until the transaction ends.
 *
 * @throws QinglanError `not-found`
 */
export async function lockReview(db: Db, id: string): Promise<void> {
  await reviewRow(db, id)
  await db.selectFrom('reviews').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** A review with its items as they stand. */
export async function findReview(db: Db, id: string, bindings: readonly Binding[]): Promise<Review> {
  const row = await reviewRow(db, id)
  const taken = await db
    .selectFrom('review_steps')
    .selectAll()
    .where('review_id', '=', id)
    .orderBy('number')
    .execute()
  const items = playSteps(itemsOfReading(row.reading, bindings), row.text, taken, suggester(bindings))
  const holding = new Set(stepsThatHold(taken))
  return {
    ...summarise(row),
    text: row.text,
    sections: row.reading.sections,
    items,
    progress: progressOf(items),
    steps: taken.map((t) => ({
      number: t.number,
      step: t.step,
      by: t.taken_by,
      at: t.taken_at.toISOString(),
      undone: t.step.do !== 'undo' && !holding.has(t),
    })),
    mayUndo: holding.size > 0,
  }
}

/**
 * Takes a step of a review; two people at one desk take turns.
 *
 * @param after the number of the last step the person saw; when another came since, the step is refused
 * @throws QinglanError `bad-input` when the step does not fit, `conflict` when something came between
 */
export async function takeStep(
  db: Db,
  id: string,
  { step, by, after }: { step: ReviewStep; by: string; after?: number | undefined },
  bindings: readonly Binding[],
): Promise<Review> {
  await lockReview(db, id)
  const before = await findReview(db, id, bindings)
  const last = before.steps.at(-1)?.number ?? 0
  if (after !== undefined && after !== last)
    throw new QinglanError('conflict', {
      zh: '其间有人改过这份审核，请刷新后再试',
      en: 'someone changed this review in the meantime; reload and try again',
    })
  if (step.do === 'undo' && !before.mayUndo)
    throw badInput('没有可撤销的步骤', 'there is nothing to take back')
  await db
    .insertInto('review_steps')
    .values({ review_id: id, number: last + 1, step: JSON.stringify(step), taken_by: by })
    .execute()
  return findReview(db, id, bindings) // a step that does not fit is refused here, and the transaction with it
}
