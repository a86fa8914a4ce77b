import type { CivilDate } from '@qinglan/contract'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { announce } from '../../live/live-hub.ts'
import { delegatedNumbers, insertNumber, isLaxer } from './numbers.ts'

/** The task book of the level above: numbers for the city's targets, by target code. */
export interface TaskBook {
  readonly title: string
  readonly givenOn: CivilDate | null
  readonly numbers: readonly { readonly code: string; readonly value: number }[]
}

export interface TaskBookResult {
  /** Codes of delegated targets that have their number now. */
  readonly resolved: string[]
  /** Codes of delegated targets that are still without one. */
  readonly stillMissing: string[]
  /** Targets whose number in the city's own plan is laxer than the task book's. */
  readonly laxer: { readonly code: string; readonly city: number; readonly taskBook: number }[]
}

/**
 * Links each number of a task book to its target, and finds where the city's own number asks for less.
 *
 * @throws QinglanError `bad-input` when a code is not in the campaign; nothing is entered then
 */
export async function loadTaskBook(
  db: Db,
  campaignId: string,
  book: TaskBook,
  enteredBy: string,
): Promise<TaskBookResult> {
  const targets = await db
    .selectFrom('targets')
    .select(['id', 'code', 'comparator', 'value', 'delegated_to'])
    .where('campaign_id', '=', campaignId)
    .where('closed_at', 'is', null)
    .execute()
  const byCode = new Map(targets.map((t) => [t.code, t]))
  const unknown = book.numbers.filter((n) => !byCode.has(n.code)).map((n) => n.code)
  if (unknown.length > 0) {
    throw badInput(
      `任务书中的编号不在本计划：${unknown.join('、')}`,
      `codes not in this campaign: ${unknown.join(', ')}`,
    )
  }
  const resolved: string[] = []
  const laxer: { code: string; city: number; taskBook: number }[] = []
  for (const { code, value } of book.numbers) {
    const target = byCode.get(code)
    if (!target) continue
    await insertNumber(db, target.id, 'task-book', {
      value,
      source: book.title,
      givenOn: book.givenOn,
      enteredBy,
    })
    const city = target.value ?? (await cityNumber(db, target.id))
    if (target.delegated_to !== null) resolved.push(code)
    if (city !== null && isLaxer(target.comparator, city, value)) laxer.push({ code, city, taskBook: value })
  }
  await announce(db, { type: 'campaign', campaignId })
  const stillMissing = (await delegatedNumbers(db, campaignId))
    .filter((slot) => slot.missing)
    .map((slot) => slot.code)
  return { resolved, stillMissing, laxer }
}

async function cityNumber(db: Db, targetId: string): Promise<number | null> {
  const row = await db
    .selectFrom('target_numbers')
    .select('value')
    .where('target_id', '=', targetId)
    .where('origin', '=', 'city')
    .orderBy('entered_at', 'desc')
    .executeTakeFirst()
  return row?.value ?? null
}
