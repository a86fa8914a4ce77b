import type { Geometry } from 'geojson'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { GateDefinition } from './definitions/gate.ts'
import type { KindDefinition } from './definitions/kind.ts'
import type { LimitLibrary } from './definitions/limit-library.ts'
import type { RuleDefinition } from './definitions/rule.ts'
import type { FactValue } from './engine/entity.ts'
import type { DutyFinding } from './engine/fulfilment.ts'

type Facts = Record<string, FactValue>

export interface EntitiesTable {
  id: Generated<string>
  kind: string
  key: string
  name: string
  region_id: string | null
  unit_id: string | null
  facts: JSONColumnType<Facts>
  state: string | null
  geometry: ColumnType<Geometry | null, string | null, string | null>
  min_lon: number | null
  min_lat: number | null
  max_lon: number | null
  max_lat: number | null
  entered_on: string
  left_on: string | null
  version: Generated<number>
  simulated: Generated<boolean>
}

export interface EntityVersionsTable {
  entity_id: string
  version: number
  facts: JSONColumnType<Facts>
  state: string | null
  geometry: ColumnType<Geometry | null, string | null, string | null>
  left_on: string | null
  effective_on: string
  reason: string
  changed_by: string
  changed_at: Generated<Date>
}

export interface EvidenceTable {
  id: Generated<string>
  entity_id: string
  type: 'device' | 'document' | 'action' | 'disclosure'
  duty: string
  occurred_on: string
  until_on: string | null
  site_id: number | null
  last_data_on: string | null
  data: JSONColumnType<Facts>
  recorded_by: string
  recorded_at: Generated<Date>
}

export interface ObligationRulesTable {
  rule: string
  edition: string
  row_id: string
  definition: JSONColumnType<RuleDefinition>
  saved_by: string
  saved_at: Generated<Date>
}

export interface RegisterGatesTable {
  gate: string
  edition: string
  row_id: string
  kind: string
  definition: JSONColumnType<GateDefinition>
  saved_by: string
  saved_at: Generated<Date>
}

export interface LimitLibrariesTable {
  library: string
  edition: string
  row_id: string
  definition: JSONColumnType<LimitLibrary>
  saved_by: string
  saved_at: Generated<Date>
}

export interface EntityKindsTable {
  kind: string
  definition: JSONColumnType<KindDefinition>
}

export interface ObligationsTable {
  entity_id: string
  rule: string
  edition: string
  bound: 'yes' | 'no' | 'unknown'
  status: 'fulfilled' | 'open' | 'late' | 'none'
  due: string | null
  cited: JSONColumnType<Facts>
  why: string | null
  duties: JSONColumnType<readonly DutyFinding[]>
  evaluated_on: string
  evaluated_at: Generated<Date>
}

export interface RegisterDirtyTable {
  entity_id: string
  noted_at: Generated<Date>
}

export interface RegisterJudgedTable {
  one: Generated<boolean>
  judged_on: string
}

export interface RegisterChangesTable {
  id: Generated<string>
  kind: string
}

export interface ListBatchesTable {
  list: string
  batch: number
  title: string
  published_on: string
  snapshot: JSONColumnType<readonly Record<string, FactValue>[]>
  sha256: string
  published_by: string
}

export interface ListEntriesTable {
  list: string
  entity_id: string
  entered_on: string
  entered_batch: number
  left_on: string | null
  left_batch: number | null
  reason: Generated<string>
}

declare module '../database/tables.ts' {
  interface Tables {
    entities: EntitiesTable
    entity_versions: EntityVersionsTable
    evidence: EvidenceTable
    obligation_rules: ObligationRulesTable
    entity_kinds: EntityKindsTable
    register_gates: RegisterGatesTable
    limit_libraries: LimitLibrariesTable
    obligations: ObligationsTable
    register_dirty: RegisterDirtyTable
    register_judged: RegisterJudgedTable
    register_changes: RegisterChangesTable
    list_batches: ListBatchesTable
    list_entries: ListEntriesTable
  }
}
