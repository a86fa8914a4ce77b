import { describe, expect, it } from 'vitest'
import { editionNamed, standardEditions, standardFor, StandardNotInForceError } from './standard-for.ts'

describe('editions by the date of the data', () => {
  it.each([
    ['HJ 633', '2021-05-01', 'HJ 633-2012'],
    ['HJ633', '2026-02-28', 'HJ 633-2012'],
    ['hj 633', '2026-03-01', 'HJ 633-2026'],
    ['HJ 663', '2013-10-01', 'HJ 663-2013'],
    ['HJ 663', '2030-06-01', 'HJ 663-2026'],
    ['GB 3095', '2016-01-01', 'GB 3095-2012'],
    ['GB 3095', '2030-12-31', 'GB 3095-2026/transition'],
    ['GB 3095', '2031-01-01', 'GB 3095-2026/final'],
    ['GB 3838', '2021-07-01', 'GB 3838-2002'],
  ])('%s on %s is %s', (standard, date, edition) => expect(standardFor(standard, date).edition).toBe(edition))

  it('knows places that applied an edition early', () => {
    expect(() => standardFor('GB 3095', '2014-06-01')).toThrow(StandardNotInForceError)
    expect(standardFor('GB 3095', '2014-06-01', 'early').edition).toBe('GB 3095-2012')
  })

  it('says in both languages which dates are covered', () => {
    let caught: unknown
    try {
      standardFor('HJ 663', '2010-01-01')
    } catch (error) {
      caught = error
    }
    expect(caught).toBeInstanceOf(StandardNotInForceError)
    const error = caught as StandardNotInForceError
    expect(error.zh).toContain('HJ 663-2013：2013-10-01至2026-02-28')
    expect(error.en).toContain('HJ 663-2026: 2026-03-01 to now')
    expect(error.covered).toHaveLength(2)
    expect(error.code).toBe('not-in-force')
  })

  it.each(['2021-02-29', '2021-13-01', '2021-1-1', '2021-04-31', ''])('refuses the date %s', (date) => {
    expect(() => standardFor('HJ 633', date)).toThrow(/YYYY-MM-DD/)
  })

  it('refuses a standard it does not know, and finds an edition by name', () => {
    expect(() => standardFor('HJ 9999', '2021-01-01')).toThrow(/HJ 633/)
    expect(editionNamed('GB3095-2026/final').effectiveFrom).toBe('2031-01-01')
    expect(() => editionNamed('GB 3095-2016')).toThrow(/2016/)
  })

  it('leaves no overlap and no gap between editions of one standard', () => {
    for (const row of standardEditions) {
      const next = standardEditions.filter(
        (other) => other.standard === row.standard && other.effectiveFrom > row.effectiveFrom,
      )
      for (const later of next)
        expect(row.effectiveTo !== null && row.effectiveTo < later.effectiveFrom).toBe(true)
    }
  })
})
