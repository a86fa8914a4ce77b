import { CivilDate } from '@qinglan/contract'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { saveRule } from './definition-store.ts'
import { Settings } from './rule.ts'

/** What a campaign says of a rule that it takes over: its own dates and settings. All else stays. */
export const RuleAdjustment = Type.Object(
  {
    rule: Type.String(),
    edition: Type.String(),
    by: Type.Optional(CivilDate),
    dutiesBy: Type.Optional(Type.Record(Type.String(), CivilDate)),
    settings: Type.Optional(Settings),
  },
  { additionalProperties: false },
)
export type RuleAdjustment = Static<typeof RuleAdjustment>

/** Saves an edition of its own of a rule, which replaces the newest one that is stored. */
export async function adjustRule(db: Db, adjustment: RuleAdjustment, savedBy: string): Promise<void> {
  const stored = await db
    .selectFrom('obligation_rules')
    .select('definition')
    .where('rule', '=', adjustment.rule)
    .where('edition', '!=', adjustment.edition)
    .execute()
  const base = stored
    .map((s) => s.definition)
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom))
    .at(-1)
  const { rule, edition, by, dutiesBy = {}, settings } = adjustment
  if (!base) throw badInput(`没有规则“${rule}”`, `No rule “${rule}”`)
  const strange = Object.keys(dutiesBy).filter((duty) => !base.must.some((d) => d.duty === duty))
  if (strange.length > 0) {
    throw badInput(
      `规则 ${rule} 没有义务“${strange.join('、')}”`,
      `Rule ${rule} has no duty “${strange.join(', ')}”`,
    )
  }
  const must = base.must.map((duty) => {
    const date = dutiesBy[duty.duty]
    return date === undefined ? duty : { ...duty, by: date }
  })
  const own = { edition, supersedes: base.edition, must, settings: { ...base.settings, ...settings } }
  await saveRule(db, { ...base, ...own, ...(by === undefined ? {} : { by }) }, savedBy)
}
