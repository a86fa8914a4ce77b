import Type, { type Static } from 'typebox'
import { Bilingual, CivilDate, Instant, Provenance, Reading } from './shared.ts'

export const SiteKind = Type.Union([
  Type.Literal('air-station'),
  Type.Literal('water-section'),
  Type.Literal('water-source'),
  Type.Literal('source-outlet'),
])
export type SiteKind = Static<typeof SiteKind>

export const Resolution = Type.Union([
  Type.Literal('minute'),
  Type.Literal('hour'),
  Type.Literal('sample'),
  Type.Literal('day'),
  Type.Literal('month'),
])
export type Resolution = Static<typeof Resolution>

export const Site = Type.Object({
  id: Type.String(),
  code: Type.String(),
  kind: SiteKind,
  name: Bilingual,
  regionId: Type.Union([Type.String(), Type.Null()]),
  lon: Type.Union([Type.Number(), Type.Null()]),
  lat: Type.Union([Type.Number(), Type.Null()]),
  attributes: Type.Record(Type.String(), Type.Unknown(), {
    description:
      'water-section: river, levels (national, provincial, city), lake, targetClass; air-station: cityPoint',
  }),
  simulated: Type.Boolean(),
  latest: Type.Union([
    Type.Object({
      at: Instant,
      resolution: Resolution,
      values: Type.Record(Type.String(), Reading),
      label: Bilingual,
      grade: Type.Integer(),
    }),
    Type.Null(),
  ]),
})
export type Site = Static<typeof Site>

export const SiteSeries = Type.Object({
  site: Type.Omit(Site, ['latest']),
  resolution: Resolution,
  factor: Type.String(),
  unit: Type.String(),
  times: Type.Array(Instant),
  values: Type.Array(Reading),
})
export type SiteSeries = Static<typeof SiteSeries>

/** A year of daily AQI of a station or a city. */
export const AqiCalendar = Type.Object({
  subject: Type.Object({
    kind: Type.Union([Type.Literal('site'), Type.Literal('region')]),
    id: Type.String(),
    name: Bilingual,
  }),
  year: Type.Integer(),
  goodDays: Type.Integer(),
  validDays: Type.Integer(),
  days: Type.Array(
    Type.Object({
      date: CivilDate,
      aqi: Type.Union([Type.Integer(), Type.Null()]),
      grade: Type.Union([Type.Integer({ minimum: 1, maximum: 6 }), Type.Null()]),
      primary: Type.Array(Type.String()),
    }),
  ),
  provenance: Provenance,
})
export type AqiCalendar = Static<typeof AqiCalendar>

/** The class of a water section over a period by GB 3838-2002; a null class: nothing to judge by. */
export const SectionResult = Type.Object({
  from: CivilDate,
  to: CivilDate,
  class: Type.Union([Type.String({ description: 'Ⅰ to Ⅴ, or 劣Ⅴ' }), Type.Null()]),
  attained: Type.Union([Type.Boolean(), Type.Null()], {
    description: 'null: no target class, or nothing to judge by',
  }),
  main: Type.Array(Type.String(), { description: 'main pollutants against class Ⅲ, worst first' }),
  valid: Type.Integer({ description: 'how many samples stood behind it' }),
})
export type SectionResult = Static<typeof SectionResult>

/** A row of the list of water sections. */
export const SectionRow = Type.Object({
  site: Type.Omit(Site, ['latest']),
  month: Type.Union([SectionResult, Type.Null()]),
  yearToDate: Type.Union([SectionResult, Type.Null()]),
  simulated: Type.Boolean(),
})
export type SectionRow = Static<typeof SectionRow>

export const Region = Type.Object({
  id: Type.String(),
  parentId: Type.Union([Type.String(), Type.Null()]),
  kind: Type.String(),
  name: Bilingual,
  geometry: Type.Optional(Type.Unknown({ description: 'GeoJSON geometry, CGCS2000/WGS 84 degrees' })),
})
export type Region = Static<typeof Region>

export const ImportMode = Type.Union([Type.Literal('all-or-nothing'), Type.Literal('skip-and-report')])
export type ImportMode = Static<typeof ImportMode>

export const ImportProblem = Type.Object({
  line: Type.Integer(),
  column: Type.String(),
  value: Type.String(),
  reason: Bilingual,
})
export type ImportProblem = Static<typeof ImportProblem>

export const ImportResult = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  mapping: Type.String(),
  mode: ImportMode,
  status: Type.Union([
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('refused'),
    Type.Literal('failed'),
  ]),
  rows: Type.Integer({ description: 'data rows read' }),
  accepted: Type.Integer({ description: 'rows taken in' }),
  rejected: Type.Integer(),
  inserted: Type.Integer({ description: 'new observations' }),
  changed: Type.Integer({ description: 'observations whose values differed; the former values are kept' }),
  unchanged: Type.Integer(),
  simulated: Type.Boolean(),
  unit: Type.Union([Bilingual, Type.Null()], { description: 'whose import it is; null: the system’s' }),
  unused: Type.Array(Type.String(), { description: 'headers and items that were passed over' }),
  startedAt: Instant,
  finishedAt: Type.Union([Instant, Type.Null()]),
  problems: Type.Array(ImportProblem, { description: 'the first problems; all are in the export' }),
})
export type ImportResult = Static<typeof ImportResult>

export const ImportMapping = Type.Object({
  name: Type.String(),
  title: Bilingual,
  description: Bilingual,
  exampleHeader: Type.Array(Type.String()),
})
export type ImportMapping = Static<typeof ImportMapping>

/** Where entities changed, as far as one may see them; none: perhaps everywhere, as with a rule. */
const ChangedRegions = Type.Array(Type.String(), {
  description: 'regions of the entities, an empty text for those in none; no region: perhaps all',
})

/** One event of the live stream `/api/v1/events`. */
export const LiveEvent = Type.Union([
  Type.Object({
    type: Type.Literal('observations'),
    siteIds: Type.Array(Type.String()),
    from: Instant,
    to: Instant,
  }),
  Type.Object({ type: Type.Literal('assessed'), regionIds: Type.Array(Type.String()) }),
  Type.Object({ type: Type.Literal('campaign'), campaignId: Type.String() }),
  Type.Object(
    { type: Type.Literal('register'), regionIds: ChangedRegions },
    { description: 'entities, evidence, lists or rules changed; their duties are judged next' },
  ),
  Type.Object(
    { type: Type.Literal('duties'), regionIds: ChangedRegions },
    { description: 'duties were judged anew' },
  ),
  Type.Object({
    type: Type.Literal('import'),
    importId: Type.String(),
    rows: Type.Integer(),
    status: Type.String(),
  }),
])
export type LiveEvent = Static<typeof LiveEvent>
