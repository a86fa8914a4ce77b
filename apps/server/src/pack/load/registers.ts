import { CivilDate } from '@qinglan/contract'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { badInput } from '../../errors.ts'
import { saveGate, saveKind, saveLimits, saveRule } from '../../register/definitions/definition-store.ts'
import { GateDefinition } from '../../register/definitions/gate.ts'
import { KindDefinition } from '../../register/definitions/kind.ts'
import { LimitLibrary } from '../../register/definitions/limit-library.ts'
import { RuleDefinition, Settings } from '../../register/definitions/rule.ts'
import { readYaml } from '../files/yaml-file.ts'

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

/** One file below a pack's `registers/`: the kinds, rules, gates and limits of a system or a family of systems. */
const RegisterFile = Type.Object(
  {
    kinds: Type.Optional(Type.Array(KindDefinition)),
    limits: Type.Optional(Type.Array(LimitLibrary)),
    rules: Type.Optional(Type.Array(RuleDefinition)),
    gates: Type.Optional(Type.Array(GateDefinition)),
    adjust: Type.Optional(Type.Array(RuleAdjustment)),
  },
  { additionalProperties: false },
)
type RegisterFile = Static<typeof RegisterFile>

/** The register files of a pack, or only the named ones, in the order of their paths. */
async function readRegisterFiles(packFolder: string, names?: readonly string[]): Promise<RegisterFile[]> {
  const folder = join(packFolder, 'registers')
  const found = (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((n) => n.endsWith('.yaml'))
    .sort()
  const wanted = names ? found.filter((n) => names.includes(basename(n, '.yaml'))) : found
  const files: RegisterFile[] = []
  for (const name of wanted) {
    const content = await readYaml(
      join(folder, name),
      `${basename(packFolder)}/registers/${name}`,
      RegisterFile,
    )
    if (content) files.push(content)
  }
  return files
}

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

/**
 * Brings what a pack says of registers into the database: kinds first, since rules speak of them, adjustments last. Loading twice
 * changes nothing.
 */
export async function loadRegisters(db: Db, packFolder: string, names?: readonly string[]): Promise<void> {
  const files = await readRegisterFiles(packFolder, names)
  const by = `pack:${basename(packFolder)}`
  for (const kind of files.flatMap((f) => f.kinds ?? [])) await saveKind(db, kind)
  for (const library of files.flatMap((f) => f.limits ?? [])) await saveLimits(db, library, by)
  for (const rule of files.flatMap((f) => f.rules ?? [])) await saveRule(db, rule, by)
  for (const gate of files.flatMap((f) => f.gates ?? [])) await saveGate(db, gate, by)
  for (const adjustment of files.flatMap((f) => f.adjust ?? [])) await adjustRule(db, adjustment, by)
}
