import type { FactValue } from '@qinglan/contract'

/** A fact as people read it; one that is not known is a dash. */
export const factText = (value: FactValue | undefined, yes: string, no: string): string =>
  value === null || value === undefined
    ? '—'
    : typeof value === 'boolean'
      ? value
        ? yes
        : no
      : String(value)
