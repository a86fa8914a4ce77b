import type {
  ChangeKind,
  Comparator,
  FieldChange,
  ReviewStep,
  TargetState,
  TargetTier,
  Theme,
} from '@qinglan/contract'
import type { PlanReading } from '@qinglan/plan-reader'
import type { ColumnType, Generated } from 'kysely'

/** A jsonb column: read as a value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>

export type UnitRole = 'lead' | 'responsible' | 'support'
export type Breakdown = 'sum' | 'weighted' | 'none'
export interface PopulationOf {
  readonly value: number | null
  readonly unit: string
}

export interface CampaignsTable {
  id: string
  region_id: string
  year: number
  name_zh: string
  name_en: string
  default_at: string | null
  simulated: Generated<boolean>
  created_at: Generated<Date>
}

export interface PlansTable {
  campaign_id: string
  title: string
  issuer: string | null
  issued_on: string | null
  file_name: string | null
  sha256: string | null
  text: string | null
  sections: Json<{ path: string[]; level: number; start: number; end: number }[]>
}

export interface TargetsTable {
  id: string
  campaign_id: string
  code: string
  theme: Theme
  subject_zh: string
  subject_en: string
  definition_zh: string
  definition_en: string
  kind: string
  tier: TargetTier
  promise: string | null
  modality: string | null
  comparator: Comparator
  value: number | null
  value_high: number | null
  unit: string | null
  unit_norm: string | null
  decimals: number
  baseline_year: number | null
  deadline: string | null
  deadline_role: string | null
  population: Json<PopulationOf | null> | null
  needs_list: boolean
  delegated_to: string | null
  number_owner: string | null
  number_due: string | null
  condition_zh: string | null
  condition_en: string | null
  condition_met_on: string | null
  restates: string | null
  source_start: number | null
  source_end: number | null
  quote: string | null
  section_path: Json<string[]>
  indicator: string | null
  indicator_params: Json<Record<string, unknown>>
  breakdown: Breakdown
  sort: number
  closed_at: Generated<Date | null>
  closed_reason: Generated<string | null>
}

export interface TargetUnitsTable {
  target_id: string
  unit_id: string
  role: UnitRole
}

export interface TargetNumbersTable {
  id: Generated<string>
  target_id: string
  origin: 'task-book' | 'city'
  value: number
  source: string
  given_on: string | null
  entered_by: string
  entered_at: Generated<Date>
}

export interface TasksTable {
  id: string
  campaign_id: string
  code: string
  theme: Theme
  title_zh: string
  title_en: string
  starts: string | null
  deadline: string | null
  best_effort: boolean
  source_start: number | null
  source_end: number | null
  quote: string | null
  section_path: Json<string[]>
  sort: number
  closed_at: Generated<Date | null>
  closed_reason: Generated<string | null>
}

export interface TaskUnitsTable {
  task_id: string
  unit_id: string
  role: UnitRole
}

export interface AllocationsTable {
  id: Generated<string>
  target_id: string
  region_id: string | null
  unit_id: string | null
  value: number | null
  weight: number | null
}

export interface ProgressReportsTable {
  id: Generated<string>
  target_id: string | null
  task_id: string | null
  allocation_id: string | null
  as_of: string
  value: number | null
  total: number | null
  share: number | null
  note: Generated<string>
  evidence: Json<string[]>
  simulated: Generated<boolean>
  reported_by: string
  reported_at: Generated<Date>
}

export interface TargetStatesTable {
  target_id: string
  at: string
  state: TargetState
  reason_zh: string
  reason_en: string
  current_value: number | null
  forecast: Json<unknown> | null
  inputs: Json<Record<string, unknown>>
  rule_edition: string
  simulated: boolean
  computed_at: Generated<Date>
}

export interface ReviewsTable {
  id: Generated<string>
  region_id: string
  title: string
  file_name: string
  sha256: string
  year: number | null
  text: string
  reading: Json<PlanReading>
  campaign_id: string | null
  created_by: string
  created_at: Generated<Date>
}

export interface ReviewStepsTable {
  review_id: string
  number: number
  step: Json<ReviewStep>
  taken_by: string
  taken_at: Generated<Date>
}

export interface PlanRevisionsTable {
  id: Generated<string>
  campaign_id: string
  review_id: string | null
  title: string
  file_name: string
  sha256: string
  replaced: Json<unknown> | null
  taken_by: string
  taken_at: Generated<Date>
}

export interface ItemChangesTable {
  id: Generated<string>
  revision_id: string
  target_id: string | null
  task_id: string | null
  did: ChangeKind
  reason: string | null
  fields: Json<FieldChange[]>
}

declare module '../database/tables.ts' {
  interface Tables {
    campaigns: CampaignsTable
    plans: PlansTable
    targets: TargetsTable
    target_units: TargetUnitsTable
    target_numbers: TargetNumbersTable
    tasks: TasksTable
    task_units: TaskUnitsTable
    allocations: AllocationsTable
    progress_reports: ProgressReportsTable
    target_states: TargetStatesTable
    reviews: ReviewsTable
    review_steps: ReviewStepsTable
    plan_revisions: PlanRevisionsTable
    item_changes: ItemChangesTable
  }
}
