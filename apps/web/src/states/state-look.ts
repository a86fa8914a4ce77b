import type { TargetState, TaskState } from '@qinglan/contract'

/** States of a target from the most to the least pressing: the order of the board. */
export const targetStates = [
  'missed',
  'at-risk',
  'no-data',
  'not-assessable',
  'on-track',
  'met',
  'not-active',
] as const satisfies readonly TargetState[]

/** A promise in danger: someone must move. */
export const inDanger = (state: TargetState): boolean => state === 'missed' || state === 'at-risk'

/** Text colours with at least 4.5:1 against white and against their own tint. */
export const targetStateColour: Readonly<Record<TargetState, string>> = {
  missed: '#b3141d',
  'at-risk': '#ad4e00',
  'no-data': '#595959',
  'not-assessable': '#531dab',
  'on-track': '#0958d9',
  met: '#237804',
  'not-active': '#6b6b6b',
}

export const taskStates = [
  'late',
  'at-risk',
  'not-started',
  'on-time',
  'done',
] as const satisfies readonly TaskState[]

export const taskStateColour: Readonly<Record<TaskState, string>> = {
  late: '#b3141d',
  'at-risk': '#ad4e00',
  'not-started': '#595959',
  'on-time': '#0958d9',
  done: '#237804',
}

/** A light ground of a state's colour. */
export const tintOf = (colour: string): string => `${colour}14`
