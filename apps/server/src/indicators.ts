import { assessmentIndicators } from './assessment/indicators/assessment-indicators.ts'
import type { Indicator } from './assessment/indicators/indicator.ts'

/** Every indicator a target can be bound to, of all rooms that measure. */
export const indicators: readonly Indicator[] = [...assessmentIndicators]
