import type { Db } from '../../database/connect.ts'
import {
  beginEpisode,
  endEpisode,
  followEpisodes,
  takeBack,
  type AlarmKey,
  type AlarmName,
  type Severity,
} from './alarm-episodes.ts'

/** What a rule made of an event; instants in milliseconds UTC. */
export interface ToldEvent {
  readonly at: number
  readonly raises: boolean
  readonly ends: boolean
  readonly detail: Readonly<Record<string, unknown>>
}

/** From the event that raised it to the one that ended it. */
export interface Stretch {
  readonly beganAt: number
  readonly endedAt: number | null
  /** Of the last event that told of it. */
  readonly lastAt: number
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * The stretches of which events tell. An event that both raises and ends was over at once; within a stretch it tells that it still held.
 * When nothing is told for longer than `afterMs`, what went on ended with what was told last. Of one instant the end stands last.
 * @param events oldest first
 * @param now null: what was told last may still go on
 */
export function stretchesOf(events: readonly ToldEvent[], afterMs: number, now: number | null): Stretch[] {
  const found = new Map<number, Stretch>()
  let going = null as Stretch | null
  const put = (stretch: Stretch) => found.set(stretch.beganAt, stretch)
  const lost = (at: number): boolean => going !== null && at - going.lastAt > afterMs
  const isEnd = ({ raises, ends }: ToldEvent): number => Number(ends && !raises)
  for (const event of events.toSorted((a, b) => a.at - b.at || isEnd(a) - isEnd(b))) {
    const { at, raises, ends, detail } = event
    if (going && lost(at)) {
      put({ ...going, endedAt: going.lastAt })
      going = null
    }
    if (raises && going) {
      going = { ...going, lastAt: at, detail }
      put(going)
    } else if (raises) {
      const begun = { beganAt: at, endedAt: ends ? at : null, lastAt: at, detail }
      put(begun)
      if (!ends) going = begun
    } else if (ends && going) {
      put({ ...going, endedAt: at })
      going = null
    }
  }
  if (going && now !== null && lost(now)) put({ ...going, endedAt: going.lastAt })
  return [...found.values()]
}

interface Following {
  readonly severity: Severity
  readonly afterMs: number
  readonly name: AlarmName
  /** What was told from this instant on is new. */
  readonly from: number
  readonly before: number | null
  readonly now: number | null
}

/**
 * Finds the stretches of one subject anew from as far back as events that are new may reach, and lets the alarm follow them.
 * @param told what was told of it from an instant on
 */
export async function followStretches(
  db: Db,
  key: AlarmKey,
  told: (from: number) => Promise<readonly ToldEvent[]>,
  { severity, afterMs, name, from, before, now }: Following,
): Promise<void> {
  const { from: start, going } = await takeBack(db, key, from - afterMs)
  const events = await told(going?.beganAt ?? start)
  for (const { beganAt, endedAt, detail } of stretchesOf(events, afterMs, now)) {
    await beginEpisode(db, key, { severity, detail, beganAt, at: beganAt })
    if (endedAt !== null) await endEpisode(db, key, endedAt)
  }
  const last = events.findLast(({ raises }) => raises)
  if (last) await followEpisodes(db, key, name, last.at, before)
}
