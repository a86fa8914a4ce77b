import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../database/connect.ts'
import { connectForRequests } from '../database/request-role.ts'
import type { Tables } from '../database/tables.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { asRegion } from './as-region.ts'
import { tellPrincipal } from './principal.ts'
import { makeWorld, type Actor } from './testing/rights-world.ts'

let database: TestDatabase
let requests: Connection
let actors: readonly Actor[]
beforeAll(async () => {
  database = await testDatabase()
  actors = await makeWorld(database.db)
  requests = await connectForRequests(database.url, { max: 2 })
})
afterAll(async () => {
  await requests?.close()
  await database.close()
})

const inTrx = <T>(name: string, work: (trx: Transaction<Tables>) => Promise<T>) =>
  requests.db.transaction().execute(async (trx) => {
    await tellPrincipal(trx, actors.find((actor) => actor.name === name)!.principal, {
      address: '-',
      requestId: '-',
    })
    return work(trx)
  })
const entities = async (db: Transaction<Tables>) =>
  Number((await sql<{ n: number }>`select count(*) as n from entities`.execute(db)).rows[0]?.n)

test('a county computes the city’s figure over the whole city, and then sees its own again', async () => {
  const seen = await inTrx('county-staff A', async (trx) => [
    await entities(trx),
    await asRegion(trx, '990100', () => entities(trx)),
    await entities(trx),
  ])
  expect(seen).toEqual([2, { result: 5, own: false }, 2])
})

test('who reaches the region sees it as themselves, and so does the system', async () => {
  expect(await inTrx('department C', (trx) => asRegion(trx, '990181', () => entities(trx)))).toEqual({
    result: 5,
    own: true,
  })
  const system = await database.db
    .transaction()
    .execute((trx) => asRegion(trx, '990181', () => entities(trx)))
  expect(system).toEqual({ result: 5, own: true })
})

test('a failure leaves nobody with more than they had', async () => {
  const after = await inTrx('county-staff A', async (trx) => {
    await asRegion(trx, '990100', () => Promise.reject(new Error('no'))).catch(() => undefined)
    return entities(trx)
  })
  expect(after).toBe(2)
})

test('two at once in one transaction are refused, for one could end with the other’s rights', async () => {
  await inTrx('county-staff A', async (trx) => {
    const both = await Promise.allSettled([
      asRegion(trx, '990100', () => entities(trx)),
      asRegion(trx, '990100', () => entities(trx)),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await entities(trx)).toBe(2)
  })
})
