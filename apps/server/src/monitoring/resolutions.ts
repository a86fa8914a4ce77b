import type { Resolution } from '@qinglan/contract'

/** The letters of `observations.resolution`. */
export const letterOfResolution = {
  minute: 'i',
  hour: 'h',
  sample: 's',
  day: 'd',
  month: 'm',
} as const satisfies Readonly<Record<Resolution, string>>

/** The resolution that a letter of `observations.resolution` stands for. */
export const resolutionOfLetter: Readonly<Record<string, Resolution>> = Object.fromEntries(
  Object.entries(letterOfResolution).map(([name, letter]) => [letter, name as Resolution]),
)
