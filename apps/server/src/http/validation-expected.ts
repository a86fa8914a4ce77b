import type { Bilingual } from '@qinglan/contract'
import type { Node } from './validation-faults.ts'

const formats: Readonly<Record<string, Bilingual>> = {
  date: {
    zh: '日历上有的日期(1900年起),如 2021-04-30',
    en: 'a day that the calendar has (from 1900), such as 2021-04-30',
  },
  'date-time': {
    zh: '带时区的时刻,如 2021-04-30T08:00:00+08:00',
    en: 'an instant with its time zone, such as 2021-04-30T08:00:00+08:00',
  },
  uuid: {
    zh: 'UUID,如 3f2c9d1e-0000-4000-8000-000000000001',
    en: 'a UUID such as 3f2c9d1e-0000-4000-8000-000000000001',
  },
}

/** The bounds of a size: `of 1 to 5`, `of at most 5`, or nothing. */
function bounds(low: number | undefined, high: number | undefined): Bilingual {
  if (low !== undefined && high !== undefined)
    return { zh: `${low} 至 ${high} `, en: ` of ${low} to ${high}` }
  if (high !== undefined) return { zh: `至多 ${high} `, en: ` of at most ${high}` }
  if (low !== undefined) return { zh: `至少 ${low} `, en: ` of at least ${low}` }
  return { zh: '', en: '' }
}

function text(node: Node): Bilingual {
  const format = formats[node.format ?? '']
  if (format) return format
  const size = bounds(node.minLength, node.maxLength)
  const length = size.zh
    ? { zh: `${size.zh}字的文字`, en: `text${size.en} characters` }
    : { zh: '文字', en: 'text' }
  if (node.pattern === undefined) return length
  return { zh: `${length.zh},形如 ${node.pattern}`, en: `${length.en} of the form ${node.pattern}` }
}

function number(node: Node): Bilingual {
  const zh = node.type === 'integer' ? '整数' : '数值'
  const en = node.type === 'integer' ? 'a whole number' : 'a number'
  const low = node.minimum ?? node.exclusiveMinimum
  const high = node.maximum ?? node.exclusiveMaximum
  const size = bounds(low, high)
  return { zh: `${size.zh}${size.zh ? '的' : ''}${zh}`, en: `${en}${size.en}` }
}

function union(branches: readonly Node[]): Bilingual {
  const values = branches.filter((b) => b.const !== undefined).map((b) => String(b.const))
  const others = branches.filter((b) => b.const === undefined).map(expectedOf)
  const list =
    values.length > 1
      ? [{ zh: `其中之一:${values.join('、')}`, en: `one of ${values.join(', ')}` }]
      : values.map((v) => ({ zh: v, en: v }))
  const all = [...list, ...others]
  return { zh: all.map((a) => a.zh).join(',或'), en: all.map((a) => a.en).join(', or ') }
}

/** What a schema asks for, in words. */
export function expectedOf(node: Node): Bilingual {
  if (node.anyOf) return union(node.anyOf)
  if (node.const !== undefined) return { zh: String(node.const), en: String(node.const) }
  switch (node.type ?? 'unknown') {
    case 'string':
      return text(node)
    case 'integer':
    case 'number':
      return number(node)
    case 'boolean':
      return { zh: 'true 或 false', en: 'true or false' }
    case 'null':
      return { zh: '空(null)', en: 'null' }
    case 'array': {
      const size = bounds(node.minItems, node.maxItems)
      return {
        zh: `${size.zh}${size.zh ? '项的' : ''}数组`,
        en: `an array${size.en}${size.en ? ' items' : ''}`,
      }
    }
    case 'object': {
      const names = Object.keys(node.properties ?? {})
      if (names.length === 0) return { zh: '对象', en: 'an object' }
      return { zh: `含 ${names.join('、')} 的对象`, en: `an object of ${names.join(', ')}` }
    }
    default:
      return { zh: '别的值', en: 'another value' }
  }
}
