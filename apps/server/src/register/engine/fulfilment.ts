import { addDays, daysBetween } from '@qinglan/periods'
import type { Duty, Frequency } from '../definitions/rule.ts'
import type { Entity, Evidence } from './entity.ts'

/** How a duty stands on a day. */
export type DutyStatus = 'fulfilled' | 'open' | 'late'

export interface DutyFinding {
  readonly duty: string
  readonly status: DutyStatus
  readonly due: string | null
  readonly have: number
  readonly need: number
  /** Ids of the evidence that counted. */
  readonly evidence: readonly string[]
  /** Evidence that exists and does not count, with the reason. */
  readonly rejected: readonly {
    readonly id: string
    readonly reason: 'silent' | 'expired' | 'not-accepted' | 'not-yet'
  }[]
}

const silentByDefault = 30

/** First day of the period of this frequency that a day lies in. */
function periodStart(every: Exclude<Frequency, 'once'>, on: string): string {
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))]
  switch (every) {
    case 'year':
      return `${year}-01-01`
    case 'quarter':
      return `${year}-${String(Math.floor((month - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
    case 'month':
      return `${on.slice(0, 7)}-01`
    case 'week': {
      const monday = '2020-01-06'
      const days = daysBetween(monday, on)
      return addDays(on, -(((days % 7) + 7) % 7))
    }
  }
}

function nextPeriod(every: Exclude<Frequency, 'once'>, start: string): string {
  const days = { week: 7, month: 31, quarter: 92, year: 366 }[every]
  return periodStart(every, addDays(start, days))
}

function rejection(
  duty: Duty,
  item: Evidence,
  on: string,
  accepted: boolean,
): DutyFinding['rejected'][number]['reason'] | null {
  if (item.on > on) return 'not-yet'
  if (item.until !== null && item.until < on) return 'expired'
  if (!accepted) return 'not-accepted'
  if (item.type !== 'device') return null
  const limit = duty.silentDays ?? silentByDefault
  // a device counts while its silence is shorter than the limit; one that never sent data does not
  return item.lastDataOn === null || daysBetween(item.lastDataOn, on) >= limit ? 'silent' : null
}

/** How an entity stands with one duty on a day. `accepts` judges a piece of evidence by the duty's own condition. */
export function judgeDuty(
  duty: Duty,
  entity: Entity,
  evidence: readonly Evidence[],
  on: string,
  context: {
    due: string | null
    stateReached: (state: string) => boolean
    holds: () => boolean
    accepts: (item: Evidence) => boolean
  },
): DutyFinding {
  const need = duty.count ?? 1
  if (duty.type === 'state' || duty.type === 'condition') {
    const done = duty.type === 'state' ? context.stateReached(duty.state ?? '') : context.holds()
    const status = done ? 'fulfilled' : late(context.due, on)
    return {
      duty: duty.duty,
      status,
      due: context.due,
      have: done ? 1 : 0,
      need: 1,
      evidence: [],
      rejected: [],
    }
  }
  const counted: Evidence[] = []
  const rejected: { id: string; reason: DutyFinding['rejected'][number]['reason'] }[] = []
  const names = [duty.duty, ...(duty.alternatives ?? [])]
  for (const item of evidence) {
    if (item.entityId !== entity.id || item.type !== duty.type || !names.includes(item.duty)) continue
    const reason = rejection(duty, item, on, context.accepts(item))
    if (reason) rejected.push({ id: item.id, reason })
    else counted.push(item)
  }
  const base = { duty: duty.duty, need, rejected }
  const every = duty.every ?? 'once'
  if (every === 'once') {
    const status = counted.length >= need ? 'fulfilled' : late(context.due, on)
    return { ...base, status, due: context.due, have: counted.length, evidence: counted.map((e) => e.id) }
  }
  // a repeated duty is late when a whole period went by without it, open in the running one
  const from = entity.enteredOn
  const running = periodStart(every, on)
  for (
    let start = nextPeriod(every, periodStart(every, from));
    start < running;
    start = nextPeriod(every, start)
  ) {
    const end = nextPeriod(every, start)
    const have = counted.filter((e) => e.on >= start && e.on < end).length
    if (have < need)
      return { ...base, status: 'late', due: addDays(end, -1), have, evidence: counted.map((e) => e.id) }
  }
  const now = counted.filter((e) => e.on >= running)
  const due = addDays(nextPeriod(every, running), -1)
  return {
    ...base,
    status: now.length >= need ? 'fulfilled' : 'open',
    due,
    have: now.length,
    evidence: now.map((e) => e.id),
  }
}

const late = (due: string | null, on: string): 'open' | 'late' => (due !== null && due < on ? 'late' : 'open')
