import { assessmentIndicators } from './assessment/indicators/assessment-indicators.ts'
import type { Indicator } from './assessment/indicators/indicator.ts'
import { registerIndicators } from './register/indicators/register-indicators.ts'

/** Every indicator a target can be bound to, of all rooms that measure. */
export const indicators: readonly Indicator[] = [...assessmentIndicators, ...registerIndicators]
