export type {
  Comparator,
  DeadlineRole,
  Numeral,
  NumeralRole,
  PlanReading,
  PlanSection,
  PlanTarget,
  PlanTask,
  PlanWarning,
  Population,
  ReadPlanOptions,
  Span,
  TargetKind,
  TaskRole,
  Threshold,
  Tier,
} from './contract.ts'
export { readPlan } from './read-plan.ts'
