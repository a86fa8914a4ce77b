/** Arguments a function takes, and what is special about them; places are written `0.sampleMgPerL.DO`. */
export interface Example {
  readonly given: readonly unknown[]
  /** Places of text that may be any text. */
  readonly free?: readonly string[]
  /** Places of numbers that may be given as decimal text. */
  readonly decimal?: readonly string[]
  /** Places of objects that take no field they do not know. */
  readonly closed?: readonly string[]
}

/** A wrong set of arguments, and what is wrong with it. */
export interface Spoiled {
  readonly what: string
  readonly given: readonly unknown[]
}

const wrongNumbers = [Number.NaN, Infinity, null, true]
const wrongWords = ['no such word', 'HJ 633-2099', '', Number.NaN, null, {}]
const wrongFree = [Number.NaN, 5, null]
const wrongFlags = ['true', Number.NaN, null]

/** Every set of arguments that differs from an example in one place that is then wrong. */
export function spoiled(example: Example): Spoiled[] {
  const found: Spoiled[] = []
  const spoil = (path: readonly string[], value: unknown) =>
    found.push({
      what: `${path.join('.')} = ${typeof value === 'string' ? `"${value}"` : String(value)}`,
      given: replaced(example.given, path, value) as readonly unknown[],
    })
  const visit = (path: readonly string[], value: unknown): void => {
    const place = path.join('.')
    for (const wrong of wrongFor(place, value, example)) spoil(path, wrong)
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
    if (path.length > 0) for (const wrong of [null, 'text', Number.NaN]) spoil(path, wrong)
    if (example.closed?.includes(place) === true) spoil([...path, 'NH3-N'], 1)
    for (const [name, part] of Object.entries(value)) visit([...path, name], part)
  }
  visit([], example.given)
  return found
}

function wrongFor(place: string, value: unknown, { free, decimal }: Example): readonly unknown[] {
  if (typeof value === 'number' || typeof value === 'bigint') {
    return [...wrongNumbers, decimal?.includes(place) === true ? '6 l' : '61']
  }
  if (typeof value === 'string') return free?.includes(place) === true ? wrongFree : wrongWords
  if (typeof value === 'boolean') return wrongFlags
  return typeof value === 'function' || ArrayBuffer.isView(value) ? [null, 'text'] : []
}

function replaced(whole: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const part = (whole as Readonly<Record<string, unknown>>)[name]
  const next = rest.length === 0 ? value : replaced(part, rest, value)
  if (!Array.isArray(whole)) return { ...(whole as object), [name]: next }
  return whole.map((entry: unknown, index) => (String(index) === name ? next : entry))
}
