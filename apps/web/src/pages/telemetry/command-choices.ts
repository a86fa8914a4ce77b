import type { CommandRequest } from '@qinglan/contract'

/** What a command asks of the person who sends it. */
export type CommandNeeds = 'nothing' | 'range' | 'factors'

/** The commands of everyday work. */
export const commandChoices = [
  { cn: '1011', word: 'clockRead', needs: 'nothing' },
  { cn: '1012', word: 'clockSet', needs: 'nothing' },
  { cn: '1061', word: 'intervalRead', needs: 'nothing' },
  { cn: '2061', word: 'historyHours', needs: 'range' },
  { cn: '2051', word: 'historyMinutes', needs: 'range' },
  { cn: '2031', word: 'historyDays', needs: 'range' },
  { cn: '3011', word: 'calibrate', needs: 'factors' },
  { cn: '3012', word: 'sampleNow', needs: 'factors' },
] as const satisfies readonly { cn: string; word: string; needs: CommandNeeds }[]

export interface CommandValues {
  readonly mn: string
  readonly cn: string
  /** `YYYYMMDDhhmmss`. */
  readonly range?: readonly [string, string]
  readonly factors?: readonly string[]
}

/** The request of what a person chose; 1012 sets the device to `now`, written as a device writes it. */
export function requestOf({ cn, range, factors }: CommandValues, now: string): CommandRequest {
  const needs = commandChoices.find((choice) => choice.cn === cn)?.needs
  if (cn === '1012') return { cn, parameters: { SystemTime: now } }
  if (needs === 'range' && range) return { cn, parameters: { BeginTime: range[0], EndTime: range[1] } }
  if (needs === 'factors') return { cn, factors: [...(factors ?? [])] }
  return { cn }
}
