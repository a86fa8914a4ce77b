import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readPlan } from '@qinglan/plan-reader'
import '../../campaign/tables.ts'
import { isRevised } from '../../campaign/revision/record-revision.ts'
import { documentText } from '../../campaign/plan/document/document-text.ts'
import { badInput } from '../../errors.ts'
import type { AppContext } from '../../http/context.ts'
import type { Pack } from '../files/read-pack.ts'

/** Puts the plan document from the folder of shared data beside the pack's facts, so that each target is seen where it stands. */
export async function loadDocument(
  { db, config }: Pick<AppContext, 'db' | 'config'>,
  pack: Pack,
): Promise<void> {
  const { campaign, plan } = pack.about
  if (!campaign || plan?.shared === undefined || config.sharedData === undefined) return
  if (await isRevised(db, campaign.id)) return
  const path = join(config.sharedData, plan.shared)
  const bytes = await readFile(path).catch(() => {
    throw badInput(`没有文件 ${path}`, `there is no file ${path}`)
  })
  const file_name = basename(path)
  const text = await documentText(bytes, file_name)
  const sections = JSON.stringify(readPlan(text, { file: file_name }).sections)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await db
    .updateTable('plans')
    .set({ text, sections, file_name, sha256 })
    .where('campaign_id', '=', campaign.id)
    .execute()
}
