import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPack } from '../../pack/files/read-pack.ts'
import { loadFacts } from '../../pack/load-pack.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import { boardText } from './board.ts'

const folder = fileURLToPath(new URL('../../../../../packs/nantong-2021', import.meta.url))
const campaignId = 'nantong-2021'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await loadFacts(database.db, await readPack(folder), undefined)
})
afterAll(() => database.close())

test('the most endangered come first, in line, with the counts at the end', async () => {
  const lines = (await boardText(database.db, { campaignId, width: 140 })).trimEnd().split('\n')
  expect(lines[0]).toContain('截至2021-09-30（含模拟数据）')
  const states = lines.slice(4, -2).map((line) => line.split(' ')[0])
  const order = ['未达成', '有风险', '待下达', '缺数据', '未启动', '正常推进', '已达成']
  expect(states).toEqual([...states].sort((a, b) => order.indexOf(a ?? '') - order.indexOf(b ?? '')))
  expect(Math.max(...lines.slice(2, -2).map((line) => stringWidth(line)))).toBeLessThanOrEqual(140)
  expect(lines.at(-1)).toMatch(/^共178项: 未达成 \d+，有风险 \d+，待下达 20/)
  expect(lines.find((l) => l.includes('A05'))).toContain('模拟数据')
})
test('in English, as of another day', async () => {
  const text = await boardText(database.db, { campaignId, at: '2021-12-31', lang: 'en', width: 160 })
  expect(text).toContain('as of 2021-12-31 (contains simulated data)')
  expect(text).toMatch(/178 promises: missed \d+, at risk 0/)
})
test('a campaign that is not there is named', async () => {
  await expect(boardText(database.db, { campaignId: 'none' })).rejects.toThrow(/no campaign "none"/)
})
