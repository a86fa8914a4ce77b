import { createHash } from 'node:crypto'
import type { Bilingual } from '@qinglan/contract'
import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'

/** A head of the chain that was noted outside of the database: what stood then must still stand. */
export interface Anchor {
  readonly position: number
  readonly hash: string
}

/** What is wrong, and where in the chain or the trail. */
export interface AuditFault {
  readonly position: number
  readonly firstEntry: number | null
  readonly lastEntry: number | null
  readonly what: Bilingual
}

/** What a check of the audit trail found; it is sound without faults. */
export interface AuditVerdict {
  readonly links: number
  readonly entries: number
  readonly head: Anchor | null
  readonly faults: readonly AuditFault[]
}

interface LinkRow {
  readonly position: number
  readonly tx: string
  readonly first_entry: number
  readonly last_entry: number
  readonly entries: number
  readonly digest: Buffer
  readonly previous: Buffer
  readonly hash: Buffer
  readonly texts: string[] | null
}

const page = 500

/** The links after a position, each with the text of its entries, built here and not by a function stored in the database. */
async function linksAfter(db: Db, position: number): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.position, l.tx::text as tx, l.first_entry, l.last_entry, l.entries, l.digest, l.previous, l.hash, (
      select array_agg(jsonb_build_array(e.id, e.tx::text, (extract(epoch from e.at) * 1000000)::bigint, e.person_id, e.actor, e.unit_id,
        e.region_id, e.address, e.request_id, e.action, e.table_name, e.record_key, e.before, e.after)::text order by e.id)
      from audit_entries e where e.tx = l.tx and e.id between l.first_entry and l.last_entry) as texts
    from audit_links l where l.position > ${position} order by l.position limit ${page}`.execute(db)
  return rows
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest()

const hashOf = (link: LinkRow, digest: Buffer) =>
  sha256(
    [
      link.position,
      link.tx,
      link.first_entry,
      link.last_entry,
      link.entries,
      digest.toString('hex'),
      link.previous.toString('hex'),
    ].join(' '),
  )

function faultsOfLink(
  link: LinkRow,
  before: { readonly position: number; readonly hash: Buffer },
): Bilingual[] {
  const faults: Bilingual[] = []
  const texts = link.texts ?? []
  if (link.position !== before.position + 1) {
    const count = link.position - before.position - 1
    faults.push({ zh: `此前缺 ${count} 个链节`, en: `${count} links are missing before this one` })
  } else if (!link.previous.equals(before.hash)) {
    faults.push({ zh: '与前一链节不衔接', en: 'does not follow the link before it' })
  }
  if (texts.length !== link.entries) {
    const [now, then] = [texts.length, link.entries]
    faults.push({
      zh: `应有 ${then} 条记录,现有 ${now} 条`,
      en: `${then} entries were written, ${now} are here`,
    })
  } else if (!sha256(texts.join('\n')).equals(link.digest)) {
    faults.push({ zh: '记录内容被改动', en: 'an entry was altered' })
  }
  if (!hashOf(link, link.digest).equals(link.hash)) {
    faults.push({ zh: '链节本身被改动', en: 'the link itself was altered' })
  }
  return faults
}

/** Entries that no link covers: written past the trigger that chains. */
async function unchained(db: Db): Promise<AuditFault[]> {
  const { rows } = await sql<{ id: number }>`
    select e.id from audit_entries e where not exists (
      select 1 from audit_links l where l.tx = e.tx and e.id between l.first_entry and l.last_entry) order by e.id limit 100`.execute(
    db,
  )
  return rows.map(({ id }) => ({
    position: 0,
    firstEntry: id,
    lastEntry: id,
    what: { zh: '记录不在链中', en: 'the entry is not in the chain' },
  }))
}

/**
 * Computes the whole chain again from the entries, as of one moment, and compares it with what stands and with the anchors noted
 * outside. A missing tail shows only against an anchor, so keep them where the database's owner cannot write.
 */
export async function verifyAudit(db: Db, anchors: readonly Anchor[] = []): Promise<AuditVerdict> {
  const faults: AuditFault[] = []
  const open = new Map(anchors.map((anchor) => [anchor.position, anchor.hash]))
  let before: { position: number; hash: Buffer } = { position: 0, hash: Buffer.alloc(0) }
  let links = 0
  let entries = 0
  for (let batch = await linksAfter(db, 0); batch.length > 0; batch = await linksAfter(db, before.position)) {
    for (const link of batch) {
      const at = { position: link.position, firstEntry: link.first_entry, lastEntry: link.last_entry }
      for (const what of faultsOfLink(link, before)) faults.push({ ...at, what })
      const noted = open.get(link.position)
      if (noted !== undefined && noted !== link.hash.toString('hex')) {
        faults.push({ ...at, what: { zh: '与留存的锚点不符', en: 'differs from the anchor that was noted' } })
      }
      open.delete(link.position)
      links += 1
      entries += link.texts?.length ?? 0
      before = { position: link.position, hash: link.hash }
    }
  }
  for (const position of open.keys()) {
    const what = { zh: '锚点处的链节不见了', en: 'the link that an anchor noted is gone' }
    faults.push({ position, firstEntry: null, lastEntry: null, what })
  }
  faults.push(...(await unchained(db)))
  const head = links > 0 ? { position: before.position, hash: before.hash.toString('hex') } : null
  return { links, entries, head, faults }
}
