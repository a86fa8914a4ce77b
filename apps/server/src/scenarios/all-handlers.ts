import type { Handlers } from './handlers.ts'
import { campaignHandlers } from './handlers/campaign.ts'
import { campaignChecks } from './handlers/campaign-checks.ts'
import { ledgerHandlers } from './handlers/ledger.ts'
import { measurementHandlers } from './handlers/measurements.ts'
import { placeHandlers } from './handlers/places.ts'
import { gateHandlers } from './handlers/gates.ts'
import { registerHandlers } from './handlers/register.ts'
import { registerChecks } from './handlers/register-checks.ts'
import { loggerAlarms } from './handlers/logger-alarms.ts'
import { telemetryHandlers } from './handlers/telemetry.ts'
import { telemetryLevels } from './handlers/telemetry-levels.ts'

const rooms: readonly Handlers[] = [
  placeHandlers,
  measurementHandlers,
  telemetryHandlers,
  telemetryLevels,
  loggerAlarms,
  campaignHandlers,
  campaignChecks,
  ledgerHandlers,
  registerHandlers,
  gateHandlers,
  registerChecks,
]

function merge<K extends keyof Handlers>(kind: K): Handlers[K] {
  const merged: Record<string, unknown> = {}
  for (const room of rooms) {
    for (const [word, handler] of Object.entries(room[kind])) {
      if (Object.hasOwn(merged, word)) throw new Error(`two rooms say "${word}" (${kind})`)
      merged[word] = handler
    }
  }
  return merged as Handlers[K]
}

/** The whole language: what every room adds to it. */
// oxlint-disable-next-line unicorn/no-thenable -- a word of the language
export const allHandlers: Handlers = { given: merge('given'), when: merge('when'), then: merge('then') }
