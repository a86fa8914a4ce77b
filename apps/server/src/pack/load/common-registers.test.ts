import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDefinitions, type Definitions } from '../../register/definitions/definition-store.ts'
import { kindsAsked } from '../../register/engine/asks.ts'
import '../../register/tables.ts'
import { findScenarios } from '../../scenarios/find-scenarios.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { loadRegisters } from './registers.ts'

const folder = fileURLToPath(new URL('../../../../../packs/common', import.meta.url))

let database: TestDatabase
let definitions: Definitions
beforeAll(async () => {
  database = await testDatabase()
  await loadRegisters(database.db, folder)
  definitions = await loadDefinitions(database.db)
})
afterAll(() => database.close())

const conditions = () =>
  definitions.rules.map(({ definition: d }) => ({
    rule: d.rule,
    thresholds: d.thresholds ?? {},
    text: [d.when, ...d.must.flatMap((duty) => [duty.holds ?? '', duty.accept ?? ''])].join('\n'),
  }))

test('loaded as a whole, every kind that a rule or relation names is there', () => {
  const named = [
    ...conditions().flatMap(({ rule, text }) =>
      kindsAsked(
        text.replaceAll(/entity\.(?:asOf|done|evidence|latest|onList|leftList|same)\([^)]*\)/g, ''),
      ).map((kind) => [rule, kind] as const),
    ),
    ...[...definitions.kinds.values()].flatMap((k) =>
      Object.values(k.relations ?? {}).map((r) => [k.kind, r.kind] as const),
    ),
  ]
  expect(named.length).toBeGreaterThan(50)
  expect(named.filter(([, kind]) => !definitions.kinds.has(kind))).toEqual([])
})

test('the boundary that a threshold states is the one its condition keeps', () => {
  const wrong = conditions().flatMap(({ rule, thresholds, text }) =>
    Object.entries(thresholds).flatMap(([name, { boundary }]) => {
      if (!text.includes(`thresholds.${name}`)) return [`${rule}: ${name} is not used`]
      const signs = [...text.matchAll(new RegExp(`([<>=]+)\\s*thresholds\\.${name}\\b`, 'g'))].map(
        (m) => m[1],
      )
      // what lies below a threshold says nothing of the side on which the threshold itself lies
      if (!signs.some((sign) => sign?.includes('>'))) return []
      const included = signs.some((sign) => sign === '>=' || sign === '==')
      return included === (boundary === 'included') ? [] : [`${rule}: ${name} ${signs.join(' ')} ${boundary}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('every row of registers and duties has a kind or rule of its own and scenarios that prove it', async () => {
  const rows = Array.from({ length: 65 }, (_, i) => `S${String(35 + i).padStart(3, '0')}`)
  const proven = new Set((await findScenarios({ pack: 'common' })).map((f) => f.content.row))
  expect(rows.filter((row) => !proven.has(row))).toEqual([])
  const defined = new Set([
    ...definitions.rules.map((r) => r.definition.row),
    ...[...definitions.kinds.values()].flatMap((k) => k.rows),
  ])
  expect(rows.filter((row) => !defined.has(row))).toEqual([])
})
