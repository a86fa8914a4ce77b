import { expect, test } from 'vitest'
import { requestOf } from './command-choices.ts'

test.each([
  ['1011', {}, { cn: '1011' }],
  ['1012', {}, { cn: '1012', parameters: { SystemTime: '20260301080000' } }],
  [
    '2061',
    { range: ['20260101000000', '20260102000000'] as const },
    { cn: '2061', parameters: { BeginTime: '20260101000000', EndTime: '20260102000000' } },
  ],
  ['3012', { factors: ['w01018'] }, { cn: '3012', factors: ['w01018'] }],
])('%s', (cn, values, expected) => {
  expect(requestOf({ mn: 'A', cn, ...values }, '20260301080000')).toEqual(expected)
})
