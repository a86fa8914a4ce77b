import { CivilDate } from '@qinglan/contract'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { badInput, type QinglanError } from '../../errors.ts'
import { saveGate, saveRule } from './definition-store.ts'
import { Frequency, Settings, type RuleDefinition } from './rule.ts'

const figures = {
  edition: Type.String(),
  settings: Type.Optional(Settings),
  /** New figures of thresholds; which side the boundary lies on stays. */
  thresholds: Type.Optional(Type.Record(Type.String(), Type.Number())),
}

/** What a city or a campaign says of a rule that it takes over: its own dates, frequencies and figures. All else stays. */
const RuleAdjustment = Type.Object(
  {
    rule: Type.String(),
    ...figures,
    by: Type.Optional(CivilDate),
    dutiesBy: Type.Optional(Type.Record(Type.String(), CivilDate)),
    dutiesEvery: Type.Optional(Type.Record(Type.String(), Frequency)),
  },
  { additionalProperties: false },
)
/** The same of a gate. */
const GateAdjustment = Type.Object({ gate: Type.String(), ...figures }, { additionalProperties: false })

export const Adjustment = Type.Union([RuleAdjustment, GateAdjustment])
export type Adjustment = Static<typeof Adjustment>

interface Edition {
  readonly edition: string
  readonly validFrom: string
}

/** The newest edition but the one that is being made. */
const baseOf = <D extends Edition>(
  stored: readonly { readonly definition: D }[],
  edition: string,
): D | undefined =>
  stored
    .map((s) => s.definition)
    .filter((d) => d.edition !== edition)
    .sort((a, b) => a.validFrom.localeCompare(b.validFrom))
    .at(-1)

const strange = (names: readonly string[], known: readonly string[]): string[] =>
  names.filter((name) => !known.includes(name))

const notThere = (where: string, what: { zh: string; en: string }, names: readonly string[]): QinglanError =>
  badInput(`${where} 没有${what.zh}“${names.join('、')}”`, `${where} has no ${what.en} “${names.join(', ')}”`)

type Figures = Pick<RuleDefinition, 'settings' | 'thresholds' | 'assumptions'>

/** Settings, thresholds and assumptions with a city's own figures: what the city said is no longer assumed. */
function withFigures(
  base: Figures,
  { settings = {}, thresholds = {} }: Pick<Adjustment, 'settings' | 'thresholds'>,
  where: string,
): Figures {
  const unknown = strange(Object.keys(thresholds), Object.keys(base.thresholds ?? {}))
  if (unknown.length > 0) throw notThere(where, { zh: '门槛值', en: 'threshold' }, unknown)
  const own = Object.entries(base.thresholds ?? {}).map(([name, threshold]) => {
    const value = thresholds[name]
    if (value === undefined) return [name, threshold]
    const { assumed: _assumed, ...said } = threshold
    return [name, { ...said, value }]
  })
  const left = Object.entries(base.assumptions ?? {}).filter(([name]) => settings[name] === undefined)
  return {
    settings: { ...base.settings, ...settings },
    ...(base.thresholds
      ? { thresholds: Object.fromEntries(own) as RuleDefinition['thresholds'] & object }
      : {}),
    ...(base.assumptions ? { assumptions: Object.fromEntries(left) } : {}),
  }
}

/** Saves an edition of its own of a rule or gate, which replaces the newest one that is stored. @throws QinglanError `bad-input` */
export async function adjust(db: Db, adjustment: Adjustment, savedBy: string): Promise<void> {
  const { edition } = adjustment
  if ('gate' in adjustment) {
    const { gate } = adjustment
    const stored = await db
      .selectFrom('register_gates')
      .select('definition')
      .where('gate', '=', gate)
      .execute()
    const base = baseOf(stored, edition)
    if (!base) throw badInput(`没有准入规则“${gate}”`, `No gate “${gate}”`)
    const figures = withFigures(base, adjustment, gate)
    await saveGate(db, { ...base, ...figures, edition, supersedes: base.edition }, savedBy)
    return
  }
  const { rule, by, dutiesBy = {}, dutiesEvery = {} } = adjustment
  const stored = await db
    .selectFrom('obligation_rules')
    .select('definition')
    .where('rule', '=', rule)
    .execute()
  const base = baseOf(stored, edition)
  if (!base) throw badInput(`没有规则“${rule}”`, `No rule “${rule}”`)
  const named = [...Object.keys(dutiesBy), ...Object.keys(dutiesEvery)]
  const unknown = strange(
    named,
    base.must.map((d) => d.duty),
  )
  if (unknown.length > 0) throw notThere(rule, { zh: '义务', en: 'duty' }, unknown)
  const must = base.must.map((duty) => ({
    ...duty,
    ...(dutiesBy[duty.duty] === undefined ? {} : { by: dutiesBy[duty.duty]! }),
    ...(dutiesEvery[duty.duty] === undefined ? {} : { every: dutiesEvery[duty.duty]! }),
  }))
  const { assumptions, ...figures } = withFigures(base, adjustment, rule)
  const left = Object.entries(assumptions ?? {}).filter(([name]) => dutiesEvery[name] === undefined)
  await saveRule(
    db,
    {
      ...base,
      ...figures,
      ...(assumptions ? { assumptions: Object.fromEntries(left) } : {}),
      edition,
      supersedes: base.edition,
      must,
      ...(by === undefined ? {} : { by }),
    },
    savedBy,
  )
}
