import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import '../../register/tables.ts'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { loadDefinitions } from '../../register/definitions/definition-store.ts'
import { evaluateDirty } from '../../register/evaluation/evaluate.ts'
import { importRegister } from '../../register/files/import-register.ts'
import type { Sheet } from '../../register/files/sheet-columns.ts'
import { readSheet } from '../../register/files/read-sheet.ts'
import type { Pack } from '../files/read-pack.ts'
import { once } from './once.ts'
import { loadRegisters } from './registers.ts'

const csvFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((n) => n.endsWith('.csv')).sort()

const dated = /^\d{4}-\d{2}-\d{2}$/

/** Devices, documents and deeds of a kind's entities: columns 编号, 类型, 义务, 日期, 最近数据. Those of an earlier load are replaced. */
async function loadEvidence(db: Db, kind: string, sheet: Sheet, name: string, by: string): Promise<void> {
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
  }
  const rows = sheet.rows.map(({ line, cells }) => {
    const cell = (i: number) => (typeof cells[i] === 'string' && cells[i] !== '' ? cells[i] : null)
    const row = {
      key: cell(at.key),
      type: cell(at.type),
      duty: cell(at.duty),
      on: cell(at.on),
      last: cell(at.last),
    }
    if (row.on === null || !dated.test(row.on))
      throw badInput(`${name}:${line} 日期应如 2021-03-01`, `${name}:${line}: a date is expected`)
    return row
  })
  await sql`delete from evidence where recorded_by = ${by} and entity_id in (select id from entities where kind = ${kind})`.execute(
    db,
  )
  await sql`
    insert into evidence (entity_id, type, duty, occurred_on, last_data_on, recorded_by)
    select e.id, r.type, r.duty, r."on"::date, r.last::date, ${by}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (key text, type text, duty text, "on" text, last text)
    join entities e on e.kind = ${kind} and e.key = r.key`.execute(db)
}

/**
 * Loads the kinds and rules of a pack and of those it uses, then the entities and evidence it brings (`entities/<kind>.csv`,
 * `evidence/<kind>.csv`), and judges who is bound as of the campaign's day. What the pack brings is simulated.
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
  const folder = join(pack.folder, 'entities')
  for (const file of await csvFiles(folder)) {
    const kind = kinds.get(basename(file, '.csv'))
    if (!kind) throw badInput(`entities/${file}:没有这个种类`, `entities/${file}: no such kind`)
    const bytes = await readFile(join(folder, file))
    const evidenceFile = join(pack.folder, 'evidence', file)
    const evidence = await readFile(evidenceFile).catch(() => null)
    const from = [bytes.toString('base64'), evidence?.toString('base64'), kind]
    await once(db, { packId: pack.about.id, part: `entities ${kind.kind}`, from }, async () => {
      const sheet = await readSheet(bytes, file)
      await db.transaction().execute(async (trx) => {
        const options = { effectiveOn: `${campaign.year}-01-01`, by, allOrNothing: true, simulated: true }
        const { entered, changed } = await importRegister(trx, kind, sheet, options)
        if (evidence)
          await loadEvidence(trx, kind.kind, await readSheet(evidence, file), `evidence/${file}`, by)
        tell(
          `${kind.title.zh}:${entered + changed} 个(模拟) / ${kind.title.en}: ${entered + changed} (simulated)`,
        )
      })
    })
  }
  await evaluateDirty(db, campaign.default_at)
}
