import type { CivilDate, Comparator, DelegatedNumber } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { QinglanError, badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { demandFigure } from './figure-bounds.ts'
import { followedTarget } from './find-target.ts'

export interface GivenNumber {
  readonly value: number
  /** The document that gives it. */
  readonly source: string
  readonly givenOn?: CivilDate | null
  readonly enteredBy: string
  /** Which way the number binds, where the plan's words did not say. */
  readonly comparator?: Comparator | undefined
}

const limits = (comparator: Comparator): boolean => comparator === '<=' || comparator === '<'

/** Whether a city's number asks for less than the level above does. */
export const isLaxer = (comparator: Comparator, city: number, above: number): boolean =>
  limits(comparator) ? city > above : city < above

/**
 * Enters the number of a delegated target as the city sets it; the target is judged from then on.
 *
 * @throws QinglanError `bad-input` when the plan itself gives the number; `conflict` when the target is closed or
 * the task book of the level above asks for more
 */
export async function enterNumber(db: Db, targetId: string, given: GivenNumber): Promise<void> {
  const target = await followedTarget(db, targetId)
  if (target.delegated_to === null)
    throw badInput('该目标的数值已由计划写明', "this target's number stands in the plan itself")
  const comparator = target.comparator === 'none' ? (given.comparator ?? '>=') : target.comparator
  demandFigure(target, given.value)
  const book = await newestOf(db, targetId, 'task-book')
  if (book !== null && isLaxer(comparator, given.value, book.value)) {
    throw new QinglanError('conflict', {
      zh: `市定值${given.value}松于上级任务书的${book.value}（${book.source}）`,
      en: `${given.value} is laxer than ${book.value} of the task book (${book.source})`,
    })
  }
  if (comparator !== target.comparator) {
    await db.updateTable('targets').set({ comparator }).where('id', '=', targetId).execute()
  }
  await insertNumber(db, targetId, 'city', given)
  await announce(db, { type: 'campaign', campaignId: target.campaign_id })
}

export async function insertNumber(
  db: Db,
  targetId: string,
  origin: 'task-book' | 'city',
  given: GivenNumber,
): Promise<void> {
  if (!Number.isFinite(given.value)) throw badInput('须为数字', 'a number is expected')
  const { value, source, givenOn, enteredBy } = given
  await db
    .insertInto('target_numbers')
    .values({ target_id: targetId, origin, value, source, given_on: givenOn ?? null, entered_by: enteredBy })
    .execute()
}

async function newestOf(db: Db, targetId: string, origin: 'task-book' | 'city') {
  const row = await db
    .selectFrom('target_numbers')
    .select(['value', 'source'])
    .where('target_id', '=', targetId)
    .where('origin', '=', origin)
    .orderBy('entered_at', 'desc')
    .executeTakeFirst()
  return row ?? null
}

/** The delegated slots of a campaign: who sets the number, who must see to it, until when, and the number once it is there. */
export async function delegatedNumbers(db: Db, campaignId: string): Promise<DelegatedNumber[]> {
  const rows = await db
    .selectFrom('targets')
    .leftJoin('units', 'units.id', 'targets.number_owner')
    .select(['targets.id', 'code', 'subject_zh', 'subject_en', 'delegated_to', 'number_owner', 'number_due'])
    .select(['units.name_zh as owner_zh', 'units.name_en as owner_en'])
    .where('campaign_id', '=', campaignId)
    .where('delegated_to', 'is not', null)
    .where('restates', 'is', null)
    .where('closed_at', 'is', null)
    .orderBy('sort')
    .execute()
  const slots: DelegatedNumber[] = []
  for (const row of rows) {
    const city = await newestOf(db, row.id, 'city')
    const taskBook = await newestOf(db, row.id, 'task-book')
    slots.push({
      targetId: row.id,
      code: row.code,
      subject: { zh: row.subject_zh, en: row.subject_en },
      delegatedTo: row.delegated_to ?? '',
      owner:
        row.number_owner === null
          ? null
          : { unitId: row.number_owner, name: { zh: row.owner_zh ?? '', en: row.owner_en ?? '' } },
      due: row.number_due,
      taskBook,
      city,
      missing: city === null && taskBook === null,
    })
  }
  return slots
}
