import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { assessDirty } from '../../assessment/assess-dirty.ts'
import '../../assessment/tables.ts'
import { badInput } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import { importCsv } from '../../monitoring/import/import-csv.ts'
import { importSimulated } from '../../monitoring/simulate.ts'
import { SimulationSpec } from '../../monitoring/simulation-spec.ts'
import type { Pack } from '../files/read-pack.ts'
import { readYaml } from '../files/yaml-file.ts'
import { once } from './once.ts'

type Context = Pick<AppContext, 'db' | 'pool' | 'config'>
type Tell = (line: string) => void

/**
 * Takes in what a pack's sites measured: simulated as its spec says, then the real files of the shared folder where one is set, which
 * stand in for the simulated values of the same times; and assesses it. Done before from the same inputs, it is not done again.
 */
export async function loadMeasurements(context: Context, pack: Pack, tell: Tell): Promise<void> {
  await loadSimulated(context, pack, tell)
  await loadShared(context, pack, tell)
  await assessAll(context, tell)
}

async function loadSimulated({ db, pool }: Context, pack: Pack, tell: Tell): Promise<void> {
  const file = pack.about.measurements?.simulated
  if (file === undefined) return
  const name = `${basename(pack.folder)}/${file}`
  const spec = await readYaml(join(pack.folder, file), name, SimulationSpec)
  if (spec === null) throw badInput(`没有文件 ${name}`, `there is no file ${name}`)
  const sites = pack.sites.filter((s) => s.kind !== 'source-outlet')
  const from = [spec, sites.map((s) => [s.code, s.kind, s.attributes])]
  await once(db, { packId: pack.about.id, part: 'simulated', from }, async () => {
    const codes = sites.map((s) => s.code)
    await importSimulated(pool, db, spec, codes, (file, { phase, rows }) => {
      if (phase === 'finished') tell(`模拟数据 ${file}：${rows} 行 / simulated, ${rows} rows`)
    })
  })
}

async function loadShared({ db, pool, config }: Context, pack: Pack, tell: Tell): Promise<void> {
  if (config.sharedData === undefined) return
  for (const { file, mapping, source } of pack.about.measurements?.shared ?? []) {
    const path = join(config.sharedData, file)
    const { size, mtimeMs } = await stat(path).catch(() => {
      throw badInput(`没有文件 ${path}`, `there is no file ${path}`)
    })
    await once(
      db,
      { packId: pack.about.id, part: `shared ${file}`, from: [size, mtimeMs, mapping] },
      async () => {
        const options = { fileName: basename(file), mapping, mode: 'skip-and-report' } as const
        const { accepted, rejected } = await importCsv(pool, db, createReadStream(path), options)
        tell(
          `${source.zh}：${accepted} 行，拒收 ${rejected} / ${source.en}: ${accepted} rows, ${rejected} rejected`,
        )
      },
    )
  }
}

/** Assesses until nothing is left, also when another process has a hand in it. */
async function assessAll({ db }: Context, tell: Tell): Promise<void> {
  let done = 0
  for (;;) {
    const taken = await assessDirty(db)
    done += taken
    if (taken > 0) tell(`评价 ${done} 站日 / assessed ${done} site days`)
    else if (!(await db.selectFrom('assessment_dirty').select('site_id').limit(1).executeTakeFirst())) return
    else await pause(200)
  }
}
