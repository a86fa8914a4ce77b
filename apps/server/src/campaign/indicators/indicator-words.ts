import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Bilingual } from '@qinglan/contract'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { parse } from 'yaml'
import { badInput } from '../../errors.ts'

const bundled = fileURLToPath(new URL('../../../../../packs/common/indicators.yaml', import.meta.url))

const strict = { additionalProperties: false } as const
const Words = { zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }

const ParamOfIndicator = Type.Object(
  {
    name: Type.String(),
    ...Words,
    required: Type.Optional(Type.Boolean()),
    choices: Type.Optional(
      Type.Array(Type.Object({ value: Type.Union([Type.String(), Type.Number()]), ...Words }, strict)),
    ),
    /** What it is chosen from, where the database keeps the choices. */
    from: Type.Optional(Type.String()),
  },
  strict,
)

const IndicatorWords = Type.Object(
  {
    indicator: Type.String(),
    /** Its definition. */
    ...Words,
    basis: Type.Optional(Bilingual),
    params: Type.Optional(Type.Array(ParamOfIndicator)),
  },
  strict,
)
export type IndicatorWords = Static<typeof IndicatorWords>

const File = Type.Object({ indicators: Type.Array(IndicatorWords) }, strict)

let read: Promise<ReadonlyMap<string, IndicatorWords>> | undefined

/** The definitions that come with the platform, by indicator; the file is read once. */
export const indicatorWords = (): Promise<ReadonlyMap<string, IndicatorWords>> => (read ??= readWords())

async function readWords(): Promise<ReadonlyMap<string, IndicatorWords>> {
  const content: unknown = parse(await readFile(bundled, 'utf8'))
  if (!Check(File, content))
    throw badInput(`指标说明文件有误：${bundled}`, `faulty file of indicators: ${bundled}`)
  return new Map(content.indicators.map((words) => [words.indicator, words]))
}
