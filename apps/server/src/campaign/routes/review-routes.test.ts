import { readFile } from 'node:fs/promises'
import {
  Review,
  ReviewDifference,
  type CampaignOfReview,
  type LedgerImport,
  type ReviewStep,
} from '@qinglan/contract'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { Errors } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../../http/context.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { campaignApplication } from '../testing/campaign-application.ts'

let database: TestDatabase
let app: App
const city = '990100'
const plan = (pm: number) =>
  `某市2021年工作计划\n\n一、总体目标\n\nPM2.5平均浓度不超过${pm}微克/立方米，完成造林3100亩。\n\n二、重点任务\n\n4月底前完成12家企业整治。加强扬尘巡查。\n`

beforeAll(async () => {
  database = await testDatabase()
  const region = { geometry: null, sort: 0, name_en: '' } as const
  await database.db
    .insertInto('regions')
    .values({ ...region, id: city, parent_id: null, kind: 'city', name_zh: '某市' })
    .execute()
  await database.db
    .insertInto('units')
    .values({ id: 'eco', region_id: city, kind: 'department', name_zh: '市生态环境局', name_en: 'Eco' })
    .execute()
  app = await campaignApplication(database, city)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

async function send(url: string, name: string, content: string | Uint8Array<ArrayBuffer>) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const request = new Request('http://x', { method: 'POST', body: form })
  return app.inject({
    method: 'POST',
    url,
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  })
}
const open = async (pm: number): Promise<Review> =>
  (await send('/reviews', 'plan.txt', plan(pm))).json<Review>()
const take = (id: string, step: ReviewStep, after?: number) =>
  app.inject({ method: 'POST', url: `/reviews/${id}/steps`, payload: { step, after } })
const taken = async (id: string, step: ReviewStep): Promise<Review> => {
  const reply = await take(id, step)
  expect(reply.statusCode, reply.body).toBe(200)
  return reply.json<Review>()
}
const apply = (id: string, campaign?: object) =>
  app.inject({ method: 'POST', url: `/reviews/${id}/campaign`, payload: { campaign } })
const names = { zh: '某市', en: 'City' }

test('a document is opened, reviewed step by step, and its steps are kept', async () => {
  const review = await open(31)
  expect([...Errors(Review, review)]).toEqual([])
  const pm = review.items.find((i) => i.value === 31)
  expect(pm?.suggestion).toMatchObject({ indicator: 'air.pm25.annual-mean' })
  await taken(review.id, { do: 'accept', items: [pm?.id ?? ''] })
  await taken(review.id, { do: 'edit', item: pm?.id ?? '', fields: { value: 30 } })
  const back = await taken(review.id, { do: 'undo' })
  expect(back.items.find((i) => i.id === pm?.id)).toMatchObject({ state: 'accepted', value: 31 })
  expect(back.steps.map((s) => [s.number, s.step.do, s.undone, s.by])).toEqual([
    [1, 'accept', false, 'office'],
    [2, 'edit', true, 'office'],
    [3, 'undo', false, 'office'],
  ])
  const list = (await app.inject('/reviews')).json<{ id: string }[]>()
  expect(list.map((r) => r.id)).toContain(review.id)
})

test('a PDF is opened like any document; one that is locked is refused with the reason', async () => {
  const stored = async (name: string) =>
    new Uint8Array(await readFile(new URL(`../plan/document/cases/${name}`, import.meta.url)))
  const reply = await send('/reviews', 'plan.pdf', await stored('office.pdf'))
  expect(reply.statusCode, reply.body).toBe(201)
  const { title, items } = reply.json<Review>()
  expect(title).toBe('云溪市2022年污染防治工作方案')
  expect(items.filter((i) => i.value === 83.6)).toHaveLength(1)
  const locked = await send('/reviews', 'locked.pdf', await stored('locked.pdf'))
  expect([locked.statusCode, locked.body]).toEqual([400, expect.stringContaining('有密码')])
})

test('a step that does not fit leaves nothing behind; one that comes too late is refused', async () => {
  const { id, items } = await open(31)
  expect((await take(id, { do: 'accept', items: ['T999'] })).statusCode).toBe(400)
  expect((await take(id, { do: 'undo' })).statusCode).toBe(400)
  expect((await app.inject(`/reviews/${id}`)).json<Review>().steps).toEqual([])
  const accept: ReviewStep = { do: 'accept', items: [items[0]!.id] }
  expect((await take(id, accept, 0)).statusCode).toBe(200)
  expect((await take(id, accept, 0)).statusCode).toBe(409)
  expect((await app.inject('/reviews/none')).statusCode).toBe(404)
})

test('the taken items become a campaign, and bring it up to date later', async () => {
  const { id, items } = await open(31)
  expect((await apply(id, { id: 'made', name: names })).statusCode).toBe(400)
  const pm = items.find((i) => i.value === 31)!
  const trees = items.find((i) => i.value === 3100)!
  const patrol = items.find((i) => i.kind === 'task' && i.quote.includes('扬尘'))!
  await taken(id, { do: 'accept', items: [pm.id, trees.id, patrol.id] })
  await taken(id, { do: 'assign', item: trees.id, lead: ['市生态环境局'], responsible: ['不存在的局'] })
  const first = (await apply(id, { id: 'made', name: names })).json<CampaignOfReview>()
  expect(first).toMatchObject({ targets: 2, tasks: 1, removed: [], unknownUnits: ['不存在的局'] })
  const target = await database.db
    .selectFrom('targets')
    .selectAll()
    .where('id', '=', `made/${pm.id}`)
    .executeTakeFirstOrThrow()
  expect(target).toMatchObject({
    value: 31,
    indicator: 'air.pm25.annual-mean',
    quote: pm.quote,
    unit_norm: 'ug/m3',
  })

  await taken(id, { do: 'edit', item: pm.id, fields: { value: 29.5 } })
  await taken(id, { do: 'bind', item: pm.id, binding: null })
  await taken(id, { do: 'reject', items: [patrol.id] })
  const second = (await apply(id)).json<CampaignOfReview>()
  expect(second).toMatchObject({ targets: 2, tasks: 0, removed: [patrol.id] })
  const again = await database.db
    .selectFrom('targets')
    .select(['value', 'decimals', 'indicator'])
    .where('id', '=', `made/${pm.id}`)
    .executeTakeFirst()
  expect(again).toMatchObject({ value: 29.5, decimals: 1, indicator: null })

  const report = { asOf: '2021-05-31', value: 12, note: '', evidence: [] }
  const url = `/targets/${encodeURIComponent(`made/${trees.id}`)}/reports`
  expect((await app.inject({ method: 'POST', url, payload: report })).statusCode).toBe(201)
  await taken(id, { do: 'reject', items: [trees.id] })
  const refused = await apply(id)
  expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining(trees.id)])
})

test('a revised plan is laid beside the earlier one', async () => {
  const [before, after] = [await open(31), await open(30)]
  const difference = (
    await app.inject(`/reviews/${after.id}/diff?against=${before.id}`)
  ).json<ReviewDifference>()
  expect([...Errors(ReviewDifference, difference)]).toEqual([])
  expect(difference.changed.filter((c) => c.after.kind === 'target')).toMatchObject([
    { before: { value: 31 }, after: { value: 30 } },
  ])
})

test('a revised plan is laid beside what a campaign follows; a campaign that is not there is not found', async () => {
  const first = await open(31)
  await taken(first.id, { do: 'accept', items: first.items.map((i) => i.id) })
  expect((await apply(first.id, { id: 'followed', name: names })).statusCode).toBe(200)
  const against = async (pm: number, campaign: string) =>
    app.inject(`/reviews/${(await open(pm)).id}/diff?against=campaign:${campaign}`)
  const same = (await against(31, 'followed')).json<ReviewDifference>()
  expect([...Errors(ReviewDifference, same)]).toEqual([])
  expect(same).toMatchObject({ added: [], removed: [], changed: [], unchanged: first.items.length })
  const { changed } = (await against(30, 'followed')).json<ReviewDifference>()
  expect(changed.filter((c) => c.after.kind === 'target')).toMatchObject([
    { before: { value: 31 }, after: { value: 30 }, fields: ['quote', 'value'] },
  ])
  expect((await against(30, 'nowhere')).statusCode).toBe(404)
})

test('an indicator that does not exist binds nothing', async () => {
  const { id, items } = await open(31)
  const binding = { indicator: 'air.nothing', params: {} }
  const reply = await take(id, { do: 'bind', item: items[0]!.id, binding })
  expect([reply.statusCode, reply.body]).toEqual([400, expect.stringContaining('没有指标')])
})

test('the ledger goes out as a spreadsheet and a document, and an edited one comes back', async () => {
  const { id, items } = await open(31)
  const trees = items.find((i) => i.value === 3100)!
  await taken(id, { do: 'accept', items: [trees.id] })
  const docx = await app.inject(`/reviews/${id}/ledger.docx`)
  expect(docx.headers['content-type']).toContain('wordprocessingml')
  const { rawPayload } = await app.inject(`/reviews/${id}/ledger.xlsx`)
  const rows = [...((await readXlsx(new Uint8Array(rawPayload))).sheets[0]?.rows ?? [])].map((r) => [...r])
  const line = rows.find((r) => r[0] === trees.id)!
  line[3] = '≥3300亩'
  line[5] = '市生态环境局'
  const result = (
    await send(
      `/reviews/${id}/ledger`,
      'ledger.xlsx',
      new Uint8Array(await writeXlsx({ sheets: [{ name: 's', rows }] })),
    )
  ).json<LedgerImport>()
  expect(result).toMatchObject({ changed: [trees.id], faults: [] })
  const edited = (await app.inject(`/reviews/${id}`)).json<Review>()
  expect(edited.items.find((i) => i.id === trees.id)).toMatchObject({
    state: 'edited',
    value: 3300,
    lead: ['市生态环境局'],
  })
  expect((await taken(id, { do: 'undo' })).items.find((i) => i.id === trees.id)).toMatchObject({
    value: 3100,
  })
})

test('the reason of a rejection is kept with its step, goes out with the ledger and comes back', async () => {
  const { id, items } = await open(31)
  const [pm, trees] = [items.find((i) => i.value === 31)!, items.find((i) => i.value === 3100)!]
  await taken(id, { do: 'accept', items: [pm.id] })
  await taken(id, { do: 'reject', items: [trees.id] })
  const said = await taken(id, { do: 'reject', items: [trees.id], reason: ' 上年已完成 ' })
  expect(said.items.find((i) => i.id === trees.id)).toMatchObject({ state: 'rejected', reason: '上年已完成' })
  expect(said.steps.at(-1)?.step).toMatchObject({ do: 'reject', reason: ' 上年已完成 ' })
  const { rawPayload } = await app.inject(`/reviews/${id}/ledger.xlsx`)
  const sheets = (await readXlsx(new Uint8Array(rawPayload))).sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.map((cell) => (cell === '上年已完成' ? '归入上年' : cell))),
  }))
  const reply = await send(`/reviews/${id}/ledger`, 'l.xlsx', new Uint8Array(await writeXlsx({ sheets })))
  expect(reply.json<LedgerImport>()).toMatchObject({ changed: [trees.id], faults: [] })
  const back = (await app.inject(`/reviews/${id}`)).json<Review>()
  expect(back.items.find((i) => i.id === trees.id)).toMatchObject({ state: 'rejected', reason: '归入上年' })
  expect(back.steps.at(-1)?.step).toMatchObject({ do: 'import', reasons: [{ item: trees.id }] })
})
