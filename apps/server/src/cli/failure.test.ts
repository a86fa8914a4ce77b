import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { badInput, QinglanError } from '../errors.ts'
import { failureOf } from './failure.ts'

const thrownBy = async (does: () => unknown): Promise<unknown> => {
  try {
    await does()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

test.each([
  [
    () => readFile('/nowhere/at-all.csv'),
    '/nowhere/at-all.csv:没有这个文件或目录 / no such file or folder',
    2,
  ],
  [() => readFile('/'), '是目录,不是文件 / is a folder, not a file', 2],
  [() => parseArgs({ args: ['--frob'], options: {} }), '没有这个选项:--frob / there is no option --frob', 2],
  [() => parseArgs({ args: ['more'], options: {} }), '多余的参数:more / unexpected argument more', 2],
  [() => parseArgs({ args: ['--at'], options: { at: { type: 'string' } } }), /选项的值不对:--at/, 2],
])('%s', async (does, sentence, exitCode) => {
  const failure = failureOf(await thrownBy(does))
  if (typeof sentence === 'string') expect(failure).toEqual({ sentence, exitCode })
  else expect(failure.sentence).toMatch(sentence)
})

test('a refusal is the giver’s matter, a fault is ours', () => {
  expect(failureOf(badInput('不对', 'wrong'))).toEqual({ sentence: '不对 / wrong', exitCode: 2 })
  expect(failureOf(new QinglanError('unavailable', { zh: '忙', en: 'busy' })).exitCode).toBe(1)
  expect(failureOf(new Error('broken'))).toEqual({ sentence: 'broken', exitCode: 1 })
  expect(failureOf('text')).toEqual({ sentence: 'text', exitCode: 1 })
})
