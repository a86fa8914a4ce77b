import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { until } from '../../testing/until.ts'
import { saveKind, saveRule } from '../definitions/definition-store.ts'
import type { KindDefinition } from '../definitions/kind.ts'
import { saveEntity } from '../entities/save-entity.ts'
import { saveMany } from '../entities/save-many.ts'
import '../tables.ts'
import { evaluateDirty, type Evaluated } from './evaluate.ts'

const t = (text: string) => ({ zh: text, en: text })
const shop: KindDefinition = {
  kind: 'shop',
  title: t('店'),
  rows: ['S095'],
  key: 'code',
  geometry: 'none',
  facts: { code: { type: 'string', title: t('编号') }, seats: { type: 'number', title: t('座位') } },
}
const on = '2021-03-01'
const inputOf = (code: string, seats: number) => ({ facts: { code, seats }, effectiveOn: on })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ max: 6 })
  const { db } = database
  await saveKind(db, shop)
  const must = [{ duty: 'sign', title: t('牌'), type: 'document' as const }]
  const rule = { rule: 'signed', row: 'S095', title: t('牌'), kind: 'shop', edition: '1', when: 'true', must }
  await saveRule(db, { ...rule, validFrom: '2021-01-01' }, 'test')
  await saveMany(db, shop, [inputOf('A', 1), inputOf('B', 1)], 'test')
  await evaluateDirty(db, on)
})
afterAll(() => database.close())

const waiting = async (): Promise<boolean> =>
  (
    await database.pool.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).rowCount !== 0

test('who saves waits for nobody who judges, and the other way round', async () => {
  const { db } = database
  await saveEntity(db, shop, inputOf('A', 2), 'test')
  const judging = Promise.withResolvers<Evaluated>()
  let judged = false
  await db.transaction().execute(async (trx) => {
    await saveEntity(trx, shop, inputOf('A', 3), 'test')
    // takes the note of before, and refers to the entity that is being written
    const evaluating = db.transaction().execute((other) => evaluateDirty(other, on))
    judging.resolve(evaluating.finally(() => (judged = true)))
    await until(async () => judged || (await waiting()))
    await saveEntity(trx, shop, inputOf('A', 4), 'test')
  })
  expect((await judging.promise).judged).toBe(1)
  expect((await evaluateDirty(db, on)).judged).toBe(1)
})

test('two who save the same entities in opposite orders both come through', async () => {
  const { db } = database
  const many = Array.from({ length: 2000 }, (_, i) => `M${String(i).padStart(4, '0')}`)
  const save = (codes: readonly string[], seats: number) =>
    db.transaction().execute((trx) =>
      saveMany(
        trx,
        shop,
        codes.map((c) => inputOf(c, seats)),
        'test',
      ),
    )
  await save(many, 0)
  for (let round = 1; round <= 2; round++) {
    const outcomes = await Promise.all([save(many, round * 2), save(many.toReversed(), round * 2 + 1)])
    expect(outcomes.flat().every((o) => o === 'changed')).toBe(true)
  }
})
