import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findScenarios } from './find-scenarios.ts'
import { indicators } from '../indicators.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { failureText, playScenario, type Playground } from './run-scenarios.ts'

let database: TestDatabase
const playground: Playground = {
  get db() {
    return database.db
  },
  copy: () => testDatabase(),
}
beforeAll(async () => {
  database = await testDatabase({ max: 2 })
})
afterAll(() => database.close())

for (const file of await findScenarios({})) {
  describe(`${file.content.row} ${file.content.zh} ${file.content.en}`, () => {
    for (const scenario of file.content.scenarios) {
      test(scenario.name, async () => {
        const failures = await playScenario(playground, indicators, file, scenario)
        expect(failures.map(failureText).join('\n')).toBe('')
      })
    }
  })
}
