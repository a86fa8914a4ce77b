import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { readPlan } from '@qinglan/plan-reader'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { readCommand } from './read.ts'

const plan = '某市2021年工作计划\n\n一、总体目标\n\n优良天数比率达到87.7%以上。4月底前，完成12家企业整治。\n'
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'))
  await writeFile(join(folder, 'plan.txt'), plan)
  await writeFile(
    join(folder, 'page.html'),
    `<h1>某市2021年工作计划</h1><p>一、总体目标</p><p>造林3100亩。</p>`,
  )
  await writeFile(join(folder, 'empty.txt'), '')
  await writeFile(join(folder, 'plan.pdf'), '%PDF-1.7')
})
afterAll(() => rm(folder, { recursive: true }))

async function read(...args: string[]): Promise<string> {
  const stdout = new PassThrough()
  const io = { config: readConfig({}), stdout, stderr: new PassThrough(), stdin: new PassThrough() }
  const code = await readCommand.run(args, io)
  stdout.end()
  expect(code).toBe(0)
  return text(stdout)
}
const at = (name: string): string => join(folder, name)

test('the summary counts sections, targets, tasks and numerals', async () => {
  const summary = await read(at('plan.txt'))
  expect(summary).toContain('标题 title: 某市2021年工作计划')
  expect(summary).toContain('年度 year: 2021')
  expect(summary).toMatch(/目标 targets: 2（number 2）/)
  expect(summary).toMatch(/数字 numerals: \d+（.*target 2/)
})
test('--json is the contract and nothing else; --text adds the text', async () => {
  expect(JSON.parse(await read(at('plan.txt'), '--json'))).toEqual(readPlan(plan, { file: 'plan.txt' }))
  expect(JSON.parse(await read(at('plan.txt'), '--json', '--text'))).toMatchObject({ text: plan })
})
test('a page is read through its text', async () => {
  const reading = JSON.parse(await read(at('page.html'), '--json', '--text')) as { text: string }
  expect(reading.text).toBe('某市2021年工作计划\n一、总体目标\n造林3100亩。')
})
test.each([
  [['nothing.txt'], /there is no file/],
  [['.'], /is a folder/],
  [['empty.txt'], /is empty/],
  [['plan.pdf'], /no intact PDF/],
  [[], /usage/],
])('%j is refused in one sentence', async (names, message) => {
  await expect(read(...names.map(at))).rejects.toThrow(message)
})
