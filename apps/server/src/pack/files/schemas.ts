import { Comparator, TargetTier, Theme } from '@qinglan/contract'
import Type, { type Static } from 'typebox'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Names = { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }
const Span = Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })])
const strict = { additionalProperties: false } as const
const literal = Type.Literal

/** `pack.yaml`: what the pack is, and where its measurements come from. */
export const PackFile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    ...Names,
    description: Type.Object(Names, strict),
    /** Packs that lie beside this one and are loaded first. */
    uses: Type.Optional(Type.Array(Type.String())),
    campaign: Type.Optional(
      Type.Object(
        {
          id: Type.String(),
          ...Names,
          region: Type.String(),
          year: Type.Integer(),
          default_at: Day,
          simulated: Type.Boolean(),
        },
        strict,
      ),
    ),
    plan: Type.Optional(
      Type.Object(
        {
          title: Type.String(),
          issuer: Type.String(),
          issued_on: Day,
          source: Type.Object(Names, strict),
          /** The document itself in the folder of shared data: the targets' offsets are those of its text. */
          shared: Type.Optional(Type.String()),
        },
        strict,
      ),
    ),
    geometry: Type.Optional(
      Type.Object(
        {
          /** GeoJSON of the pack; features carry `id` of a region. */
          file: Type.String(),
          /** A better one in the folder of shared data: which property names the region, and codes that differ. */
          shared: Type.Optional(
            Type.Object(
              {
                file: Type.String(),
                property: Type.String(),
                aliases: Type.Record(Type.String(), Type.String()),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    measurements: Type.Optional(
      Type.Object(
        {
          /** Spec of the simulator. */
          simulated: Type.Optional(Type.String()),
          /** Real files in the folder of shared data, each read through a mapping. */
          shared: Type.Optional(
            Type.Array(
              Type.Object(
                { file: Type.String(), mapping: Type.String(), source: Type.Object(Names, strict) },
                strict,
              ),
            ),
          ),
        },
        strict,
      ),
    ),
  },
  strict,
)
/** `pack.yaml`. */
export type PackFile = Static<typeof PackFile>

/** `regions.yaml`: the tree of regions and the units. */
export const RegionsFile = Type.Object(
  {
    regions: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          parent: Type.Optional(Type.String()),
          kind: Type.Union([
            literal('country'),
            literal('province'),
            literal('city'),
            literal('county'),
            literal('town'),
            literal('park'),
          ]),
          ...Names,
        },
        strict,
      ),
    ),
    units: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          region: Type.Optional(Type.String()),
          kind: Type.Union([
            literal('government'),
            literal('bureau'),
            literal('department'),
            literal('park'),
            literal('enterprise'),
            literal('other'),
          ]),
          ...Names,
        },
        strict,
      ),
    ),
  },
  strict,
)
/** `regions.yaml`: the tree of regions and the units. */
export type RegionsFile = Static<typeof RegionsFile>

/** `sites.yaml`: where is measured. */
export const SitesFile = Type.Object(
  {
    sites: Type.Array(
      Type.Object(
        {
          code: Type.String({ minLength: 1 }),
          kind: Type.Union([
            literal('air-station'),
            literal('water-section'),
            literal('water-source'),
            literal('source-outlet'),
          ]),
          ...Names,
          region: Type.Optional(Type.String()),
          unit: Type.Optional(Type.String()),
          lon: Type.Optional(Type.Number({ minimum: 73, maximum: 136 })),
          lat: Type.Optional(Type.Number({ minimum: 3, maximum: 54 })),
          attributes: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
          aliases: Type.Optional(Type.Array(Type.String())),
          /** A placeholder for a real place that the pack has no name of. */
          simulated: Type.Optional(Type.Boolean()),
        },
        strict,
      ),
    ),
  },
  strict,
)
/** `sites.yaml`: where is measured. */
export type SitesFile = Static<typeof SitesFile>

/** A promise of `targets.yaml`. */
export const TargetEntry = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9-]+$' }),
    theme: Theme,
    ...Names,
    definition: Type.Optional(Type.Object(Names, strict)),
    kind: Type.String(),
    tier: Type.Optional(TargetTier),
    /** Targets of one promise in two tiers name the same promise. */
    promise: Type.Optional(Type.String()),
    modality: Type.Optional(Type.String()),
    comparator: Comparator,
    value: Type.Optional(Type.Number()),
    value_high: Type.Optional(Type.Number()),
    unit: Type.Optional(Type.String()),
    unit_norm: Type.Optional(Type.String()),
    decimals: Type.Optional(Type.Integer({ minimum: 0, maximum: 9 })),
    baseline_year: Type.Optional(Type.Integer()),
    deadline: Type.Optional(Day),
    deadline_role: Type.Optional(Type.Union([literal('by'), literal('period'), literal('start')])),
    population: Type.Optional(
      Type.Object(
        { value: Type.Union([Type.Number({ minimum: 0 }), Type.Null()]), unit: Type.String() },
        strict,
      ),
    ),
    needs_list: Type.Optional(Type.Boolean()),
    delegated: Type.Optional(
      Type.Object(
        { to: Type.String(), owner: Type.Optional(Type.String()), due: Type.Optional(Day) },
        strict,
      ),
    ),
    condition: Type.Optional(Type.Object({ ...Names, met_on: Type.Optional(Day) }, strict)),
    restates: Type.Optional(Type.String()),
    source: Type.Optional(Span),
    section: Type.Optional(Type.Array(Type.String())),
    indicator: Type.Optional(Type.String()),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    breakdown: Type.Optional(Type.Union([literal('sum'), literal('weighted'), literal('none')])),
    responsible: Type.Optional(Type.Array(Type.String())),
    lead: Type.Optional(Type.String()),
    support: Type.Optional(Type.Array(Type.String())),
    allocations: Type.Optional(
      Type.Record(Type.String(), Type.Union([Type.Number(), Type.Tuple([Type.Number(), Type.Number()])])),
    ),
  },
  strict,
)
/** A promise of `targets.yaml`. */
export type TargetEntry = Static<typeof TargetEntry>
/** `targets.yaml`: the promises. */
export const TargetsFile = Type.Object({ targets: Type.Array(TargetEntry) }, strict)

/** A task of `tasks.yaml`. */
export const TaskEntry = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Za-z0-9-]+$' }),
    theme: Theme,
    ...Names,
    starts: Type.Optional(Day),
    deadline: Type.Optional(Day),
    best_effort: Type.Optional(Type.Boolean()),
    source: Type.Optional(Span),
    section: Type.Optional(Type.Array(Type.String())),
    responsible: Type.Optional(Type.Array(Type.String())),
    lead: Type.Optional(Type.String()),
    support: Type.Optional(Type.Array(Type.String())),
  },
  strict,
)
/** A task of `tasks.yaml`. */
export type TaskEntry = Static<typeof TaskEntry>
/** `tasks.yaml`: the tasks. */
export const TasksFile = Type.Object({ tasks: Type.Array(TaskEntry) }, strict)

/** A series of figures by hand: day → value, or [done, total] of a list. For tasks: day → share done. */
const Series = Type.Record(Day, Type.Union([Type.Number(), Type.Tuple([Type.Number(), Type.Number()])]))
/** `progress.yaml`: reports by hand. */
export const ProgressFile = Type.Object(
  {
    simulated: Type.Boolean(),
    reported_by: Type.String({ minLength: 1 }),
    targets: Type.Optional(Type.Record(Type.String(), Series)),
    tasks: Type.Optional(Type.Record(Type.String(), Series)),
  },
  strict,
)
/** `progress.yaml`: reports by hand. */
export type ProgressFile = Static<typeof ProgressFile>
