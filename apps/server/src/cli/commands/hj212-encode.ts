import {
  type AreaGroups,
  EncodeError,
  encodePacket,
  type Field,
  type PacketInput,
  writeValue,
} from '@qinglan/hj212'
import { badInput } from '../../errors.ts'

type JsonObject = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return writeValue(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'string' ? value : null
}

function countOf(value: unknown): number | null {
  const text = textOf(value)
  return text === null ? null : Number(text)
}

/** Neighbouring values of one factor stand in one group, with their marks behind them. */
function measurementGroups(measurements: readonly JsonObject[]): Field[][] {
  const groups: { factor: string; marks: JsonObject; fields: Field[] }[] = []
  for (const measurement of measurements) {
    const factor = textOf(measurement['factor']) ?? ''
    let group = groups.at(-1)
    if (group?.factor !== factor) groups.push((group = { factor, marks: measurement, fields: [] }))
    const text = textOf(measurement['text']) ?? textOf(measurement['value']) ?? ''
    group.fields.push({ name: `${factor}-${textOf(measurement['statistic']) ?? 'Rtd'}`, text })
  }
  return groups.map(({ factor, marks, fields }) => {
    const mark = (suffix: string, key: string): Field[] => {
      const text = textOf(marks[key])
      return text === null ? [] : [{ name: `${factor}-${suffix}`, text }]
    }
    return [
      ...mark('SampleTime', 'sample_time'),
      ...fields,
      ...mark('Flag', 'flag'),
      ...mark('EFlag', 'maker_flag'),
    ]
  })
}

/** Names of one factor in a row stand in one group; plain names alone. */
function groupsOf(entries: readonly (readonly [string, unknown])[]): Field[][] {
  const groups: { factor: string; fields: Field[] }[] = []
  for (const [name, value] of entries) {
    const factor = name.slice(0, Math.max(0, name.lastIndexOf('-')))
    let group = groups.at(-1)
    if (!group || factor === '' || group.factor !== factor) groups.push((group = { factor, fields: [] }))
    group.fields.push({ name, text: textOf(value) ?? '' })
  }
  return groups.map(({ fields }) => fields)
}

function areaOf(object: JsonObject, cp: unknown): AreaGroups | string {
  if (typeof cp === 'string') return cp
  if (isObject(cp)) return groupsOf(Object.entries(cp))
  const parameters = isObject(object['parameters']) ? object['parameters'] : {}
  const measurements = Array.isArray(object['measurements'])
    ? object['measurements'].filter((item) => isObject(item))
    : []
  return [...groupsOf(Object.entries(parameters)), ...measurementGroups(measurements)]
}

function inputOf(object: JsonObject): PacketInput {
  const fields = isObject(object['fields']) ? object['fields'] : object
  const byName = new Map(Object.entries(fields).map(([name, value]) => [name.toUpperCase(), value]))
  return {
    qn: textOf(byName.get('QN')),
    st: textOf(byName.get('ST')),
    cn: textOf(byName.get('CN')),
    pw: textOf(byName.get('PW')),
    mn: textOf(byName.get('MN')),
    flag: countOf(byName.get('FLAG')),
    pnum: countOf(byName.get('PNUM')),
    pno: countOf(byName.get('PNO')),
    rf: textOf(byName.get('RF')) === '1',
    area: areaOf(object, byName.get('CP')),
  }
}

const problemWords: Readonly<Record<EncodeError['problem'], string>> = {
  'bad-text': '有字段含分隔符、空格或为空',
  'bad-number': '有数值不在协议允许的范围',
  'too-long': '数据段超出协议长度',
  'unknown-command': '命令编码不属于该版本',
  'missing-field': '缺少命令必需的字段',
}

/**
 * Encodes what `hj212 decode` prints: `fields` with `CP`, or without it `parameters` and `measurements`. The
 * header's fields may also stand in the object itself, in any case, and CP may be an object of its items.
 */
export function encodeObject(object: JsonObject, line: number): Uint8Array {
  try {
    return encodePacket(inputOf(object), { maxSegment: 9999 })
  } catch (error) {
    if (error instanceof EncodeError)
      throw badInput(`第 ${line} 行${problemWords[error.problem]}`, `Line ${line}: ${error.message}`)
    throw error
  }
}
