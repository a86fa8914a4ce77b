import type { Db } from '../../database/connect.ts'
import { badInput, notFound } from '../../errors.ts'
import { loadDefinitions } from '../definitions/definition-store.ts'
import type { Evidence } from '../engine/entity.ts'
import { reopenOnRelapse } from './relapse.ts'
import { markDirty } from './save-entity.ts'

export type EvidenceInput = Omit<Evidence, 'id' | 'entityId' | 'until' | 'lastDataOn'> & {
  readonly until?: string | null
  readonly lastDataOn?: string | null
  /** Code of the site of the network that the device is: its observations tell when it last sent data. */
  readonly site?: string
}

/** Adds a piece of evidence; it must be one that some duty of the entity's kind can count. */
export async function addEvidence(
  db: Db,
  entityId: string,
  input: EvidenceInput,
  recordedBy: string,
): Promise<string> {
  const entity = await db
    .selectFrom('entities')
    .select(['kind', 'key'])
    .where('id', '=', entityId)
    .executeTakeFirst()
  if (!entity) throw notFound('没有这个对象', 'No such entity')
  const { rules, kinds } = await loadDefinitions(db)
  const known = rules
    .filter((r) => r.definition.kind === entity.kind)
    .flatMap((r) => r.definition.must)
    .filter((d) => d.type !== 'state' && d.type !== 'condition')
    .flatMap((d) => [d.duty, ...(d.alternatives ?? [])].map((duty) => ({ duty, type: d.type })))
  if (!known.some((d) => d.duty === input.duty && d.type === input.type)) {
    const list = [...new Set(known.map((d) => `${d.type}:${d.duty}`))].join('、') || '—'
    throw badInput(
      `没有义务需要“${input.type}:${input.duty}”,应为:${list}`,
      `No duty counts “${input.type}:${input.duty}”; expected ${list}`,
    )
  }
  const site = input.site === undefined ? null : await siteOf(db, input.site)
  const { id } = await db
    .insertInto('evidence')
    .values({
      entity_id: entityId,
      type: input.type,
      duty: input.duty,
      occurred_on: input.on,
      until_on: input.until ?? null,
      site_id: site,
      last_data_on: input.lastDataOn ?? null,
      data: JSON.stringify(input.data),
      recorded_by: recordedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await markDirty(db, [entityId])
  const kind = kinds.get(entity.kind)
  if (kind) await reopenOnRelapse(db, kind, entityId, input, recordedBy)
  return id
}

async function siteOf(db: Db, code: string): Promise<number> {
  const site = await db.selectFrom('sites').select('id').where('code', '=', code).executeTakeFirst()
  if (!site) throw badInput(`没有点位“${code}”`, `No site “${code}”`)
  return site.id
}
