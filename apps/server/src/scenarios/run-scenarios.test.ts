import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseYaml } from '../pack/files/yaml-file.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { compare } from './compare.ts'
import { runScenarios } from './run-scenarios.ts'
import { ScenarioFile } from './scenario-file.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ max: 2 })
})
afterAll(() => database.close())

const head = `row: S999
zh: 甲
en: A
background:
  - city: { counties: 2 }
  - campaign: { targets: [{ code: A1, theme: air, zh: 甲, en: A, kind: output_count, comparator: "complete_count>=", value: 10 }] }
scenarios:
`
const play = async (scenario: string) => {
  const content = parseYaml(head + scenario, 'x.yaml', ScenarioFile)
  const [result] = await runScenarios(
    { db: database.db, copy: () => testDatabase() },
    [],
    [{ name: 'x.yaml', packFolder: '', content }],
  )
  return result
}

describe('a scenario', () => {
  test('passes when what came is what it expects, and leaves nothing behind', async () => {
    const passing =
      '  - name: a\n    when: [{ report: { target: A1, value: 10 } }]\n    then: [{ state: { A1: met } }]\n'
    expect(await play(passing + passing.replace('name: a', 'name: b'))).toEqual({
      row: 'S999',
      scenarios: 2,
      passed: 2,
      failures: [],
    })
    expect(await database.db.selectFrom('campaigns').select('id').execute()).toEqual([])
  })
  test('says what was expected and what came', async () => {
    const result = await play(
      '  - name: a\n    when: [{ report: { target: A1, value: 9 } }]\n    then: [{ state: { A1: met } }]\n',
    )
    expect(result).toMatchObject({ passed: 0 })
    expect(result?.failures[0]).toMatchObject({
      step: 'then state',
      findings: [{ path: 'A1', expected: 'met', actual: 'missed' }],
    })
  })
  test('names a word that no room knows', async () => {
    const result = await play('  - name: a\n    then: [{ weather: fine }]\n')
    expect(result?.failures[0]?.findings[0]?.actual).toBe('weather')
  })
  test('names a faulty argument', async () => {
    const result = await play(
      '  - name: a\n    when: [{ report: { target: A1 } }]\n    then: [{ state: { A1: met } }]\n',
    )
    expect(String(result?.failures[0]?.findings[0]?.actual)).toContain('value')
  })
  test.each([
    ['[]', 'then'],
    ['[{ state: {} }]', 'then'],
    ['[{ missing: { no-such-rule: [] } }]', 'then missing'],
    ['[{ obligations: { no-such-rule: {} } }]', 'then obligations'],
    ['[{ "proposed cases": { no-such-rule: [] } }]', 'then proposed cases'],
    ['[{ entities: { no-such-kind/A: absent } }]', 'then entities'],
  ])('with then: %s proves nothing, and fails', async (then, step) => {
    const result = await play(`  - name: a\n    then: ${then}\n`)
    expect(result?.failures[0]?.step).toBe(step)
  })
  test('names a misspelt field', async () => {
    const result = await play(
      '  - name: a\n    when: [{ report: { target: A1, value: 10, vlaue: 9 } }]\n    then: [{ state: { A1: met } }]\n',
    )
    expect(result).toMatchObject({ passed: 0 })
  })
  test('expects a refusal, and fails when there is none', async () => {
    const step = (value: number) =>
      `  - name: a\n    when: [{ report: { target: A1, value: ${value}, total: 10 }, refused: between 0 }]\n    then: [{ state: {} }]\n`
    expect(await play(step(11))).toMatchObject({ passed: 1 })
    expect((await play(step(9)))?.failures[0]?.findings[0]).toMatchObject({ actual: 'accepted' })
  })
})

test.each([
  [{ a: 1 }, { a: 1, b: 2 }, 0],
  [{ a: 1 }, { a: 2 }, 1],
  [{ a: { contains: '48/55' } }, { a: '48/55 = 87.27%' }, 0],
  [{ a: { near: 0.3 } }, { a: 0.1 + 0.2 }, 0],
  [{ a: { near: 0.3 } }, { a: 0.31 }, 1],
  [{ a: { b: 1 } }, {}, 1],
  [{ a: {} }, { a: { b: 1 } }, 1],
  [{ a: {} }, { a: {} }, 0],
  [[1, 2], [1, 2], 0],
  [[1, 2], [1], 1],
  [[{ a: 1 }], [{ a: 1, b: 2 }], 0],
])('%j against %j: %d differences', (expected, actual, differences) => {
  expect(compare('', expected, actual)).toHaveLength(differences)
})
