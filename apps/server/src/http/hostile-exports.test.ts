import { sql } from 'kysely'
import { readXlsx, writeXlsx, type Workbook } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startSession } from '../identity/sessions/sessions.ts'
import { makeWorld, type Actor } from '../identity/testing/rights-world.ts'
import { testApplication, type TestApplication } from '../identity/testing/test-application.ts'

const formulas = [
  '=HYPERLINK("http://evil.example","x")',
  '+cmd|calc',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  "=cmd|'/c calc'!A0",
]

let it: TestApplication
let actors: readonly Actor[]
beforeAll(async () => {
  it = await testApplication()
  actors = await makeWorld(it.database.db)
  const run = (text: string) => sql.raw(text).execute(it.database.db)
  const array = formulas.map((text) => `'${text.replaceAll("'", "''")}'`)
  await run(`update targets set subject_zh = ${array[0]}, subject_en = ${array[1]}`)
  await run(`update tasks set title_zh = ${array[0]}, title_en = ${array[5]}`)
  await run(`update sites set name_zh = ${array[1]}, name_en = ${array[3]}`)
  await run(`update regions set name_zh = ${array[3]}, name_en = ${array[0]}`)
  await run(`update campaigns set name_zh = ${array[0]}, name_en = ${array[0]}`)
  await run(
    `update import_problems set value = ${array[2]}, column_name = ${array[0]}, reason_zh = ${array[3]}, reason_en = ${array[4]}`,
  )
  for (const table of ['obligation_rules', 'register_gates', 'limit_libraries', 'entity_kinds'])
    await run(`delete from ${table}`)
  await run(
    `insert into entity_kinds (kind, definition) values ('firm-x', '${JSON.stringify({
      kind: 'firm-x',
      title: { zh: '=1+1', en: '=1+1' },
      rows: ['x'],
      key: 'no',
      facts: {
        no: { type: 'string', title: { zh: '=2+2', en: '=2+2' } },
        note: { type: 'string', title: { zh: '注', en: 'note' } },
      },
    })}')`,
  )
  await run(`insert into entities (id, kind, key, name, region_id, facts, entered_on)
    values ('00000000-0000-4000-8000-00000000f0f0', 'firm-x', '=3+3', '=3+3', '990181', '{"no":"=3+3","note":"=HYPERLINK(1)"}', '2026-01-01')`)
  await run(`insert into entity_versions (entity_id, version, facts, effective_on, changed_by)
    select id, 1, facts, '2026-01-01', 'x' from entities where kind = 'firm-x'`)
})
afterAll(() => it?.close())

async function get(name: string, url: string) {
  const { personId, unitId } = actors.find((actor) => actor.name === name)!.principal
  const session = { secondFactor: true, singleSignOn: true, address: '-', agent: '', hours: 1 }
  const { token } = await startSession(it.database.db, { personId: personId!, unitId: unitId!, ...session })
  return it.app.inject({ url: `/api/v1${url}`, cookies: { qinglan: token } })
}

/** Cells that a spreadsheet computes or follows. */
const active = (book: Workbook) =>
  book.sheets.flatMap((sheet) =>
    [...(sheet.cells?.values() ?? [])].filter(
      (cell) => cell.formula !== undefined || cell.hyperlink !== undefined,
    ),
  )

test('a formula would be found', async () => {
  const cells = new Map([['0,0', { value: 2, formula: '1+1' }]])
  const book = await readXlsx(await writeXlsx({ sheets: [{ name: 'a', rows: [[2]], cells }] }))
  expect(active(book)).toHaveLength(1)
})

test.each([
  ['/campaigns/mark-C/board.xlsx', true],
  ['/campaigns/mark-C/board.xlsx?lang=en', true],
  ['/campaigns/mark-C/tasks.xlsx', true],
  ['/data-quality.xlsx?month=2026-01', true],
  ['/gaps.xlsx', false],
  ['/entities.xlsx?kind=firm-x', true],
  ['/kinds/firm-x/template.xlsx', true],
])('%s holds text where a formula was planted', async (url, isPlanted) => {
  const reply = await get('campaign-office C', url)
  expect(reply.statusCode, reply.body.slice(0, 200)).toBe(200)
  expect(reply.headers['content-disposition']).toMatch(/^attachment;/)
  const book = await readXlsx(reply.rawPayload)
  expect(active(book)).toEqual([])
  const texts = book.sheets.flatMap(({ rows }) => rows.flat()).filter((cell) => typeof cell === 'string')
  expect(texts.some((text) => /^[=+\-@\t]/.test(text))).toBe(isPlanted)
})

test('a cell of CSV that begins like a formula is made text', async () => {
  const { rows } = await sql<{ id: string }>`select id from imports where unit_id = 'unit-A'`.execute(
    it.database.db,
  )
  const reply = await get('campaign-office A', `/imports/${rows[0]?.id}/problems.csv`)
  expect(reply.headers['content-disposition']).toMatch(/^attachment;/)
  const cells = reply.body.split('\r\n').slice(1).join(',').split(',')
  expect(cells.filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([])
  expect(reply.body).toContain("'-2+3")
})
