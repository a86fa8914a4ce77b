import { Board, CampaignGaps, PlanPage, TargetDetail, TaskList } from '@qinglan/contract'
import { readXlsx } from 'hucre/xlsx'
import { Errors } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../../http/context.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { campaignApplication } from '../testing/campaign-application.ts'

let database: TestDatabase
let app: App
const city = '990100'
const text =
  '某市2021年工作计划\n\n一、总体目标\n\n全市55个国考断面优Ⅲ比例达到87.3%以上，完成造林3100亩，完成省下达的减煤任务。\n\n4月底前，完成12家企业整治。\n'

beforeAll(async () => {
  database = await testDatabase()
  const region = { geometry: null, sort: 0, name_en: '' } as const
  await database.db
    .insertInto('regions')
    .values([
      { ...region, id: city, parent_id: null, kind: 'city', name_zh: '某市' },
      { ...region, id: '990101', parent_id: city, kind: 'county', name_zh: '甲县' },
    ])
    .execute()
  app = await campaignApplication(database, city)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const upload = (name: string, content: string) => {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const request = new Request('http://x', { method: 'POST', body: form })
  return { request, type: request.headers.get('content-type') ?? '' }
}

const get = async (url: string) => (await app.inject(url)).json<unknown>()
const one = (code: string, rest = '') => `/targets/${encodeURIComponent(`made/${code}`)}${rest}`

describe('from a document to a board', () => {
  let codes: Record<string, string>

  test('a document is read and bindings are suggested', async () => {
    const { request, type } = upload('plan.txt', text)
    const payload = Buffer.from(await request.arrayBuffer())
    const reply = await app.inject({
      method: 'POST',
      url: '/plans/read',
      payload,
      headers: { 'content-type': type },
    })
    expect(reply.statusCode).toBe(200)
    const reading = reply.json<{ targets: { id: string }[]; bindings: unknown[]; text: string }>()
    expect(reading.text).toBe(text)
    expect(reading.bindings).toContainEqual(
      expect.objectContaining({ indicator: 'water.sections.good-ratio', params: { level: 'national' } }),
    )
    const body = { id: 'made', name: { zh: '某市', en: 'City' }, regionId: city, reading }
    const made = await app.inject({ method: 'POST', url: '/campaigns', payload: body })
    expect(made.statusCode).toBe(201)
    expect((await app.inject({ method: 'POST', url: '/campaigns', payload: body })).statusCode).toBe(409)
  })

  test('its board, plan and tasks keep to the contract', async () => {
    const board = (await get('/campaigns/made/board?at=2021-06-30')) as Board
    expect([...Errors(Board, board)]).toEqual([])
    expect([...Errors(PlanPage, await get('/campaigns/made/plan'))]).toEqual([])
    expect([...Errors(TaskList, await get('/campaigns/made/tasks?at=2021-05-01'))]).toEqual([])
    codes = Object.fromEntries(board.rows.map((r) => [r.subject.zh, r.code]))
    const plan = (await get('/campaigns/made/plan')) as PlanPage
    for (const t of plan.targets) expect(plan.text?.slice(t.start ?? 0, t.end ?? 0).length).toBeGreaterThan(3)
  })

  test('a figure is reported, a number entered, a breakdown made', async () => {
    const trees = Object.entries(codes).find(([subject]) => subject.includes('造林'))?.[1] ?? ''
    const coal = Object.entries(codes).find(([subject]) => subject.includes('减煤'))?.[1] ?? ''
    const report = { asOf: '2021-05-31', value: 3100, note: '', evidence: ['验收单'] }
    expect(
      (await app.inject({ method: 'POST', url: one(trees, '/reports'), payload: report })).statusCode,
    ).toBe(201)
    const detail = (await get(one(trees, '?at=2021-06-01'))) as TargetDetail
    expect([...Errors(TargetDetail, detail)]).toEqual([])
    expect(detail.row.state).toBe('met')
    expect(detail.reports).toMatchObject([{ value: 3100, reportedBy: 'office', evidence: ['验收单'] }])
    const number = await app.inject({
      method: 'PUT',
      url: one(coal, '/number'),
      payload: { value: 30, source: '任务书' },
    })
    expect(number.json()).toMatchObject({ row: { value: 30, state: 'no-data' } })
    const split = { method: 'equal', holders: [{ kind: 'region', id: '990101' }] }
    const shares = await app.inject({ method: 'PUT', url: one(trees, '/allocations'), payload: split })
    expect(shares.json()).toMatchObject({ check: { ok: true, actual: 3100 } })
    expect(await get(one(trees, '/allocations'))).toMatchObject({ check: { ok: true } })
    const { numbers } = (await get('/campaigns/made/gaps')) as CampaignGaps
    expect(numbers.map((n) => [n.code, n.missing, n.city])).toEqual([
      [coal, false, { value: 30, source: '任务书' }],
    ])
  })

  test.each([
    ['zh', '编号'],
    ['en', 'Code'],
  ])('the board as a spreadsheet (%s)', async (lang, head) => {
    const reply = await app.inject(`/campaigns/made/board.xlsx?at=2021-06-30&lang=${lang}`)
    expect(reply.headers['content-type']).toContain('spreadsheetml')
    const book = await readXlsx(new Uint8Array(reply.rawPayload))
    const rows = book.sheets[0]?.rows ?? []
    expect(rows[1]?.[0]).toBe(head)
    expect(rows).toHaveLength(2 + Object.keys(codes).length)
    const tasks = await readXlsx(
      new Uint8Array((await app.inject(`/campaigns/made/tasks.xlsx?lang=${lang}`)).rawPayload),
    )
    expect(tasks.sheets[0]?.rows[1]?.[0]).toBe(head)
  })

  test.each([
    ['/campaigns/none/board', 404],
    ['/campaigns/made/board?at=2021-02-30', 400],
    ['/campaigns/made/board?at=1999-01-01', 400],
    ['/targets/none', 404],
  ])('%s is %d', async (url, status) => {
    expect((await app.inject(url)).statusCode).toBe(status)
  })
})
