import { expect, test } from 'vitest'
import { readMarked } from '../scoring/marked.ts'

test('text and labels are parted; marks nest and take the role set before them', () => {
  const marked =
    '⟦!o⟧甲⟦浓度降8%‖n decrease_by>= 8 percent ~2020 @2025-12-31? s=浓度⟧;⟦!k⟧⟦⟦建2座‖n? complete_count>= 2 count or(= 2 count)⟧厂‖k by=甲局、乙局⟧'
  const { text, targets, tasks } = readMarked(marked)
  expect(text).toBe('甲浓度降8%;建2座厂')
  expect(targets).toMatchObject([
    {
      char_start: 1,
      char_end: 6,
      tier: 'number',
      value: 8,
      unit_norm: 'percent',
      baseline_year: 2020,
      deadline: '2025-12-31',
      accept_deadline: [null],
      optional: false,
    },
    {
      char_start: 7,
      char_end: 10,
      optional: true,
      accept: [{ comparator: '=', value: 2, unit_norm: 'count' }],
    },
  ])
  expect(tasks).toMatchObject([
    { role: 'goal' },
    { char_start: 7, char_end: 10, role: 'task' },
    { char_start: 7, char_end: 11, role: 'task', lead: ['甲局', '乙局'] },
  ])
})

test.each(['⟦甲', '甲‖n⟧', '⟦甲‖q 3⟧'])('a mark that is not whole is refused: %s', (marked) => {
  expect(() => readMarked(marked)).toThrow()
})
