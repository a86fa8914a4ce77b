import type { Transaction } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Connection } from '../../database/connect.ts'
import { connectForRequests } from '../../database/request-role.ts'
import type { Tables } from '../../database/tables.ts'
import { tellPrincipal } from '../../identity/principal.ts'
import { makeWorld, type Actor } from '../../identity/testing/rights-world.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { campaignVersion, lockCampaign } from './campaign-version.ts'

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

/** Does something as one of the people of the world. */
const as = <T>(name: string, work: (trx: Transaction<Tables>) => Promise<T>) =>
  requests.db.transaction().execute(async (trx) => {
    const actor = actors.find((one) => one.name === name)
    if (!actor) throw new Error(`nobody is ${name}`)
    await tellPrincipal(trx, actor.principal, { address: '-', requestId: '-' })
    return work(trx)
  })

test.each([
  ['campaign-office A', 'mark-C'], // seen, being published, but of the city
  ['campaign-office Z', 'mark-A'],
  ['department C', 'mark-C'],
  ['auditor C', 'mark-C'],
])('%s may not change %s', async (name, campaign) => {
  await expect(as(name, (trx) => lockCampaign(trx, campaign))).rejects.toMatchObject({ code: 'forbidden' })
})

test.each([
  ['campaign-office C', 'mark-C'],
  ['campaign-office C', 'mark-A'],
  ['campaign-office A', 'mark-A'],
])('%s may change %s', async (name, campaign) => {
  await expect(as(name, (trx) => lockCampaign(trx, campaign))).resolves.toBeUndefined()
})

test('whatever changes in a campaign changes its version, and what changes in another does not', async () => {
  const { db } = database
  const version = () => campaignVersion(db, 'mark-C')
  const seen = [await version()]
  await db.updateTable('targets').set({ value: 1 }).where('campaign_id', '=', 'mark-A').execute()
  expect(await version()).toBe(seen[0])
  await db.updateTable('targets').set({ value: 1 }).where('campaign_id', '=', 'mark-C').execute()
  seen.push(await version())
  await db.updateTable('tasks').set({ deadline: '2026-05-01' }).where('campaign_id', '=', 'mark-C').execute()
  seen.push(await version())
  await db.deleteFrom('target_units').where('target_id', '=', 'mark-C/T').execute()
  seen.push(await version())
  await db.deleteFrom('tasks').where('campaign_id', '=', 'mark-C').execute()
  seen.push(await version())
  expect(new Set(seen).size).toBe(seen.length)
})
