import { dirname, join } from 'node:path'
import Type, { type Static } from 'typebox'
import '../../register/tables.ts'
import { readPack } from '../../pack/files/read-pack.ts'
import { loadRegisters } from '../../pack/load/registers.ts'
import { loadDefinitions } from '../../register/definitions/definition-store.ts'
import type { KindDefinition } from '../../register/definitions/kind.ts'
import { addEvidence } from '../../register/entities/evidence.ts'
import { saveEntity } from '../../register/entities/save-entity.ts'
import { importRegister } from '../../register/files/import-register.ts'
import { publishList } from '../../register/lists/publish-list.ts'
import { badInput } from '../../errors.ts'
import { step, type Handlers, type Stage } from '../handlers.ts'

/** A civil date. */
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Fact = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])
const Facts = Type.Record(Type.String(), Fact)
/** GeoJSON, or `[lon, lat]` for a point, or `{ square: [lon, lat, metres] }` for a square around a point. */
const Place = Type.Union([
  Type.Tuple([Type.Number(), Type.Number()]),
  Type.Object({ square: Type.Tuple([Type.Number(), Type.Number(), Type.Number()]) }),
  Type.Object({ line: Type.Array(Type.Array(Type.Number(), { minItems: 2, maxItems: 3 }), { minItems: 2 }) }),
  Type.Object({ polygon: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { minItems: 4 }) }),
])

/** An object of a register, as a scenario gives it. */
export const EntityEntry = Type.Object(
  {
    kind: Type.String(),
    facts: Facts,
    state: Type.Optional(Type.String()),
    at: Type.Optional(Place),
    region: Type.Optional(Type.String()),
    on: Type.Optional(Day),
    reason: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

const EvidenceEntry = Type.Object(
  {
    entity: Type.String({ description: 'kind/key' }),
    type: Type.Union([
      Type.Literal('device'),
      Type.Literal('document'),
      Type.Literal('action'),
      Type.Literal('disclosure'),
    ]),
    duty: Type.String(),
    on: Type.Optional(Day),
    until: Type.Optional(Day),
    lastDataOn: Type.Optional(Day),
    data: Type.Optional(Facts),
  },
  { additionalProperties: false },
)

/**
 * The kind of a name.
 *
 * @throws QinglanError when there is none
 */
export async function kindNamed(stage: Stage, name: string): Promise<KindDefinition> {
  const kind = (await loadDefinitions(stage.db)).kinds.get(name)
  if (!kind) throw badInput(`没有种类“${name}”`, `No kind “${name}”`)
  return kind
}

/**
 * The id of an object by `kind/key`.
 *
 * @throws QinglanError when there is none
 */
export async function entityId(stage: Stage, path: string): Promise<string> {
  const slash = path.indexOf('/')
  const row = await stage.db
    .selectFrom('entities')
    .select('id')
    .where('kind', '=', path.slice(0, slash))
    .where('key', '=', path.slice(slash + 1))
    .executeTakeFirst()
  if (!row) throw badInput(`没有对象“${path}”`, `No entity “${path}”`)
  return row.id
}

const metresPerDegree = 111_195.08

/** GeoJSON of a place as a scenario writes it. */
export function geometryOf(place: Static<typeof Place>) {
  if (Array.isArray(place)) return { type: 'Point' as const, coordinates: [...place] }
  if ('line' in place) return { type: 'LineString' as const, coordinates: place.line.map((p) => [...p]) }
  if ('polygon' in place) return { type: 'Polygon' as const, coordinates: [place.polygon.map((p) => [...p])] }
  const [lon, lat, metres] = place.square
  const dy = metres / 2 / metresPerDegree
  const dx = dy / Math.cos((lat * Math.PI) / 180)
  const corners = [
    [-dx, -dy],
    [dx, -dy],
    [dx, dy],
    [-dx, dy],
    [-dx, -dy],
  ] as const
  return { type: 'Polygon' as const, coordinates: [corners.map(([x, y]) => [lon + x, lat + y])] }
}

async function enter(stage: Stage, entry: Static<typeof EntityEntry>): Promise<void> {
  const kind = await kindNamed(stage, entry.kind)
  await saveEntity(
    stage.db,
    kind,
    {
      facts: entry.facts,
      effectiveOn: entry.on ?? stage.clock,
      ...(entry.state === undefined ? {} : { state: entry.state }),
      ...(entry.at === undefined ? {} : { geometry: geometryOf(entry.at) }),
      ...(entry.region === undefined ? {} : { regionId: entry.region }),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
    },
    'scenario',
  )
}

const entities = step(Type.Array(EntityEntry), async (stage, entries) => {
  for (const entry of entries) await enter(stage, entry)
})

const evidence = step(Type.Array(EvidenceEntry), async (stage, entries) => {
  for (const { entity, on, data, ...entry } of entries) {
    const id = await entityId(stage, entity)
    await addEvidence(stage.db, id, { ...entry, on: on ?? stage.clock, data: data ?? {} }, 'scenario')
  }
})

/** Registers: kinds and rules of the pack by file name, entities, evidence, files, lists. */
export const registerHandlers: Handlers = {
  given: {
    registers: step(Type.Array(Type.String(), { minItems: 1 }), async ({ db, packFolder }, names) => {
      const { uses = [] } = (await readPack(packFolder)).about
      const folders = [...uses.map((used) => join(dirname(packFolder), used)), packFolder]
      for (const folder of folders) await loadRegisters(db, folder, names)
    }),
    entities,
    evidence,
  },
  when: {
    'save entities': entities,
    'add evidence': evidence,
    'import register': step(
      Type.Object({
        kind: Type.String(),
        heading: Type.Array(Type.String()),
        rows: Type.Array(Type.Array(Fact)),
        allOrNothing: Type.Boolean({ default: false }),
      }),
      async (stage, { kind, heading, rows, allOrNothing }) => {
        const sheet = { heading, rows: rows.map((cells, i) => ({ line: i + 2, cells })) }
        const options = { effectiveOn: stage.clock, by: 'scenario', allOrNothing }
        stage.notes.set(
          'import register',
          await importRegister(stage.db, await kindNamed(stage, kind), sheet, options),
        )
      },
    ),
    'publish list': step(
      Type.Object({
        list: Type.String(),
        entities: Type.Array(Type.String()),
        on: Type.Optional(Day),
        publicFacts: Type.Optional(Type.Array(Type.String())),
        reason: Type.Optional(Type.String()),
      }),
      async (stage, { list, entities: paths, on, publicFacts = [], reason = '' }) => {
        const entityIds: string[] = []
        for (const path of paths) entityIds.push(await entityId(stage, path))
        const input = { list, title: list, publishedOn: on ?? stage.clock, entityIds, publicFacts, reason }
        await publishList(stage.db, input, 'scenario')
      },
    ),
  },
  // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
  then: {},
}
