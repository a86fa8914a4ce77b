import type { Board, CampaignSummary, EntityDetail, EntityList, Kind, WhoAmI } from '@qinglan/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, signIn, type OpenPage, type TestBrowser } from './browser.ts'

let browser: TestBrowser
const people = new Map<string, OpenPage>()
const levels = ['campaign-office', 'county-staff', 'park'] as const

beforeAll(async () => {
  browser = await openBrowser()
  for (const role of levels) {
    const open = await browser.open()
    await open.goto('/')
    await signIn(open.page, role)
    people.set(role, open)
  }
})
afterAll(() => browser?.close())

const as = (role: (typeof levels)[number]) => people.get(role)!

async function ask<T>(
  role: (typeof levels)[number],
  path: string,
  body?: object,
  method = 'POST',
): Promise<T> {
  const sent = body
    ? { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
    : {}
  return (await as(role).page.evaluate(
    `fetch('/api/v1/${path}', ${JSON.stringify(sent)}).then(async (reply) => {
      if (!reply.ok) throw new Error(reply.status + ' ' + (await reply.text()))
      return reply.status === 204 ? null : reply.json()
    })`,
  )) as T
}

test('what the city publishes reaches the county with the same values, and what it withdraws is gone', async () => {
  const city = as('campaign-office')
  const county = as('county-staff')
  const [campaign] = await ask<CampaignSummary[]>('campaign-office', 'campaigns')
  const choose = async (audience: '未发布' | '下级地区') => {
    await city.goto('/admin?tab=publications')
    const select = city.page.getByRole('row').filter({ hasText: campaign!.name.zh }).getByRole('combobox')
    await select.click()
    await city.page.locator('.ant-select-item-option').filter({ hasText: audience }).click()
    await city.page.locator('.ant-select-content-has-value').getByText(audience).first().waitFor()
  }
  try {
    await choose('未发布')
    await expect
      .poll(() => ask<CampaignSummary[]>('county-staff', 'campaigns'), { timeout: 60_000 })
      .toEqual([])
    await county.page.goto('/?lang=zh')
    await county.page.getByText('还没有攻坚战').first().waitFor()
  } finally {
    await choose('下级地区')
  }
  await expect
    .poll(() => ask<CampaignSummary[]>('county-staff', 'campaigns'), { timeout: 60_000 })
    .toEqual([campaign])

  const valuesOf = (board: Board) =>
    board.rows.map(({ targetId, value, current, state }) => ({ targetId, value, current, state }))
  const path = `campaigns/${campaign!.id}/board`
  const [above, below] = [await ask<Board>('campaign-office', path), await ask<Board>('county-staff', path)]
  expect(valuesOf(below)).toEqual(valuesOf(above))
  expect(below.rows.length).toBeGreaterThan(10)
  await county.goto('/')
  await city.goto('/')
  const firstRow = (open: OpenPage) => open.page.locator('tbody .ant-table-row').first().textContent()
  await county.page.locator('tbody .ant-table-row').first().waitFor()
  expect(await firstRow(county)).toBe(await firstRow(city))
  await county.screenshot('published-below')
})

test('what the park edits reaches the county it lies in and the city, with who changed it and when', async () => {
  const kinds = await ask<Kind[]>('campaign-office', 'kinds')
  const kind = kinds.find(
    ({ entities, columns }) =>
      entities > 0 && columns.some(({ type, enum: given }) => type === 'number' && given === null),
  )!
  const { unit } = await ask<WhoAmI>('park', 'session')
  const { rows } = await ask<EntityList>('campaign-office', `entities?kind=${kind.kind}&limit=1`)
  const key = `PARK-${Date.now()}`
  const measured = kind.columns.find(({ type, enum: given }) => type === 'number' && given === null)!.fact
  const facts = { ...rows[0]!.facts, [kind.key]: key }
  const enter = (figure: number, effectiveOn: string, reason: string) =>
    ask<{ id: string; version: number }>('park', 'entities', {
      kind: kind.kind,
      facts: { ...facts, [measured]: figure },
      ...(rows[0]!.state === null ? {} : { state: rows[0]!.state }),
      regionId: unit!.regionId,
      effectiveOn,
      reason,
    })
  const { id } = await enter(7, '2021-03-01', '园区登记')
  expect(await enter(8, '2021-04-01', '园区更正')).toMatchObject({ id, version: 2 })

  const seen = async (role: (typeof levels)[number]) => {
    const { entity, versions } = await ask<EntityDetail>(role, `entities/${id}?at=2021-09-30`)
    return {
      figure: entity.facts[measured],
      by: versions.map(({ changedBy, effectiveOn }) => `${changedBy} ${effectiveOn}`).sort(),
    }
  }
  const atThePark = await seen('park')
  expect(atThePark.figure).toBe(8)
  expect(atThePark.by).toEqual(['demo-park 2021-03-01', 'demo-park 2021-04-01'])
  expect(await seen('campaign-office')).toEqual(atThePark)
  const parent = (await ask<{ id: string; parentId: string | null }[]>('park', 'regions')).find(
    (region) => region.id === unit!.regionId,
  )?.parentId
  const { unit: countyUnit } = await ask<WhoAmI>('county-staff', 'session')
  if (parent === countyUnit!.regionId) expect(await seen('county-staff')).toEqual(atThePark)
  else await expect(seen('county-staff'), 'another county does not see it').rejects.toThrow(/404/)

  const city = as('campaign-office')
  await city.goto(`/registers?kind=${kind.kind}&entity=${id}`)
  const file = city.page.getByTestId('entity')
  await file.getByText('demo-park').first().waitFor()
  expect(await file.getByText('demo-park').count()).toBeGreaterThanOrEqual(2)
  await file.getByText('2021-04-01').first().scrollIntoViewIfNeeded()
  await city.screenshot('park-edit-at-the-city')
})
