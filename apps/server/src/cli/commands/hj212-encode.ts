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

function areaOf(object: JsonObject, fields: JsonObject): AreaGroups | string {
  if (typeof fields['CP'] === 'string') return fields['CP']
  const parameters = isObject(object['parameters']) ? object['parameters'] : {}
  const plain = Object.entries(parameters).map(([name, value]) => [{ name, text: textOf(value) ?? '' }])
  const measurements = Array.isArray(object['measurements'])
    ? object['measurements'].filter((item) => isObject(item))
    : []
  return [...plain, ...measurementGroups(measurements)]
}

function inputOf(object: JsonObject): PacketInput {
  const fields = isObject(object['fields']) ? object['fields'] : object
  return {
    qn: textOf(fields['QN']),
    st: textOf(fields['ST']),
    cn: textOf(fields['CN']),
    pw: textOf(fields['PW']),
    mn: textOf(fields['MN']),
    flag: countOf(fields['Flag']),
    pnum: countOf(fields['PNUM']),
    pno: countOf(fields['PNO']),
    rf: textOf(fields['RF']) === '1',
    area: areaOf(object, fields),
  }
}

/**
 * Encodes what `hj212 decode` prints: `fields` with `CP`, or without it `parameters` and `measurements`. The
 * header's fields may also stand in the object itself.
 */
export function encodeObject(object: JsonObject, line: number): Uint8Array {
  try {
    return encodePacket(inputOf(object), { maxSegment: 9999 })
  } catch (error) {
    if (error instanceof EncodeError)
      throw badInput(`第 ${line} 行: ${error.message}`, `Line ${line}: ${error.message}`)
    throw error
  }
}
