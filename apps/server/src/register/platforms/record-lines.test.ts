import { expect, test } from 'vitest'
import { recordLines } from './record-lines.ts'

test.each([
  ['a list', '[\n{"a": 1},\n\n{"a":\n2}, {"a": 3}]', '', [2, 4, 5]],
  ['of numbers, words and lists', '[1,\n"x",\n[\n1, 2],\nnull]', '', [1, 2, 3, 5]],
  ['within objects', '{"code": 0,\n"data": {"other": [\n1],\n"list":\n[\n{}\n]}}', 'data.list', [6]],
  ['beside one of the same name elsewhere', '{"x": [{"list": [1]}],\n"list": [\n2]}', 'list', [3]],
  ['of a name that stands twice', '{"list": [1, 2],\n"list": [\n3]}', 'list', [3]],
  [
    'whose words look like JSON',
    '{"a\\"[": "},\\"list\\": [1]",\n"list": ["]",\n"[\\\\",\n2]}',
    'list',
    [2, 3, 4],
  ],
  ['with a dot in the name', '{"data.list": [\n1]}', 'data.list', [2]],
  ['empty', '{"list": []}', 'list', []],
] as const)('a list %s', (_, text, path, expected) => {
  JSON.parse(text)
  expect(recordLines(text, path)).toEqual(expected)
})

test('of any depth', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  expect(recordLines(`{"deep": ${deep},\n"list": [\n1]}`, 'list')).toEqual([3])
  const objects = `${'{"a":[],"b":'.repeat(100_000)}1${'}'.repeat(100_000)}`
  expect(recordLines(`{"deep": ${objects},\n"list": [\n1]}`, 'list')).toEqual([3])
})
