import {
  hj633On,
  hj663On,
  StandardNotInForceError,
  type Hj633Edition,
  type Hj663Edition,
} from '@qinglan/standards'

/** The editions that govern the air data of a day. */
export interface AirEditions {
  readonly hj633: Hj633Edition
  readonly hj663: Hj663Edition
  /** The year alone, as `evaluations.edition` has it. */
  readonly short: string
}

const known = new Map<string, AirEditions | undefined>()

/**
 * Editions by the day of the data. Days before the nationwide date of 2016 take the edition of the places that applied it early;
 * before that there is no daily index, and undefined.
 */
export function airEditionsOn(day: string): AirEditions | undefined {
  // editions change at the turn of a month at most
  const month = day.slice(0, 7)
  if (!known.has(month)) known.set(month, find(day))
  return known.get(month)
}

function find(day: string): AirEditions | undefined {
  try {
    const hj633 = hj633On(day, 'early')
    // days of 2012 and 2013 before HJ 663-2013 are averaged by its rules, the only ones there are
    const hj663 = day < '2013-10-01' ? 'HJ 663-2013' : hj663On(day)
    return { hj633, hj663, short: hj633.slice('HJ 633-'.length) }
  } catch (error) {
    if (error instanceof StandardNotInForceError) return undefined
    throw error
  }
}
