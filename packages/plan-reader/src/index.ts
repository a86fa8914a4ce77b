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
export { decodeText, looksBinary } from './text/decode.ts'
export { type DocxText, docxToText } from './text/docx/docx-to-text.ts'
export { htmlToText } from './text/html.ts'
export { normalisePdfText } from './text/pdf.ts'
