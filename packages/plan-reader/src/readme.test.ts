import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPlan } from './index.ts'

test('the example of the README prints what the README says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)![1]!
  const text = /`([\s\S]*?)`/.exec(example)![1]!
  const printed = readPlan(text).targets.map((one) =>
    [one.tier, one.subject, one.comparator, String(one.value), one.unitNorm, String(one.deadline)].join(' '),
  )
  const promised = example
    .split('\n')
    .filter((line) => line.startsWith('// '))
    .map((line) => line.slice(3))
  expect(printed).toEqual(promised)
})
