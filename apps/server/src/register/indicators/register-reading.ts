import { sql } from 'kysely'
import type { Db } from '../../database/connect.ts'
import { loadDefinitions, type Definitions } from '../definitions/definition-store.ts'
import type { EntityVersion, Evidence } from '../engine/entity.ts'
import type { PlacedEntity } from '../evaluation/entities-on.ts'
import { Remembered, type RegisterEdition } from '../evaluation/register-edition.ts'
import { evidenceOn } from '../evaluation/evidence-on.ts'
import type { Surroundings } from '../engine/expression.ts'
import { surroundingsOf } from '../geometry/surroundings.ts'

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

/** Looks at a life on days: the same object again as long as nothing of the entity changed. */
function onDays(life: Life, history: boolean): (on: string) => PlacedEntity | null {
  const made = new Map<string, PlacedEntity>()
  const { id, regionId, simulated, kind, key, enteredOn } = life
  return (on) => {
    const past = life.versions.filter((v) => v.effectiveOn <= on)
    const last = past.at(-1)
    if (!last || enteredOn > on || (last.leftOn !== null && last.leftOn <= on)) return null
    const lists: Record<string, boolean> = {}
    for (const { list, from, to } of life.stays ?? []) {
      if (from <= on) lists[list] = lists[list] === true || to === null || to > on
    }
    const content = `${life.versions.indexOf(last)} ${past.length} ${JSON.stringify(lists)}`
    let entity = made.get(content)
    if (!entity) {
      const { facts, state, geometry } = last
      const now = { id, regionId, simulated, kind, key, enteredOn, facts, state, geometry, lists }
      made.set(content, (entity = history ? { ...now, versions: past } : now))
    }
    return entity
  }
}

/** A kind on a day; `content` is the same number as long as nothing of the kind changed. */
interface KindOnDay {
  readonly entities: readonly PlacedEntity[]
  readonly content: number
}

/** The region's part of some kinds on a day, and the map around them. */
export interface RegisterDay {
  readonly on: string
  readonly entities: readonly PlacedEntity[]
  readonly surroundings: Surroundings
  /** The same text as long as nothing of these kinds changed. */
  readonly contentOf: (kinds: readonly string[]) => string
}

/** Definitions, entities and evidence of a region, each read once and looked at on many days. */
export interface RegisterReading {
  readonly definitions: Definitions
  day(kinds: readonly string[], on: string): Promise<RegisterDay>
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

async function regionsWithin(db: Db, regionId: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    with recursive inside as (select id from regions where id = ${regionId}
      union all select r.id from regions r join inside i on r.parent_id = i.id)
    select id from inside`.execute(db)
  return new Set(rows.map((r) => r.id))
}

/** The kind of a register on any day. */
async function readKind(
  db: Db,
  { kind, history, within }: { kind: string; history: boolean; within: ReadonlySet<string> },
): Promise<(on: string) => KindOnDay> {
  const all = await readLives(db, kind)
  const lives = all.filter((l) => l.regionId === null || within.has(l.regionId))
  const looks = lives.map((life) => onDays(life, history))
  const contents: KindOnDay[] = []
  return (on) => {
    const entities = looks.flatMap((look) => look(on) ?? [])
    const same = contents.find(
      (c) => c.entities.length === entities.length && c.entities.every((e, i) => e === entities[i]),
    )
    if (same) return same
    const other = { entities, content: contents.length }
    contents.push(other)
    return other
  }
}

/** A kind's evidence by entity on each day; an entity's is the same array as long as none was added. */
function evidenceByDay(all: ReadonlyMap<string, readonly Evidence[]>) {
  const before = new Map<string, readonly Evidence[]>()
  return (on: string): ReadonlyMap<string, readonly Evidence[]> =>
    new Map(
      [...all].map(([id, items]) => {
        const known = items.filter((e) => e.on <= on)
        const last = before.get(id)
        if (last?.length === known.length) return [id, last]
        before.set(id, known)
        return [id, known]
      }),
    )
}

async function read(db: Db, regionId: string, edition: RegisterEdition): Promise<RegisterReading> {
  const definitions = await loadDefinitions(db, edition)
  const within = await regionsWithin(db, regionId)
  const kindsRead = kept<(on: string) => KindOnDay>()
  const maps = new Map<string, Surroundings>()
  const evidence = kept<(on: string) => ReadonlyMap<string, readonly Evidence[]>>()
  const kindOn = async (kind: string, on: string) => {
    const history = definitions.kinds.get(kind)?.history === true
    return (await kindsRead(kind, () => readKind(db, { kind, history, within })))(on)
  }
  const evidenceOfKind = async (kind: string, on: string) => {
    const { rows } = await sql<{ id: string }>`select id from entities where kind = ${kind}`.execute(db)
    return evidenceOn(
      db,
      on,
      rows.map((r) => r.id),
    )
  }
  return {
    definitions,
    async day(kinds, on) {
      const wanted = [...new Set(kinds)].sort()
      const found = new Map<string, KindOnDay>()
      for (const kind of wanted) found.set(kind, await kindOn(kind, on))
      const contentOf = (some: readonly string[]) =>
        some.map((kind) => `${kind} ${found.get(kind)?.content ?? ''}`).join()
      const entities = [...found.values()].flatMap((f) => f.entities)
      const content = contentOf(wanted)
      let surroundings = maps.get(content)
      if (!surroundings) maps.set(content, (surroundings = surroundingsOf(entities, definitions.relations)))
      return { on, entities, surroundings, contentOf }
    },
    async evidenceOn(kind, on, last) {
      // what a site of the network sent by an earlier day has to be looked up for that day
      const sites = await anyFromSites(db, kind, edition)
      if (sites) return evidenceOfKind(kind, on)
      return (await evidence(`${kind} ${last}`, async () => evidenceByDay(await evidenceOfKind(kind, last))))(
        on,
      )
    },
  }
}

const sending = new Remembered<boolean>(1000)

/** Does the network tell when devices of a kind's entities last sent data? Then what counts changes without a note in the register. */
export async function anyFromSites(db: Db, kind: string, edition: RegisterEdition): Promise<boolean> {
  const key = `${kind} ${edition.of([kind])} ${edition.standing}`
  const known = sending.get(key)
  if (known !== undefined) return known
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from evidence v join entities e on e.id = v.entity_id
      where v.site_id is not null and e.kind = ${kind}) as any`.execute(db)
  const any = rows[0]?.any === true
  if (edition.of() !== null) sending.set(key, any)
  return any
}

const shared = new WeakMap<Db, Map<string, Promise<RegisterReading>>>()

/**
 * The reading that the questions of one transaction about a region share until something changes: many targets look at the same
 * registers. Outside a transaction each question reads for itself.
 */
export async function readingFor(
  db: Db,
  regionId: string,
  edition: RegisterEdition,
): Promise<RegisterReading> {
  if (!db.isTransaction) return read(db, regionId, edition)
  let readings = shared.get(db)
  if (!readings) shared.set(db, (readings = new Map()))
  const key = JSON.stringify([regionId, edition.standing, edition.of()])
  let reading = readings.get(key)
  if (!reading) {
    readings.clear()
    readings.set(key, (reading = read(db, regionId, edition)))
  }
  return reading
}
