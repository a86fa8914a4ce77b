import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { IndicatorBinding } from '@qinglan/contract'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { parse } from 'yaml'
import { badInput } from '../../errors.ts'

const bundled = fileURLToPath(new URL('../../../../../packs/common/bindings.yaml', import.meta.url))

/** A subject that reads like this is measured by that indicator. */
export const Binding = Type.Object(
  {
    indicator: Type.String(),
    /** Regular expressions; the subject must match every one. */
    all: Type.Array(Type.String(), { minItems: 1 }),
    /** And none of these. */
    none: Type.Optional(Type.Array(Type.String())),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** The comparators it fits; absent: any. */
    comparators: Type.Optional(Type.Array(Type.String())),
    /** `population`: the promise is that all of its population qualify, so the indicator counts them. */
    count: Type.Optional(Type.Literal('population')),
  },
  { additionalProperties: false },
)
export type Binding = Static<typeof Binding>
const BindingsFile = Type.Object({ bindings: Type.Array(Binding) }, { additionalProperties: false })

/** The bindings that come with the platform. */
export async function bundledBindings(path = bundled): Promise<readonly Binding[]> {
  const content: unknown = parse(await readFile(path, 'utf8'))
  if (!Check(BindingsFile, content))
    throw badInput(`指标绑定文件有误：${path}`, `faulty bindings file: ${path}`)
  return content.bindings
}

/** The first binding that fits a promise. */
export function suggestBinding(
  bindings: readonly Binding[],
  promise: { readonly subject: string; readonly comparator: string },
): Binding | null {
  const fits = ({ all, none = [], comparators }: Binding): boolean =>
    (comparators?.includes(promise.comparator) ?? true) &&
    all.every((pattern) => new RegExp(pattern, 'i').test(promise.subject)) &&
    !none.some((pattern) => new RegExp(pattern, 'i').test(promise.subject))
  return bindings.find(fits) ?? null
}

export type Suggest = (promise: Parameters<typeof suggestBinding>[1]) => IndicatorBinding | null

/** Suggests, for a promise as a person words it, the indicator and what it is asked with. */
export const suggester =
  (bindings: readonly Binding[]): Suggest =>
  (promise) => {
    const found = suggestBinding(bindings, promise)
    return found && { indicator: found.indicator, params: found.params ?? {} }
  }
