import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { headChars } from './file-head.ts'
import { importWorld, wide } from './testing/import-world.ts'
import { importCsv, type ImportProgress } from './import-csv.ts'

const world = importWorld()
const { take, stored } = world
/** An import begins once the head of its file is there; blank lines make it long enough. */
const begun = `${wide}${'\n'.repeat(headChars)}`

test('two imports at once queue: both are done, the second finds what the first stored', async () => {
  const results = await Promise.all([take(wide), take(wide)])
  expect(results.map((result) => result.status)).toEqual(['done', 'done'])
  expect(results.map((result) => result.inserted).toSorted((a, b) => a - b)).toEqual([0, 3])
})

test('an import whose connection is killed leaves nothing, and the next one says that it failed', async () => {
  async function* killed() {
    yield Buffer.from(begun)
    const started = () => world.db.selectFrom('imports').select('id').executeTakeFirst()
    while (!(await started())) await setTimeout(5)
    // the import is known by the lock that imports queue for, whatever it is doing just now
    await sql`select pg_terminate_backend(l.pid) from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'advisory' and l.granted`.execute(world.db)
    yield Buffer.from('A1,2021-03-05 09:00,1,1,1\n')
  }
  const options = { fileName: 'killed.csv', mode: 'skip-and-report', batchSize: 1 } as const
  await expect(importCsv(world.pool, world.db, Readable.from(killed()), options)).rejects.toThrow()
  expect(await stored()).toEqual([])
  expect(await take(wide)).toMatchObject({ inserted: 3 })
  const { rows } = await sql<{
    file_name: string
    status: string
  }>`select file_name, status from imports order by started_at`.execute(world.db)
  expect(rows).toEqual([
    { file_name: 'killed.csv', status: 'failed' },
    { file_name: 'test.csv', status: 'done' },
  ])
})

test('progress is told and the record is kept', async () => {
  const told: ImportProgress[] = []
  const result = await take(wide, { simulated: true, onProgress: (progress) => told.push(progress) })
  expect(told.at(-1)).toMatchObject({ phase: 'finished', rows: 3, inserted: 3 })
  expect(result).toMatchObject({ simulated: true, fileName: 'test.csv' })
  expect(result.finishedAt).not.toBeNull()
})

test('a broken stream leaves nothing but a failed import', async () => {
  async function* breaking() {
    yield Buffer.from(begun)
    throw new Error('cable cut')
  }
  const options = { fileName: 'x.csv', mode: 'skip-and-report' } as const
  await expect(importCsv(world.pool, world.db, Readable.from(breaking()), options)).rejects.toThrow(
    'cable cut',
  )
  expect(await stored()).toEqual([])
  const { rows } = await sql<{ status: string }>`select status from imports`.execute(world.db)
  expect(rows).toEqual([{ status: 'failed' }])
})
