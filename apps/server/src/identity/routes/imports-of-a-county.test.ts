import type { ImportResult } from '@qinglan/contract'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '../sessions/sessions.ts'
import { makeWorld, type Actor } from '../testing/rights-world.ts'
import { testApplication, type TestApplication } from '../testing/test-application.ts'

let it: TestApplication
let actors: readonly Actor[]
beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
})
afterAll(() => it?.close())

async function as(name: string, method: 'GET' | 'POST', url: string, file?: string) {
  const { personId, unitId } = actors.find((actor) => actor.name === name)!.principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { token } = await startSession(it.database.db, { personId: personId!, unitId: unitId!, ...session })
  const fields = `--x\r\ncontent-disposition: form-data; name="mode"\r\n\r\nskip-and-report\r\n`
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="county.csv"\r\n\r\n`
  return it.app.inject({
    method,
    url: `/api/v1${url}`,
    cookies: { qinglan: token },
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(file === undefined ? {} : { 'content-type': 'multipart/form-data; boundary=x' }),
    },
    ...(file === undefined ? {} : { payload: `${fields}${head}${file}\r\n--x--\r\n` }),
  })
}

test('a county takes in files for its own sites and sees its own imports; the city sees them, a neighbour does not', async () => {
  const csv = ['site,time,PM2.5', 'mark-Aenv,2026-03-05 07:00,35', 'mark-Benv,2026-03-05 07:00,99'].join('\n')
  const reply = await as('campaign-office A', 'POST', '/imports', csv)
  expect(reply.statusCode, reply.body).toBe(200)
  const taken = reply.json<ImportResult>()
  expect(taken).toMatchObject({ status: 'done', inserted: 1, rejected: 1, unit: { zh: '县局', en: 'A' } })
  const listed = async (name: string) =>
    (await as(name, 'GET', '/imports')).json<ImportResult[]>().some(({ id }) => id === taken.id)
  expect(await listed('campaign-office A')).toBe(true)
  expect(await listed('administrator A')).toBe(true)
  expect(await listed('campaign-office C')).toBe(true)
  expect(await listed('campaign-office Z')).toBe(false)
  expect((await as('campaign-office Z', 'GET', `/imports/${taken.id}`)).statusCode).toBe(404)
  expect((await as('campaign-office Z', 'GET', `/imports/${taken.id}/problems.csv`)).statusCode).toBe(404)
  expect((await as('campaign-office A', 'GET', `/imports/${taken.id}/problems.csv`)).body).toContain(
    'mark-Benv',
  )

  const { rows } = await sql<{ login: string; region_id: string }>`
    select p.login, i.region_id from imports i join people p on p.id = i.person_id where i.id = ${taken.id}`.execute(
    it.database.db,
  )
  expect(rows).toEqual([{ login: 'mark-A.campaign-office', region_id: '990181' }])
  const trail = await sql<{ actor: string; action: string }>`
    select actor, action from audit_entries where action = 'upload' or (table_name = 'imports' and record_key = ${taken.id} and action = 'insert')
    order by id`.execute(it.database.db)
  expect(trail.rows).toEqual([
    { actor: 'mark-A.campaign-office', action: 'upload' },
    { actor: 'system:qinglan_worker', action: 'insert' },
  ])
})
