import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { adjust, Adjustment } from '../../register/definitions/adjust.ts'
import { saveGate, saveKind, saveLimits, saveRule } from '../../register/definitions/definition-store.ts'
import { GateDefinition } from '../../register/definitions/gate.ts'
import { KindDefinition } from '../../register/definitions/kind.ts'
import { LimitLibrary } from '../../register/definitions/limit-library.ts'
import { RuleDefinition } from '../../register/definitions/rule.ts'
import { readYaml } from '../files/yaml-file.ts'

/** One file below a pack's `registers/`: the kinds, rules, gates and limits of a system or a family of systems. */
const RegisterFile = Type.Object(
  {
    kinds: Type.Optional(Type.Array(KindDefinition)),
    limits: Type.Optional(Type.Array(LimitLibrary)),
    rules: Type.Optional(Type.Array(RuleDefinition)),
    gates: Type.Optional(Type.Array(GateDefinition)),
    adjust: Type.Optional(Type.Array(Adjustment)),
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
  for (const adjustment of files.flatMap((f) => f.adjust ?? [])) await adjust(db, adjustment, by)
}
