import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import type { AppContext } from '../http/context.ts'
import { badInput } from '../errors.ts'
import { recordStates } from '../campaign/board/record-states.ts'
import { indicators } from '../indicators.ts'
import { announce } from '../live/live-hub.ts'
import { readPack, type Pack } from './files/read-pack.ts'
import { loadCampaign } from './load/campaign.ts'
import { loadDocument } from './load/document.ts'
import { loadMeasurements } from './load/measurements.ts'
import { loadPlaces } from './load/places.ts'
import { loadRegisterData } from './load/register-entities.ts'

/** What loading a pack came to. */
export interface LoadedPack {
  readonly campaignId: string
  /** Rows of the pack's own facts that were new or changed; 0 when it was loaded before. */
  readonly written: number
}

/** What may be set when a pack is loaded. */
export interface LoadOptions {
  /** Told in one line what is being done. */
  readonly onProgress?: (line: string) => void
}

/** A pack's facts, without its measurements: everything or nothing, and one pack at a time. */
export async function loadFacts(
  db: AppContext['db'],
  pack: Pack,
  sharedData: string | undefined,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('qinglan pack'))`.execute(trx)
    const written = (await loadPlaces(trx, pack, sharedData)) + (await loadCampaign(trx, pack))
    if (written > 0 && pack.about.campaign)
      await announce(trx, { type: 'campaign', campaignId: pack.about.campaign.id })
    return written
  })
}

/**
 * Loads a pack: its regions, units, sites, targets, tasks and reports, those of the packs it uses, and what its
 * sites measured, assessed. Loading again changes nothing;
 * what people have entered since stays.
 *
 * @throws QinglanError `bad-input` when the folder holds no pack, or with every fault of its files
 */
export async function loadPack(
  context: Pick<AppContext, 'db' | 'pool' | 'config'>,
  folder: string,
  { onProgress = () => undefined }: LoadOptions = {},
): Promise<LoadedPack> {
  const pack = await readPack(folder)
  const { campaign } = pack.about
  if (!campaign) throw badInput(`${folder} 不含行动计划`, `the pack in ${folder} has no campaign`)
  onProgress(`载入 ${pack.about.zh} / loading ${pack.about.en}`)
  let written = 0
  const used = (pack.about.uses ?? []).map((name) => join(dirname(folder), name))
  for (const other of used)
    written += await loadFacts(context.db, await readPack(other), context.config.sharedData)
  written += await loadFacts(context.db, pack, context.config.sharedData)
  onProgress(
    `${pack.targets.length} 项目标、${pack.tasks.length} 项任务、${pack.sites.length} 个点位 / ${pack.targets.length} targets, ${pack.tasks.length} tasks, ${pack.sites.length} sites`,
  )
  await loadDocument(context, pack)
  await loadRegisterData(context, pack, used, onProgress)
  await loadMeasurements(context, pack, onProgress)
  await recordStates(context.db, indicators, { campaignId: campaign.id, at: campaign.default_at })
  return { campaignId: campaign.id, written }
}
