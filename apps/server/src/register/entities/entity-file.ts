import type { Bilingual, EntityFile } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import type { Entity } from '../engine/entity.ts'
import { overall } from '../evaluation/evaluate.ts'
import { detailOf, nameOf, readEntity, type EntityRead } from './entity-detail.ts'

const whoIs = ({ definitions }: EntityRead, e: Entity) => ({
  entityId: e.id,
  kind: e.kind,
  key: e.key,
  name: nameOf(definitions, e),
})

/** What a duty of a kind is called; evidence may be of an alternative, which bears the title of its duty. */
function dutyTitles({ definitions }: EntityRead): (kind: string, duty: string) => Bilingual {
  const titles = new Map(
    definitions.rules.flatMap(({ definition: d }) =>
      d.must.flatMap((m) =>
        [m.duty, ...(m.alternatives ?? [])].map((duty) => [`${d.kind} ${duty}`, m.title] as const),
      ),
    ),
  )
  return (kind, duty) => titles.get(`${kind} ${duty}`) ?? { zh: duty, en: duty }
}

function openItems(read: EntityRead, all: readonly Entity[]): EntityFile['openItems'] {
  const { definitions, judged } = read
  const rules = new Map(definitions.rules.map(({ definition: d }) => [`${d.rule} ${d.edition}`, d]))
  const items = all.flatMap((entity) =>
    (judged.get(entity.id) ?? []).flatMap((o) => {
      const rule = rules.get(`${o.rule} ${o.edition}`)
      if (!rule || overall(o) === 'none') return []
      return o.duties.flatMap((d) => {
        if (d.status === 'fulfilled') return []
        const duty = rule.must.find((m) => m.duty === d.duty)?.title ?? rule.title
        const what = { rule: o.rule, title: rule.title, duty, status: d.status, due: d.due }
        return [{ ...whoIs(read, entity), ...what }]
      })
    }),
  )
  return items.sort(
    (a, b) =>
      (a.due ?? '9').localeCompare(b.due ?? '9') ||
      a.kind.localeCompare(b.kind) ||
      a.key.localeCompare(b.key),
  )
}

/** Codes of the sites of the network that pieces of evidence are. */
async function sitesOf(db: Db, evidenceIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select v.id, s.code from evidence v join sites s on s.id = v.site_id where v.id = any(${[...evidenceIds]}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map((r) => [r.id, r.code]))
}

async function listStaysOf(db: Db, entityId: string, on: string): Promise<EntityFile['lists']> {
  const { rows } = await sql<EntityFile['lists'][number]>`
    select l.list, b.title, l.entered_on as "enteredOn", l.entered_batch as "enteredBatch",
      case when l.left_on <= ${on}::date then l.left_on end as "leftOn",
      case when l.left_on <= ${on}::date then l.left_batch end as "leftBatch", l.reason
    from list_entries l join list_batches b on b.list = l.list and b.batch = l.entered_batch
    where l.entity_id = ${entityId} and l.entered_on <= ${on}::date order by l.list, l.entered_on`.execute(db)
  return rows
}

/** The file of a park, a firm or anything else in a register as of a day: itself and what belongs to it or lies in it. */
export async function entityFile(db: Db, id: string, on: string): Promise<EntityFile> {
  const read = await readEntity(db, id, on)
  const all = read.self ? [read.self, ...read.related] : []
  const evidence = all.flatMap((entity) =>
    (read.evidence.get(entity.id) ?? []).map((item) => ({ entity, item })),
  )
  const sites = await sitesOf(
    db,
    evidence.map(({ item }) => item.id),
  )
  const title = dutyTitles(read)
  const counts = new Map(
    all.map((e) => {
      const standing = (read.judged.get(e.id) ?? []).map(overall)
      const count = (status: string) => standing.filter((s) => s === status).length
      return [e.id, { late: count('late'), open: count('open') }]
    }),
  )
  return {
    detail: await detailOf(db, read, on),
    places: read.related.flatMap((e) =>
      e.geometry
        ? [{ ...whoIs(read, e), geometry: e.geometry, ...(counts.get(e.id) ?? { late: 0, open: 0 }) }]
        : [],
    ),
    openItems: openItems(read, all),
    devices: evidence.flatMap(({ entity, item: { type, duty, on: day, until, lastDataOn, id: item } }) => {
      if (type !== 'device') return []
      const dates = { on: day, until, lastDataOn }
      return [
        { ...whoIs(read, entity), duty: title(entity.kind, duty), ...dates, site: sites.get(item) ?? null },
      ]
    }),
    documents: evidence.flatMap(({ entity, item: { type, duty, on: day, until, data } }) => {
      if (type === 'device') return []
      const of = { ...whoIs(read, entity), duty: title(entity.kind, duty) }
      return [{ ...of, type, on: day, until, data: { ...data } }]
    }),
    lists: await listStaysOf(db, id, on),
  }
}
