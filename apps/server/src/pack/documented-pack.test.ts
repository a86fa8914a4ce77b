import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { board } from '../campaign/board/board.ts'
import { indicators } from '../indicators.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readPack } from './files/read-pack.ts'
import { loadFacts } from './load-pack.ts'

const documented = new URL('../../../../docs/packs.md', import.meta.url)

let database: TestDatabase
let folder: string
const files = new Map<string, string>()
beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'qinglan-pack-'))
  const text = await readFile(documented, 'utf8')
  for (const [, name = '', content = ''] of text.matchAll(/^```yaml (\S+)\n([\s\S]*?)^```$/gm))
    files.set(name, content)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

test('the smallest pack of the documentation loads, with its sites and without', async () => {
  expect([...files.keys()].sort()).toEqual(['pack.yaml', 'regions.yaml', 'sites.yaml', 'targets.yaml'])
  for (const [name, content] of files) {
    if (name !== 'sites.yaml') await writeFile(join(folder, name), content)
  }
  await loadFacts(database.db, await readPack(folder), undefined)
  const { rows } = await board(database.db, indicators, { campaignId: 'lanjiang-2026' })
  expect(rows).toMatchObject([{ code: 'A01', value: 33, state: 'no-data' }])
  await writeFile(join(folder, 'sites.yaml'), files.get('sites.yaml') ?? '')
  await loadFacts(database.db, await readPack(folder), undefined)
  expect(await database.db.selectFrom('sites').select('code').orderBy('code').execute()).toEqual([
    { code: 'LJ-A1' },
    { code: 'LJ-W1' },
  ])
})
