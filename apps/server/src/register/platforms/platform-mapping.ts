import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { notFound } from '../../errors.ts'
import { readYaml } from '../../pack/files/yaml-file.ts'
import './tables.ts'

const strict = { additionalProperties: false } as const
/** Where a value stands in a record: names joined by dots, in a table the heading of its column. */
const Path = Type.String({ minLength: 1 })
const Titles = Type.Object({ zh: Type.String(), en: Type.String() }, strict)

/** How another platform writes its records, as data: one file each in `packs/common/platforms`. */
export const PlatformMapping = Type.Object(
  {
    platform: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    title: Titles,
    format: Type.Union([Type.Literal('json'), Type.Literal('csv')]),
    /** Where the list of records stands in a JSON document; left out: it is the document. */
    records: Type.Optional(Path),
    firm: Type.Object(
      {
        code: Path,
        name: Path,
        /** Further facts of an enterprise, by where they stand. */
        facts: Type.Optional(Type.Record(Type.String(), Path)),
      },
      strict,
    ),
    outlet: Type.Object({ code: Path, name: Type.Optional(Path) }, strict),
    time: Type.Object(
      {
        at: Path,
        zone: Type.Union([Type.Literal('CST'), Type.Literal('UTC'), Type.Literal('epoch-ms')]),
        /** Whether a period is named by its start or its end. */
        label: Type.Union([Type.Literal('start'), Type.Literal('end')]),
      },
      strict,
    ),
    resolution: Type.Union([
      Type.Literal('realtime'),
      Type.Literal('minute'),
      Type.Literal('hour'),
      Type.Literal('day'),
    ]),
    /** One record has all factors. `scale` brings a value into the unit of HJ 212. */
    values: Type.Optional(
      Type.Array(
        Type.Object({ at: Path, factor: Type.String(), scale: Type.Optional(Type.Number()) }, strict),
        { minItems: 1 },
      ),
    ),
    /** Or one record has one factor, under the platform's own name for it. */
    long: Type.Optional(
      Type.Object(
        {
          factor: Path,
          value: Path,
          unit: Type.Optional(Path),
          factors: Type.Record(Type.String(), Type.String()),
          /** What a unit is multiplied with. */
          scales: Type.Optional(Type.Record(Type.String(), Type.Number())),
        },
        strict,
      ),
    ),
    /** A mark of the record or value, and what its words mean in letters of HJ 212. */
    flag: Type.Optional(
      Type.Object(
        { at: Path, words: Type.Record(Type.String(), Type.String({ pattern: '^[A-Z]$' })) },
        strict,
      ),
    ),
    /** What stands where there is no value. */
    missing: Type.Optional(Type.Array(Type.String())),
  },
  strict,
)
export type PlatformMapping = Static<typeof PlatformMapping>

const bundled = fileURLToPath(new URL('../../../../../packs/common/platforms/', import.meta.url))

/** The platforms whose records are understood, by name. */
export async function bundledPlatforms(): Promise<readonly PlatformMapping[]> {
  const names = (await readdir(bundled)).filter((name) => name.endsWith('.yaml')).sort()
  const found = await Promise.all(
    names.map((name) => readYaml(join(bundled, name), `common/platforms/${name}`, PlatformMapping)),
  )
  return found.filter((mapping) => mapping !== null)
}

/** The mapping of a platform: of the packs, else the one that an engineer brought. @throws QinglanError `not-found` */
export async function platformNamed(db: Db, name: string): Promise<PlatformMapping> {
  const bundled = (await bundledPlatforms()).find(({ platform }) => platform === name)
  const saved = await db
    .selectFrom('platform_mappings')
    .select('definition')
    .where('platform', '=', name)
    .executeTakeFirst()
  const found = bundled ?? saved?.definition
  if (!found) throw notFound(`没有平台“${name}”的映射`, `no mapping for the platform "${name}"`)
  return found
}
