import type { Db } from '../../database/connect.ts'
import {
  beginEpisode,
  endEpisode,
  followEpisodes,
  gradeEpisode,
  type AlarmKey,
  type AlarmName,
} from './alarm-episodes.ts'
import type { MachineEvent } from './signal-machine.ts'

/** What a machine said at a time, and the values that explain it. */
export interface Told {
  readonly event: MachineEvent
  readonly at: number
  readonly detail: Readonly<Record<string, unknown>>
}

/** Writes what a machine said as stretches, and lets the alarm follow them; those over `before` an instant are set apart where it is given. */
export async function followEvents(
  db: Db,
  key: AlarmKey,
  name: AlarmName,
  events: readonly Told[],
  lastAt: number,
  before: number | null,
): Promise<void> {
  for (const { event, at, detail } of events) {
    switch (event.kind) {
      case 'raised':
        await beginEpisode(db, key, { severity: event.severity, detail, beganAt: event.beganAt, at })
        break
      case 'severity':
        await gradeEpisode(db, key, event.severity, detail)
        break
      case 'ended':
        await endEpisode(db, key, at)
        break
    }
  }
  await followEpisodes(db, key, name, lastAt, before)
}
