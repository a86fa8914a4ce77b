import { createHash } from 'node:crypto'
import type { Db } from '../../database/connect.ts'
import { notFound, QinglanError } from '../../errors.ts'
import type { FactValue } from '../engine/entity.ts'
import { markDirty } from '../entities/save-entity.ts'

export interface PublishInput {
  readonly list: string
  readonly title: string
  readonly publishedOn: string
  readonly entityIds: readonly string[]
  /** Facts that are published; the others stay inside. */
  readonly publicFacts: readonly string[]
  readonly reason: string
}

/**
 * The canonical text of a snapshot, what its hash is taken of: JSON without spaces; of each entry its key, its name, then the facts in
 * the order of their names' code units.
 */
function canonical(snapshot: readonly Readonly<Record<string, FactValue>>[]): string {
  const rows = snapshot.map(({ key = null, name = null, ...facts }) => {
    const sorted = Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return { key, name, ...Object.fromEntries(sorted) }
  })
  return JSON.stringify(rows)
}

/** A published batch as anybody can check it: the text whose SHA-256 was published with it. @throws QinglanError `not-found` */
export async function publishedText(db: Db, list: string, batch: number): Promise<string> {
  const found = await db
    .selectFrom('list_batches')
    .select('snapshot')
    .where('list', '=', list)
    .where('batch', '=', batch)
    .executeTakeFirst()
  if (!found) throw notFound(`名录“${list}”没有第 ${batch} 批`, `List “${list}” has no batch ${batch}`)
  return canonical(found.snapshot)
}

/**
 * Publishes the next batch of a list (名录): who is on it from that day. Those who were on it and are not named leave it with this
 * batch. The snapshot is what was published, with its hash; it never changes.
 */
export async function publishList(
  db: Db,
  input: PublishInput,
  publishedBy: string,
): Promise<{ batch: number; sha256: string }> {
  const last = await db
    .selectFrom('list_batches')
    .select(['batch', 'published_on'])
    .where('list', '=', input.list)
    .orderBy('batch', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && last.published_on > input.publishedOn) {
    throw new QinglanError('conflict', {
      zh: `“${input.list}”第 ${last.batch} 批已于 ${last.published_on} 公布,新批次不能更早`,
      en: `Batch ${last.batch} was published on ${last.published_on}; a later batch cannot be earlier`,
    })
  }
  const batch = (last?.batch ?? 0) + 1
  const ids = [...new Set(input.entityIds)]
  const entities = await db
    .selectFrom('entities')
    .select(['id', 'key', 'name', 'facts'])
    .where('id', 'in', ids)
    .orderBy('key')
    .execute()
  if (entities.length !== ids.length) {
    throw new QinglanError('bad-input', {
      zh: '名录中有不存在的对象',
      en: 'The list names entities that do not exist',
    })
  }
  const snapshot = entities.map((e) => {
    const shown = input.publicFacts.map((fact) => [fact, e.facts[fact] ?? null] as const)
    return { key: e.key, name: e.name, ...Object.fromEntries(shown) }
  })
  const text = canonical(snapshot)
  const sha256 = createHash('sha256').update(text).digest('hex')
  await db
    .insertInto('list_batches')
    .values({
      list: input.list,
      batch,
      title: input.title,
      published_on: input.publishedOn,
      snapshot: text,
      sha256,
      published_by: publishedBy,
    })
    .execute()
  const present = await db
    .selectFrom('list_entries')
    .select('entity_id')
    .where('list', '=', input.list)
    .where('left_on', 'is', null)
    .execute()
  const stays = new Set(present.map((p) => p.entity_id))
  const leaving = [...stays].filter((id) => !ids.includes(id))
  if (leaving.length > 0) {
    await db
      .updateTable('list_entries')
      .set({ left_on: input.publishedOn, left_batch: batch, reason: input.reason })
      .where('list', '=', input.list)
      .where('left_on', 'is', null)
      .where('entity_id', 'in', leaving)
      .execute()
  }
  const entering = ids.filter((id) => !stays.has(id))
  if (entering.length > 0) {
    const rows = entering.map((entity_id) => ({
      list: input.list,
      entity_id,
      entered_on: input.publishedOn,
      entered_batch: batch,
      left_on: null,
      left_batch: null,
    }))
    await db.insertInto('list_entries').values(rows).execute()
  }
  await markDirty(db, [...entering, ...leaving])
  return { batch, sha256 }
}

/** Who was on a list on a day, and how two days differ. */
export async function listOn(db: Db, list: string, on: string): Promise<{ key: string; name: string }[]> {
  return db
    .selectFrom('list_entries as l')
    .innerJoin('entities as e', 'e.id', 'l.entity_id')
    .select(['e.key', 'e.name'])
    .where('l.list', '=', list)
    .where('l.entered_on', '<=', on)
    .where((w) => w.or([w('l.left_on', 'is', null), w('l.left_on', '>', on)]))
    .orderBy('e.key')
    .execute()
}

export async function listDifference(
  db: Db,
  list: string,
  from: string,
  to: string,
): Promise<{ entered: string[]; left: string[] }> {
  const batch = db.selectFrom('list_batches').select('batch').where('list', '=', list).limit(1)
  if (!(await batch.executeTakeFirst())) throw notFound(`没有名录“${list}”`, `No list “${list}”`)
  const before = new Set((await listOn(db, list, from)).map((e) => e.key))
  const after = new Set((await listOn(db, list, to)).map((e) => e.key))
  return { entered: [...after].filter((k) => !before.has(k)), left: [...before].filter((k) => !after.has(k)) }
}

/** Every stay on a list, with the batches that began and ended it. */
export async function listStays(
  db: Db,
  list: string,
): Promise<
  {
    key: string
    enteredOn: string
    enteredBatch: number
    leftOn: string | null
    leftBatch: number | null
    reason: string
  }[]
> {
  return db
    .selectFrom('list_entries as l')
    .innerJoin('entities as e', 'e.id', 'l.entity_id')
    .select([
      'e.key',
      'l.entered_on as enteredOn',
      'l.entered_batch as enteredBatch',
      'l.left_on as leftOn',
      'l.left_batch as leftBatch',
      'l.reason',
    ])
    .where('l.list', '=', list)
    .orderBy('e.key')
    .orderBy('l.entered_on')
    .execute()
}
