import type { Platform } from '@qinglan/contract'
import { findFactor } from '@qinglan/hj212'
import type { Db } from '../../database/connect.ts'
import { badInput, QinglanError } from '../../errors.ts'
import { parseYaml } from '../../pack/files/yaml-file.ts'
import { bundledPlatforms, PlatformMapping } from './platform-mapping.ts'
import './tables.ts'

/** The platforms whose records are understood, with what came of each last, as far as who asks may see it. */
export async function listPlatforms(db: Db): Promise<Platform[]> {
  const saved = await db
    .selectFrom('platform_mappings')
    .select(['definition', 'saved_by'])
    .orderBy('platform')
    .execute()
  const last = await db
    .selectFrom('platform_intakes')
    .select(['platform', 'received_at', 'records', 'problems'])
    .distinctOn('platform')
    .orderBy('platform')
    .orderBy('received_at', 'desc')
    .execute()
  const lastOf = new Map(last.map((row) => [row.platform, row]))
  const all = [
    ...(await bundledPlatforms()).map((mapping) => ({ mapping, savedBy: null })),
    ...saved.map(({ definition, saved_by: savedBy }) => ({ mapping: definition, savedBy })),
  ]
  return all.map(({ mapping: { platform, title, format }, savedBy }) => {
    const intake = lastOf.get(platform)
    return {
      platform,
      title,
      format,
      savedBy,
      lastReceivedAt: intake?.received_at.toISOString() ?? null,
      lastRecords: intake?.records ?? null,
      lastProblems: intake?.problems.length ?? null,
    }
  })
}

const codesOf = ({ values = [], long }: PlatformMapping): string[] => [
  ...values.map(({ factor }) => factor),
  ...Object.values(long?.factors ?? {}),
]

/** Keeps a mapping that an engineer brings, or replaces the one brought before. @throws QinglanError where it is faulty, of a pack, or not theirs */
export async function savePlatform(db: Db, text: string, by: string): Promise<Platform[]> {
  const mapping = parseYaml(text, 'mapping.yaml', PlatformMapping)
  const { platform } = mapping
  if (mapping.values === undefined && mapping.long === undefined) {
    throw badInput('映射须有 values 或 long', 'a mapping needs values or long')
  }
  const unknown = codesOf(mapping).filter((code) => !findFactor(code))
  if (unknown.length > 0) {
    throw badInput(`未知的因子编码 ${unknown.join('、')}`, `unknown factor codes ${unknown.join(', ')}`)
  }
  if ((await bundledPlatforms()).some((known) => known.platform === platform)) {
    throw badInput(
      `平台“${platform}”由数据包提供,不能替换`,
      `the platform "${platform}" is of a pack and cannot be replaced`,
    )
  }
  const columns = { definition: JSON.stringify(mapping), saved_by: by, saved_at: new Date() }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('platform_mappings')
    .values({ platform, ...columns })
    .onConflict((c) => c.column('platform').doUpdateSet(columns))
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 0n) {
    throw new QinglanError('forbidden', {
      zh: '您不能修改这个平台',
      en: 'this platform is not yours to change',
    })
  }
  return listPlatforms(db)
}
