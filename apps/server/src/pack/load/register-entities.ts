import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import '../../register/tables.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { loadDefinitions } from '../../register/definitions/definition-store.ts'
import { evaluateDirty } from '../../register/evaluation/evaluate.ts'
import { publishList } from '../../register/lists/publish-list.ts'
import { importRegister } from '../../register/files/import-register.ts'
import type { Sheet } from '../../register/files/sheet-columns.ts'
import { readSheet } from '../../register/files/read-sheet.ts'
import type { Pack } from '../files/read-pack.ts'
import { once } from './once.ts'
import { loadRegisters } from './registers.ts'

const csvFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((n) => n.endsWith('.csv')).sort()

const dated = /^\d{4}-\d{2}-\d{2}$/

/** What a cell says of a piece of evidence as JSON, such as the figures of a reading. */
function dataOf(cell: string | null, where: string): unknown {
  try {
    return JSON.parse(cell ?? '{}')
  } catch {
    throw badInput(`${where} 数据应为 JSON`, `${where}: the data are not JSON`)
  }
}

/**
 * Devices, documents and deeds of a kind's entities: columns 编号, 类型, 义务, 日期, 最近数据, and 数据 where they carry figures. Those of an
 * earlier load are replaced.
 */
async function loadEvidence(
  db: Db,
  kind: string,
  sheet: Sheet,
  { name, by }: { name: string; by: string },
): Promise<void> {
  const place = (title: string) => {
    const at = sheet.heading.indexOf(title)
    if (at < 0) throw badInput(`${name}:缺少“${title}”列`, `${name}: the column ${title} is missing`)
    return at
  }
  const at = {
    key: place('编号'),
    type: place('类型'),
    duty: place('义务'),
    on: place('日期'),
    last: place('最近数据'),
    data: sheet.heading.indexOf('数据'),
  }
  const rows = sheet.rows.map(({ line, cells }) => {
    const cell = (i: number) => (typeof cells[i] === 'string' && cells[i] !== '' ? cells[i] : null)
    const row = {
      key: cell(at.key),
      type: cell(at.type),
      duty: cell(at.duty),
      on: cell(at.on),
      last: cell(at.last),
      data: dataOf(cell(at.data), `${name}:${line}`),
    }
    if (row.on === null || !dated.test(row.on))
      throw badInput(`${name}:${line} 日期应如 2021-03-01`, `${name}:${line}: a date is expected`)
    return row
  })
  await sql`delete from evidence where recorded_by = ${by} and entity_id in (select id from entities where kind = ${kind})`.execute(
    db,
  )
  await sql`
    insert into evidence (entity_id, type, duty, occurred_on, last_data_on, data, recorded_by)
    select e.id, r.type, r.duty, r."on"::date, r.last::date, r.data, ${by}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, type text, duty text, "on" text, last text, data jsonb)
    join entities e on e.kind = ${kind} and e.key = r.key`.execute(db)
  await sql`insert into register_dirty (entity_id) select id from entities where kind = ${kind}`.execute(db)
}

/**
 * Lists that the pack has published: columns 种类, 编号, 公布日期, 标题. Each day of publication is a batch that names everybody on the list
 * from then on. A list that was published before is left alone.
 */
async function loadList(db: Db, list: string, sheet: Sheet, by: string): Promise<void> {
  const published = await db
    .selectFrom('list_batches')
    .select('batch')
    .where('list', '=', list)
    .executeTakeFirst()
  if (published) return
  const column = (row: Sheet['rows'][number], title: string) =>
    String(row.cells[sheet.heading.indexOf(title)] ?? '')
  const batches = Map.groupBy(sheet.rows, (row) => column(row, '公布日期'))
  for (const [publishedOn, rows] of [...batches].sort(([a], [b]) => a.localeCompare(b))) {
    const named = rows.map((row) => ({ line: row.line, kind: column(row, '种类'), key: column(row, '编号') }))
    const { rows: found } = await sql<{ line: number; id: string | null }>`
      select r.line, e.id from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) as r (line integer, kind text, key text)
      left join entities e on e.kind = r.kind and e.key = r.key`.execute(db)
    const unknown = found.find((f) => f.id === null)
    if (unknown || !dated.test(publishedOn)) {
      const line = unknown?.line ?? rows[0]?.line ?? 0
      throw badInput(
        `lists/${list}.csv:${line} 对象或日期有误`,
        `lists/${list}.csv:${line}: unknown entity or no date`,
      )
    }
    const input = { list, title: column(rows[0]!, '标题'), publishedOn, publicFacts: [], reason: '' }
    await publishList(db, { ...input, entityIds: found.flatMap((f) => f.id ?? []) }, by)
  }
}

interface Part {
  readonly name: string
  readonly files: readonly (Buffer | null)[]
  readonly work: (trx: Db, sheets: readonly (Sheet | null)[]) => Promise<void>
}

/**
 * Loads the kinds and rules of a pack and of those it uses, then what it brings of its own, all of it simulated: entities
 * (`entities/<kind>.csv`), evidence (`evidence/<kind>.csv`), the lists they were published on (`lists/<list>.csv`), and what changed
 * later (`changes/<kind>.csv`, each row with its 生效日期). Judges who is bound as of the campaign's day.
 */
export async function loadRegisterData(
  { db }: Pick<AppContext, 'db'>,
  pack: Pack,
  usedFolders: readonly string[],
  tell: (line: string) => void,
): Promise<void> {
  const { campaign } = pack.about
  if (!campaign) return
  const by = `pack:${pack.about.id}`
  for (const folder of [...usedFolders, pack.folder]) await loadRegisters(db, folder)
  const { kinds } = await loadDefinitions(db)
  const options = { effectiveOn: `${campaign.year}-01-01`, by, allOrNothing: true, simulated: true }
  const read = (folder: string, file: string) => readFile(join(pack.folder, folder, file)).catch(() => null)
  const load = ({ name, files, work }: Part) => {
    const from = files.map((f) => f?.toString('base64') ?? null)
    return once(db, { packId: pack.about.id, part: name, from }, async () => {
      const sheets: (Sheet | null)[] = []
      for (const file of files) sheets.push(file && (await readSheet(file, name)))
      await db.transaction().execute((trx) => work(trx, sheets))
    })
  }
  const kindOf = (file: string) => {
    const kind = kinds.get(basename(file, '.csv'))
    if (!kind) throw badInput(`${file}:没有这个种类`, `${file}: no such kind`)
    return kind
  }
  for (const file of await csvFiles(join(pack.folder, 'entities'))) {
    const kind = kindOf(file)
    const work: Part['work'] = async (trx, [sheet]) => {
      if (!sheet) return
      const { entered, changed } = await importRegister(trx, kind, sheet, options)
      tell(
        `${kind.title.zh}:${entered + changed} 个(模拟) / ${kind.title.en}: ${entered + changed} (simulated)`,
      )
    }
    await load({ name: `entities ${kind.kind}`, files: [await read('entities', file)], work })
  }
  // before what changed later: gates ask for what proves it
  for (const file of await csvFiles(join(pack.folder, 'evidence'))) {
    const work: Part['work'] = async (trx, [sheet]) => {
      if (sheet) await loadEvidence(trx, kindOf(file).kind, sheet, { name: `evidence/${file}`, by })
    }
    await load({ name: `evidence ${file}`, files: [await read('evidence', file)], work })
  }
  for (const file of await csvFiles(join(pack.folder, 'lists'))) {
    const work: Part['work'] = async (trx, [sheet]) => {
      if (sheet) await loadList(trx, basename(file, '.csv'), sheet, by)
    }
    await load({ name: `list ${file}`, files: [await read('lists', file)], work })
  }
  for (const file of await csvFiles(join(pack.folder, 'changes'))) {
    const work: Part['work'] = async (trx, [sheet]) => {
      if (sheet) await importRegister(trx, kindOf(file), sheet, options)
    }
    // entities that were brought again stand as they began
    await load({
      name: `changes ${file}`,
      files: [await read('changes', file), await read('entities', file)],
      work,
    })
  }
  await db.transaction().execute((trx) => evaluateDirty(trx, campaign.default_at))
}
