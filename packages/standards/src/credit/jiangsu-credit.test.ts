import { describe, expect, it } from 'vitest'
import cases from './cases/jiangsu-credit.json' with { type: 'json' }
import { jiangsuCredit } from './jiangsu-credit.ts'

describe('江苏省企事业环保信用评价办法', () => {
  it.each(cases.days)('$id on $on', ({ items, on, expect: want }) => {
    expect(jiangsuCredit(cases.items[items] ?? [], on)).toMatchObject(want)
  })

  it('has 12 points at most and names the items that count', () => {
    const kept = { points: 2, from: '2026-01-01', to: '2027-01-01' }
    const ended = { points: -12, from: '2025-01-01', to: '2026-01-01' }
    const credit = jiangsuCredit([kept, ended, kept, kept], '2026-06-01')
    expect(credit).toMatchObject({ score: 12, colour: '绿色', meaning: '诚信' })
    expect(credit.counted).toEqual([kept, kept, kept])
  })

  it.each([
    [2, '绿色'],
    [1, '蓝色'],
    [-3, '蓝色'],
    [-4, '黄色'],
    [-6, '黄色'],
    [-7, '红色'],
    [-8, '红色'],
    [-9, '黑色'],
  ])('%i points make it %s', (points, colour) => {
    expect(jiangsuCredit([{ points, from: '2026-01-01', to: '2026-07-01' }], '2026-01-01').colour).toBe(
      colour,
    )
  })

  it('refuses an item that ends before it begins', () => {
    const item = { points: 1, from: '2026-02-01', to: '2026-01-01' }
    expect(() => jiangsuCredit([item], '2026-01-15')).toThrow(/before/)
  })
})
