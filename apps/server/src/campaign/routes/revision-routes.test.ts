import type {
  Board,
  CampaignRevision,
  PlanPage,
  Review,
  ReviewDifference,
  ReviewItem,
  RevisionChoice,
  RevisionResult,
  TargetDetail,
} from '@qinglan/contract'
import {
  CampaignRevision as CampaignRevisionSchema,
  TargetDetail as TargetDetailSchema,
} from '@qinglan/contract'
import { Errors } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../../http/context.ts'
import { testDatabase, type TestDatabase } from '../../testing/test-database.ts'
import '../../region/tables.ts'
import { campaignApplication } from '../testing/campaign-application.ts'

let database: TestDatabase
let app: App
const city = '990300'

beforeAll(async () => {
  database = await testDatabase()
  const region = { geometry: null, sort: 0, name_en: '' } as const
  await database.db
    .insertInto('regions')
    .values([
      { ...region, id: city, parent_id: null, kind: 'city', name_zh: '某市' },
      { ...region, id: '990381', parent_id: city, kind: 'county', name_zh: '某县' },
    ])
    .execute()
  await database.db
    .insertInto('units')
    .values(
      ['生态环境', '水利', '住房城乡建设'].map((name, i) => ({
        id: `unit-${i}`,
        region_id: city,
        kind: 'department' as const,
        name_zh: `市${name}局`,
        name_en: name,
      })),
    )
    .execute()
  app = await campaignApplication(database, city)
})
afterAll(async () => {
  await app.close()
  await database.close()
})

const document = (...sentences: string[]) =>
  `某市2021年工作计划\n\n一、总体目标\n\n${sentences.join('')}\n\n二、重点任务\n\n4月底前完成12家企业整治。\n`
const first = document(
  'PM2.5平均浓度不超过31微克/立方米。',
  '完成造林3100亩。',
  '建成污水管网120公里。',
  '创建绿色学校15所。',
)
const revised = document(
  '创建绿色学校15所。',
  'PM2.5平均浓度不超过29.5微克/立方米。',
  '完成造林2800亩。',
  '新建充电桩600个。',
)

const call = async <T>(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<T> => {
  const reply = await app.inject({ method, url, ...(payload ? { payload } : {}) })
  expect(reply.statusCode, reply.body).toBeLessThan(300)
  return reply.json<T>()
}
async function open(text: string): Promise<Review> {
  const form = new FormData()
  form.append('file', new Blob([text]), 'plan.txt')
  const request = new Request('http://x', { method: 'POST', body: form })
  const reply = await app.inject({
    method: 'POST',
    url: '/reviews',
    payload: Buffer.from(await request.arrayBuffer()),
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
  })
  return reply.json<Review>()
}

/** A campaign of the first plan, the review of the revised one, and what differs. */
async function prepared(campaignId: string) {
  const old = await open(first)
  await call('POST', `/reviews/${old.id}/steps`, {
    step: { do: 'accept', items: old.items.map((i) => i.id) },
  })
  await call('POST', `/reviews/${old.id}/campaign`, {
    campaign: { id: campaignId, name: { zh: '某市', en: 'City' } },
  })
  const review = await open(revised)
  const difference = () =>
    call<ReviewDifference>('GET', `/reviews/${review.id}/diff?against=campaign:${campaignId}`)
  const found = await difference()
  const target = (value: number, among: readonly ReviewItem[]): ReviewItem => {
    const item = among.find((i) => i.kind === 'target' && i.value === value)
    if (!item) throw new Error(`no target of ${value}`)
    return item
  }
  const befores = found.changed.map(({ before }) => before)
  const afters = found.changed.map(({ after }) => after)
  return {
    old,
    review,
    difference,
    found,
    air: { before: target(31, befores), after: target(29.5, afters) },
    trees: { before: target(3100, befores), after: target(2800, afters) },
    pipes: target(120, found.removed),
    posts: target(600, found.added),
    revise: (version: string | undefined, choices: RevisionChoice[]) =>
      app.inject({
        method: 'POST',
        url: `/reviews/${review.id}/revision`,
        payload: { campaignId, version, choices },
      }),
    detail: (code: string) =>
      call<TargetDetail>('GET', `/targets/${encodeURIComponent(`${campaignId}/${code}`)}`),
    board: () => call<Board>('GET', `/campaigns/${campaignId}/board`),
  }
}

test('what is chosen is taken over, added, kept or dropped; what goes on keeps what it has', async () => {
  const it = await prepared('goes-on')
  const { air, trees, pipes, posts } = it
  const path = (code: string, rest: string) => `/targets/${encodeURIComponent(`goes-on/${code}`)}/${rest}`
  const report = { asOf: '2021-05-31', value: 900, note: '', evidence: ['照片1'] }
  await call('POST', path(trees.before.id, 'reports'), report)
  await call('POST', path(pipes.id, 'reports'), { ...report, value: 40 })
  await call('PUT', path(trees.before.id, 'allocations'), {
    method: 'list',
    holders: [{ kind: 'region', id: '990381', value: 3100 }],
  })

  const reply = await it.revise((await it.difference()).version, [
    { do: 'take', item: air.after.id },
    { do: 'take', item: posts.id },
    { do: 'drop', code: pipes.id, reason: '列入下一年度' },
    { do: 'keep', code: trees.before.id, reason: '按原任务书' },
  ])
  expect(reply.statusCode, reply.body).toBe(200)
  const result = reply.json<RevisionResult>()
  expect(result).toMatchObject({ taken: [air.before.id], dropped: [pipes.id] })
  expect(result.kept).toContain(trees.before.id)
  expect(result.added).toHaveLength(1)

  const airNow = await it.detail(air.before.id)
  expect([...Errors(TargetDetailSchema, airNow)]).toEqual([])
  expect(airNow.row).toMatchObject({ value: 29.5, decimals: 1, indicator: 'air.pm25.annual-mean' })
  expect(airNow.closed).toBeNull()
  const plan = await call<PlanPage>('GET', '/campaigns/goes-on/plan')
  expect(plan.text).toBe(revised)
  expect(plan.text?.slice(airNow.source?.start ?? 0, airNow.source?.end ?? 0)).toBe(air.after.quote)
  expect(airNow.history).toMatchObject([
    { did: 'taken', reason: null, by: 'office', plan: { fileName: 'plan.txt', sha256: it.review.sha256 } },
  ])
  expect(airNow.history[0]?.fields).toContainEqual({ field: 'value', before: 31, after: 29.5 })

  const treesNow = await it.detail(trees.before.id)
  expect(treesNow).toMatchObject({
    row: { value: 3100 },
    source: { quote: trees.before.quote, start: null, end: null },
    history: [{ did: 'kept', reason: '按原任务书' }],
  })
  expect(treesNow.reports).toMatchObject([{ value: 900, evidence: ['照片1'] }])
  expect(treesNow.allocations).toMatchObject([{ value: 3100 }])
  expect(treesNow.history[0]?.fields).toContainEqual({ field: 'value', before: 3100, after: 2800 })

  const pipesNow = await it.detail(pipes.id)
  expect(pipesNow).toMatchObject({
    closed: { reason: '列入下一年度' },
    reports: [{ value: 40 }],
    history: [{ did: 'dropped', reason: '列入下一年度' }],
  })
  const refused = await app.inject({ method: 'POST', url: path(pipes.id, 'reports'), payload: report })
  expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('列入下一年度')])

  const school = plan.targets.find(({ start, end }) => revised.slice(start ?? 0, end ?? 0).includes('15所'))
  expect((await it.detail(school?.code ?? '')).history).toEqual([])
  const { rows } = await it.board()
  expect(rows.map((row) => row.value)).toEqual(expect.arrayContaining([15, 29.5, 3100, 600]))
  expect(rows.map((row) => row.value)).not.toContain(120)

  const revisions = await call<CampaignRevision[]>('GET', '/campaigns/goes-on/revisions')
  expect(revisions.flatMap((revision) => [...Errors(CampaignRevisionSchema, revision)])).toEqual([])
  expect(revisions).toHaveLength(1)
  expect(revisions[0]?.items.find(({ code }) => code === pipes.id)).toMatchObject({ did: 'dropped' })
  const { replaced } = await database.db
    .selectFrom('plan_revisions')
    .select('replaced')
    .where('campaign_id', '=', 'goes-on')
    .executeTakeFirstOrThrow()
  expect(replaced).toMatchObject({ text: first })
})

test('after a revision the same plan differs only in what was kept', async () => {
  const it = await prepared('settled')
  const choices = [...it.found.changed.map(({ after }) => after), ...it.found.added].map(
    ({ id }): RevisionChoice => ({ do: 'take', item: id }),
  )
  expect((await it.revise(it.found.version, choices)).statusCode).toBe(200)
  const after = await it.difference()
  expect([after.changed, after.added]).toEqual([[], []])
  expect(after.removed.map(({ id }) => id)).toContain(it.pipes.id)
})

test('a campaign that changed meanwhile is not revised at all, nor one whose review went on', async () => {
  const it = await prepared('raced')
  const choice: RevisionChoice[] = [{ do: 'take', item: it.air.after.id }]
  await database.db
    .updateTable('targets')
    .set({ value: 3000 })
    .where('id', '=', `raced/${it.trees.before.id}`)
    .execute()
  const refused = await it.revise(it.found.version, choice)
  expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('未作任何更新')])
  expect((await it.detail(it.air.before.id)).row.value).toBe(31)

  const { version } = await it.difference()
  await call('POST', `/reviews/${it.review.id}/steps`, {
    step: { do: 'edit', item: it.air.after.id, fields: { value: 20 } },
  })
  expect((await it.revise(version, choice)).statusCode).toBe(409)
  expect(await call<CampaignRevision[]>('GET', '/campaigns/raced/revisions')).toEqual([])
  expect((await it.revise((await it.difference()).version, choice)).statusCode).toBe(200)
  expect((await it.detail(it.air.before.id)).row.value).toBe(20)
})

test('one choice that does not fit leaves everything as it is', async () => {
  const it = await prepared('whole')
  const refused = await it.revise(it.found.version, [
    { do: 'take', item: it.air.after.id },
    { do: 'drop', code: 'T999', reason: 'x' },
  ])
  expect(refused.statusCode).toBe(400)
  expect((await it.detail(it.air.before.id)).row.value).toBe(31)
  expect((await it.difference()).version).toBe(it.found.version)
})

test('units that the plan or the desk names replace those of the item, and the history says so', async () => {
  const it = await prepared('units')
  const assign = (lead: string[]) =>
    call('POST', `/reviews/${it.review.id}/steps`, {
      step: { do: 'assign', item: it.air.after.id, lead, responsible: ['市水利局'] },
    })
  const target_id = `units/${it.air.before.id}`
  await database.db
    .insertInto('target_units')
    .values([
      { target_id, unit_id: 'unit-0', role: 'lead' },
      { target_id, unit_id: 'unit-2', role: 'support' },
    ])
    .execute()
  await assign(['市住房城乡建设局', '不存在的局'])
  const reply = await it.revise((await it.difference()).version, [{ do: 'take', item: it.air.after.id }])
  expect(reply.json<RevisionResult>()).toMatchObject({ unknownUnits: ['不存在的局'] })
  const { row, history } = await it.detail(it.air.before.id)
  expect(row.responsible.map(({ unitId }) => unitId).sort()).toEqual(['unit-1', 'unit-2'])
  expect(history[0]?.fields).toContainEqual({
    field: 'lead',
    before: ['市生态环境局'],
    after: ['市住房城乡建设局'],
  })
})

test('the review that made the campaign does not write over a revision', async () => {
  const it = await prepared('over')
  expect((await it.revise(it.found.version, [{ do: 'take', item: it.posts.id }])).statusCode).toBe(200)
  const again = await app.inject({ method: 'POST', url: `/reviews/${it.old.id}/campaign`, payload: {} })
  expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('修订稿')])
})

test('a plan of another region revises nothing', async () => {
  const it = await prepared('elsewhere')
  await database.db
    .updateTable('reviews')
    .set({ region_id: '990381' })
    .where('id', '=', it.review.id)
    .execute()
  const refused = await it.revise(it.found.version, [{ do: 'take', item: it.posts.id }])
  expect([refused.statusCode, refused.body]).toEqual([400, expect.stringContaining('另一区划')])
})
