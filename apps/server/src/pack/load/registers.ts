import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Type, { type Static } from 'typebox'
import type { Db } from '../../database/connect.ts'
import { saveKind, saveRule } from '../../register/definitions/definition-store.ts'
import { KindDefinition } from '../../register/definitions/kind.ts'
import { RuleDefinition } from '../../register/definitions/rule.ts'
import { readYaml } from '../files/yaml-file.ts'

/** One file below a pack's `registers/`: the kinds and rules of a system or a family of systems. */
const RegisterFile = Type.Object(
  { kinds: Type.Optional(Type.Array(KindDefinition)), rules: Type.Optional(Type.Array(RuleDefinition)) },
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

/** Brings a pack's kinds and rules into the register: kinds first, since rules speak of them. Loading twice changes nothing. */
export async function loadRegisters(db: Db, packFolder: string, names?: readonly string[]): Promise<void> {
  const files = await readRegisterFiles(packFolder, names)
  for (const kind of files.flatMap((f) => f.kinds ?? [])) await saveKind(db, kind)
  for (const rule of files.flatMap((f) => f.rules ?? []))
    await saveRule(db, rule, `pack:${basename(packFolder)}`)
}
