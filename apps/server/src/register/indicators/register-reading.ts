import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { EntityVersion, Evidence } from '../engine/entity.ts'
import type { PlacedEntity } from '../evaluation/evaluate.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'

interface Version extends EntityVersion {
  readonly leftOn: string | null
}

interface Life extends Omit<PlacedEntity, 'facts' | 'state' | 'geometry' | 'versions' | 'lists'> {
  readonly versions: readonly Version[]
  readonly stays:
    | readonly { readonly list: string; readonly from: string; readonly to: string | null }[]
    | null
}

/** Everything entities of a kind ever were, so that any number of days can be looked at. */
async function readLives(db: Db, kind: string): Promise<Life[]> {
  const { rows } = await sql<Life>`
    select e.id, e.region_id as "regionId", e.simulated, e.kind, e.key, e.entered_on as "enteredOn", v.versions, l.stays
    from entities e
    join (select entity_id, jsonb_agg(jsonb_build_object('effectiveOn', effective_on, 'facts', facts, 'state', state,
          'geometry', geometry, 'leftOn', left_on) order by version) as versions
        from entity_versions where entity_id in (select id from entities where kind = ${kind}) group by entity_id) v on v.entity_id = e.id
    left join (select entity_id, jsonb_agg(jsonb_build_object('list', list, 'from', entered_on, 'to', left_on)) as stays
        from list_entries group by entity_id) l on l.entity_id = e.id
    where e.kind = ${kind} order by e.key`.execute(db)
  return rows
}

/** An entity as it was on a day, by its last version that holds from then or before; null when it was not in the register. */
function asOn(life: Life, on: string, history: boolean): PlacedEntity | null {
  const past = life.versions.filter((v) => v.effectiveOn <= on)
  const last = past.at(-1)
  if (!last || life.enteredOn > on || (last.leftOn !== null && last.leftOn <= on)) return null
  const lists: Record<string, boolean> = {}
  for (const { list, from, to } of life.stays ?? []) {
    if (from <= on) lists[list] = lists[list] === true || to === null || to > on
  }
  const { id, regionId, simulated, kind, key, enteredOn } = life
  const { facts, state, geometry } = last
  const now = { id, regionId, simulated, kind, key, enteredOn, facts, state, geometry, lists }
  return history ? { ...now, versions: past } : now
}

/** Definitions, entities and evidence, each read once and looked at on many days. */
export interface RegisterReading {
  readonly definitions: Definitions
  entitiesOn(kinds: readonly string[], on: string): Promise<PlacedEntity[]>
  /** Evidence of a kind's entities known on a day; `last` is the last day that will be asked for. */
  evidenceOn(kind: string, on: string, last: string): Promise<ReadonlyMap<string, readonly Evidence[]>>
}

function kept<T>(): (key: string, read: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>()
  return (key, read) => {
    let value = known.get(key)
    if (!value) known.set(key, (value = read()))
    return value
  }
}

async function read(db: Db): Promise<RegisterReading> {
  const definitions = await loadDefinitions(db)
  const [lives, onDays, evidence] = [kept<Life[]>(), kept<PlacedEntity[]>(), kept<Map<string, Evidence[]>>()]
  const idsOf = async (kind: string) => (await lives(kind, () => readLives(db, kind))).map((l) => l.id)
  return {
    definitions,
    async entitiesOn(kinds, on) {
      const found: PlacedEntity[] = []
      for (const kind of [...new Set(kinds)].sort()) {
        const history = definitions.kinds.get(kind)?.history === true
        const ofKind = onDays(`${kind} ${on}`, async () =>
          (await lives(kind, () => readLives(db, kind))).flatMap((life) => asOn(life, on, history) ?? []),
        )
        found.push(...(await ofKind))
      }
      return found
    },
    async evidenceOn(kind, on, last) {
      const all = await evidence(`${kind} ${last}`, async () => evidenceOn(db, last, await idsOf(kind)))
      if (on === last) return all
      // what a site of the network sent by an earlier day has to be looked up for that day
      const sites = await sql<{ any: boolean }>`
        select exists (select from evidence where site_id is not null and entity_id = any(${await idsOf(kind)}::uuid[])) as any`.execute(
        db,
      )
      if (sites.rows[0]?.any)
        return evidence(`${kind} ${on}`, async () => evidenceOn(db, on, await idsOf(kind)))
      return new Map([...all].map(([id, items]) => [id, items.filter((e) => e.on <= on)]))
    },
  }
}

const shared = new WeakMap<Db, Map<string, Promise<RegisterReading>>>()

/**
 * The reading that the questions of one transaction about a region share: many targets look at the same registers. Outside a
 * transaction each question reads for itself.
 */
export function readingFor(db: Db, regionId: string): Promise<RegisterReading> {
  if (!db.isTransaction) return read(db)
  let readings = shared.get(db)
  if (!readings) shared.set(db, (readings = new Map()))
  let reading = readings.get(regionId)
  if (!reading) readings.set(regionId, (reading = read(db)))
  return reading
}
