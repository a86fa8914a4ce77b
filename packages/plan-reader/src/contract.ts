/** The plan reading contract `qinglan.plan/1`. Every offset is a JavaScript string index into the text that was read. */

/** A stretch of the text: `text.slice(start, end)`. */
export interface Span {
  start: number
  end: number
}

export type Comparator =
  | '>='
  | '<='
  | '='
  | '>'
  | '<'
  | 'increase_by>='
  | 'decrease_by>='
  | 'complete_count>='
  | 'range'
  | 'none'

export type TargetKind =
  | 'outcome_indicator'
  | 'output_count'
  | 'coverage_rate'
  | 'capacity'
  | 'deadline_task'
  | 'delegated'
  | 'prohibition'
  | 'frequency'

/** What makes the promise checkable: a number, a bound set, all of a set, a date, a number set elsewhere, a direction, a completion. */
export type Tier = 'number' | 'rule' | 'all' | 'dated' | 'delegated' | 'directional' | 'completion'

export type DeadlineRole = 'by' | 'period' | 'start'

export type TaskRole = 'task' | 'indicator' | 'goal' | 'lead'

export type NumeralRole =
  | 'target'
  | 'threshold'
  | 'population'
  | 'date'
  | 'baseline'
  | 'document'
  | 'item'
  | 'other'

/** A number that selects who is bound; boundaries of 以上 and 以下 are included. */
export interface Threshold {
  value: number
  unit: string | null
  comparator: '>=' | '<=' | '>' | '<'
}

export interface Population {
  value: number
  unit: string
}

export interface PlanSection extends Span {
  path: string[]
  level: number
}

export interface PlanTarget extends Span {
  id: string
  /** The shortest clause that carries the promise. */
  quote: string
  sectionPath: string[]
  /** The item of the paragraph (一是, 1., (2) …) the promise stands in. */
  item: string | null
  subject: string
  comparator: Comparator
  /** As written: 8 for 8万吨/年; `[low, high]` for a range. */
  value: number | [number, number] | null
  unit: string | null
  /** In `unitNorm`, with 万 and 亿 multiplied out. */
  valueNorm: number | [number, number] | null
  unitNorm: string | null
  baselineYear: number | null
  /** ISO date, only when words give one. */
  deadline: string | null
  deadlineRole: DeadlineRole | null
  scope: string | null
  regions: string[]
  population: Population | null
  kind: TargetKind
  tier: Tier
  modality: string | null
  delegatedTo: string | null
  threshold: Threshold | null
  restates: string | null
  /** 0 to 1; below 0.7 `doubts` says why. */
  confidence: number
  doubts: string[]
}

export interface PlanTask extends Span {
  id: string
  quote: string
  sectionPath: string[]
  item: string | null
  action: string
  role: TaskRole
  deadline: string | null
  lead: string[]
  support: string[]
  regions: string[]
  documents: string[]
  theme: string
  /** Ids of the targets whose span this task overlaps. */
  targets: string[]
}

export interface Numeral extends Span {
  text: string
  role: NumeralRole
}

export interface PlanWarning extends Span {
  message: string
}

export interface PlanReading {
  schema: 'qinglan.plan/1'
  file: string | null
  text?: string
  title: string | null
  issuer: string | null
  issuedOn: string | null
  year: number | null
  sections: PlanSection[]
  targets: PlanTarget[]
  tasks: PlanTask[]
  numerals: Numeral[]
  warnings: PlanWarning[]
}

export interface ReadPlanOptions {
  /** Name of the file, repeated in the reading. */
  file?: string
  /** The plan year, where the caller knows it better than the title says. */
  year?: number
  /** Repeat the text in the reading. */
  withText?: boolean
}
