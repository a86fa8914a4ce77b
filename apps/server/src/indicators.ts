import { assessmentIndicators } from './assessment/indicators/assessment-indicators.ts'
import type { Indicator } from './assessment/indicators/indicator.ts'
import { asRegion } from './identity/as-region.ts'
import { registerIndicators } from './register/indicators/register-indicators.ts'
import { registerChoices, registerWords } from './register/indicators/register-words.ts'

/**
 * A published campaign has one figure at every level: what a register counts is counted over the whole region, whoever asks. The
 * lists behind the figure stay with those who may see them.
 */
const countedWhole = (indicator: Indicator): Indicator => ({
  ...indicator,
  choices: registerChoices,
  describe: registerWords,
  answer: async (db, question) => {
    const { result, own } = await asRegion(db, question.regionId, () => indicator.answer(db, question))
    if (own) return result
    const inputs = Object.entries(result.inputs).filter(([, value]) => typeof value !== 'object')
    return { ...result, inputs: Object.fromEntries(inputs) }
  },
})

/** Every indicator a target can be bound to, of all rooms that measure. */
export const indicators: readonly Indicator[] = [
  ...assessmentIndicators,
  ...registerIndicators.map(countedWhole),
]
