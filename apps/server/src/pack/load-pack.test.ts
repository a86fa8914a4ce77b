import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { board } from '../campaign/board/board.ts'
import { targetDetail } from '../campaign/targets/target-detail.ts'
import { listTasks } from '../campaign/tasks/list-tasks.ts'
import { testDatabase, type TestDatabase } from '../testing/test-database.ts'
import { readPack } from './files/read-pack.ts'
import { loadFacts } from './load-pack.ts'

const folder = fileURLToPath(new URL('../../../../packs/nantong-2021', import.meta.url))

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadFacts(database.db, await readPack(folder), undefined)
})
afterAll(() => database.close())

describe('the bundled pack', () => {
  const campaignId = 'nantong-2021'

  test('loaded again, changes nothing', async () => {
    expect(await loadFacts(database.db, await readPack(folder), undefined)).toBe(0)
  })
  test('holds the promises of the plan, a restatement counted once', async () => {
    const { counts, rows } = await board(database.db, [], { campaignId })
    const restated = rows.filter((r) => r.restates !== null)
    expect(rows.length).toBeGreaterThanOrEqual(170)
    expect(restated.map((r) => r.code).sort()).toEqual(['C09', 'E07', 'R08', 'R09'])
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(rows.length - restated.length)
    for (const state of ['met', 'on-track', 'at-risk', 'missed', 'not-assessable', 'not-active', 'no-data']) {
      expect(counts[state], state).toBeGreaterThan(0)
    }
    expect(rows.filter((r) => r.responsible.length === 0)).toEqual([])
  })
  test('answers as of any day of the year, and only of it', async () => {
    const january = await board(database.db, [], { campaignId, at: '2021-01-15' })
    expect(january.counts['met']).toBeUndefined()
    const end = await board(database.db, [], { campaignId, at: '2021-12-31' })
    expect(end.counts['met']).toBeGreaterThan(20)
    await expect(board(database.db, [], { campaignId, at: '2021-02-30' })).rejects.toThrow(/不是日期/)
    await expect(board(database.db, [], { campaignId, at: '2019-02-28' })).rejects.toThrow(
      /2021-01-01至2022-12-31/,
    )
  })
  test('a breakdown that is short says by how much and who has no share', async () => {
    const detail = await targetDetail(database.db, [], { targetId: `${campaignId}/A35` })
    expect(detail.allocationCheck).toMatchObject({ ok: false, expected: 4000, actual: 3900 })
    expect(detail.allocationCheck.without.map((w) => w.id)).toContain('320600-tzw')
  })
  test('the April tasks show one day left on the 29th and are late in May when open', async () => {
    const { rows } = await listTasks(database.db, { campaignId, at: '2021-04-29' })
    const april = rows.filter((r) => r.deadline === '2021-04-30')
    expect(april.length).toBe(6)
    expect(april.every((r) => r.daysLeft === 1)).toBe(true)
    const may = (await listTasks(database.db, { campaignId, at: '2021-05-01' })).rows.filter(
      (r) => r.deadline === '2021-04-30',
    )
    expect(may.every((r) => r.state === (r.share < 1 ? 'late' : 'done'))).toBe(true)
    expect(may.some((r) => r.state === 'late')).toBe(true)
  })
})

test('a campaign that was brought to a revised plan keeps it when its pack is loaded again', async () => {
  const { db } = database
  const id = 'nantong-2021/A35'
  await db
    .insertInto('plan_revisions')
    .values({ campaign_id: 'nantong-2021', ...revision })
    .execute()
  await db.updateTable('targets').set({ value: 4321 }).where('id', '=', id).execute()
  expect(await loadFacts(db, await readPack(folder), undefined)).toBe(0)
  const after = await db.selectFrom('targets').select('value').where('id', '=', id).executeTakeFirstOrThrow()
  expect(after.value).toBe(4321)
})

const revision = { title: '修订稿', file_name: 'revised.txt', sha256: 'f'.repeat(64), taken_by: 'office' }

describe('a faulty pack', () => {
  const fault = async (files: Record<string, string>): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'pack-'))
    try {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
      return await readPack(folder).then(
        () => 'no fault',
        (error: unknown) => String(error),
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const about = 'id: x\nzh: 甲\nen: A\ndescription: { zh: 甲, en: A }\n'

  test('a missing pack.yaml is named', async () => expect(await fault({})).toContain('there is no pack.yaml'))
  test('broken YAML names its line', async () =>
    expect(await fault({ 'pack.yaml': 'id: [' })).toMatch(/pack\.yaml:\d+: YAML/))
  test('a fault names file, line, path and what was expected', async () => {
    const text = await fault({
      'pack.yaml': about,
      'regions.yaml': 'units: []\nregions:\n  - id: "1"\n    kind: town hall\n    zh: 甲\n    en: A\n',
    })
    expect(text).toMatch(/regions\.yaml:4 regions\[0\]\.kind: .*"county"/)
  })
  test('names that lead nowhere are all listed', async () => {
    const targets =
      'targets:\n  - { code: A1, theme: air, zh: 甲, en: A, kind: x, comparator: ">=", lead: nobody }\n'
    const text = await fault({ 'pack.yaml': about, 'targets.yaml': targets })
    expect(text).toContain('unknown unit: nobody')
    expect(text).toContain('targets[0].value')
  })
})
