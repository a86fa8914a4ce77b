import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Type, { type Static } from 'typebox'
import { readYaml } from '../pack/files/yaml-file.ts'

/** One word of the language with its argument, and the refusal it must meet, if any. */
const StepEntry = Type.Record(Type.String(), Type.Unknown(), { minProperties: 1, maxProperties: 2 })
const Steps = Type.Array(StepEntry)
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A file of scenarios of one row. */
export const ScenarioFile = Type.Object(
  {
    /** The row of the list of systems that this file proves. */
    row: Type.String({ pattern: '^[A-Z]\\d{3}$' }),
    zh: Type.String(),
    en: Type.String(),
    /** Facts common to all scenarios of the file. */
    background: Type.Optional(Steps),
    clock: Type.Optional(Day),
    scenarios: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          given: Type.Optional(Steps),
          clock: Type.Optional(Day),
          when: Type.Optional(Steps),
          // oxlint-disable-next-line unicorn/no-thenable -- a word of the language
          then: Steps,
        },
        { additionalProperties: false },
      ),
      { minItems: 1 },
    ),
  },
  { additionalProperties: false },
)
/** A file of scenarios of one row. */
export type ScenarioFile = Static<typeof ScenarioFile>

/** A file of scenarios where it was found. */
export interface FoundFile {
  readonly name: string
  readonly packFolder: string
  readonly content: ScenarioFile
}

/** The scenario files of a pack, in the order of their names; none when it has no such folder. */
export async function readScenarios(packFolder: string): Promise<FoundFile[]> {
  const folder = join(packFolder, 'scenarios')
  const names = (await readdir(folder, { recursive: true }).catch(() => []))
    .filter((n) => n.endsWith('.yaml'))
    .sort()
  const found: FoundFile[] = []
  for (const file of names) {
    const name = `${basename(packFolder)}/scenarios/${file}`
    const content = await readYaml(join(folder, file), name, ScenarioFile)
    if (content) found.push({ name, packFolder, content })
  }
  return found
}
