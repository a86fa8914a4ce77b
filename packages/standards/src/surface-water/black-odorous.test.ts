import { describe, expect, it } from 'vitest'
import { gradeBlackOdorous } from './black-odorous.ts'

const clear = { sdCentimetres: 40, doMgPerL: 5, nh3nMgPerL: 1 }

describe('black-odorous water', () => {
  it.each([
    [{}, '不黑臭'],
    [{ sdCentimetres: 25 }, '不黑臭'],
    [{ sdCentimetres: 24.9 }, '轻度黑臭'],
    [{ sdCentimetres: 10 }, '轻度黑臭'],
    [{ sdCentimetres: 9.9 }, '重度黑臭'],
    [{ doMgPerL: 2 }, '不黑臭'],
    [{ doMgPerL: 1.99 }, '轻度黑臭'],
    [{ doMgPerL: 0.2 }, '轻度黑臭'],
    [{ doMgPerL: 0.19 }, '重度黑臭'],
    [{ nh3nMgPerL: 8 }, '不黑臭'],
    [{ nh3nMgPerL: 8.1 }, '轻度黑臭'],
    [{ nh3nMgPerL: 15 }, '轻度黑臭'],
    [{ nh3nMgPerL: 15.1 }, '重度黑臭'],
    [{ orpMillivolts: 51 }, '不黑臭'],
    [{ orpMillivolts: 50 }, '轻度黑臭'],
    [{ orpMillivolts: -201 }, '重度黑臭'],
    [{ sdCentimetres: 15, depthCentimetres: 15 }, '不黑臭'],
    [{ sdCentimetres: 8, depthCentimetres: 20 }, '轻度黑臭'],
    [{ sdCentimetres: 7.9, depthCentimetres: 20 }, '重度黑臭'],
  ] as const)('%j is %s', (change, grade) => {
    expect(gradeBlackOdorous({ ...clear, ...change }).grade).toBe(grade)
  })

  it('judges what was measured and names the rest', () => {
    const got = gradeBlackOdorous({ sdCentimetres: 'not-measured', doMgPerL: -1, nh3nMgPerL: 9 })
    expect(got.grade).toBe('轻度黑臭')
    expect(got.missing).toEqual([
      { item: 'SD', reason: 'not-measured' },
      { item: 'DO', reason: 'over-range' },
      { item: 'ORP', reason: 'not-measured' },
    ])
  })

  it('has no grade when nothing was measured', () => {
    const nothing = { sdCentimetres: 'device', doMgPerL: 'device', nh3nMgPerL: 'device' } as const
    expect(gradeBlackOdorous(nothing).grade).toBe('not-measured')
  })
})
