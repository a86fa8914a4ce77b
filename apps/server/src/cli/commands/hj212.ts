import { createReadStream } from 'node:fs'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { type DecoderOptions, describePacket, inspectPacket, PacketDecoder } from '@qinglan/hj212'
import { callerPath } from '../../config.ts'
import { badInput } from '../../errors.ts'
import type { Command, Io } from '../command.ts'
import { encodeObject } from './hj212-encode.ts'

const LINE_FEED = 0x0a
/** A line longer than any packet, with room for JSON around it. */
const LONGEST_LINE = 1 << 20

type Bytes = AsyncIterable<Uint8Array>

/** Splits a stream into lines, with their line end: CR LF belongs to a packet. */
async function* linesOf(source: Bytes): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of source) {
    const data = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = data.indexOf(LINE_FEED); end >= 0; end = data.indexOf(LINE_FEED, start)) {
      yield data.subarray(start, end + 1)
      start = end + 1
    }
    rest = data.subarray(start)
    if (rest.length > LONGEST_LINE)
      throw badInput('一行过长,不是报文文件', 'A line is too long to hold a packet')
  }
  if (rest.length > 0) yield rest
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes).trim()

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function readObject(line: Uint8Array, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(textOf(line))
    if (isRecord(value)) return value
  } catch {
    // told below, with the line
  }
  throw badInput(`第 ${number} 行不是 JSON 对象`, `Line ${number} is no JSON object`)
}

/** With `"encoding": "latin1"` each character is one byte; otherwise the text is UTF-8. */
function packetBytes(object: Readonly<Record<string, unknown>>, number: number): Uint8Array {
  const { packet, encoding } = object
  if (typeof packet !== 'string')
    throw badInput(`第 ${number} 行没有 packet 字段`, `Line ${number} has no packet field`)
  if (encoding === 'latin1') return Uint8Array.from(packet, (character) => character.charCodeAt(0) & 0xff)
  return new TextEncoder().encode(packet)
}

async function print(io: Io, text: string): Promise<void> {
  if (!io.stdout.write(`${text}\n`)) await once(io.stdout, 'drain')
}

async function decodeLines(source: Bytes, io: Io, jsonl: boolean, options: DecoderOptions): Promise<void> {
  let number = 0
  for await (const line of linesOf(source)) {
    number++
    if (textOf(line) === '') continue
    const object = jsonl ? readObject(line, number) : {}
    const bytes = jsonl ? packetBytes(object, number) : line
    const id = 'id' in object ? { id: object['id'] } : {}
    await print(io, JSON.stringify({ ...id, line: number, ...describePacket(inspectPacket(bytes, options)) }))
  }
}

async function decodeStream(source: Bytes, io: Io, options: DecoderOptions): Promise<void> {
  const decoder = new PacketDecoder({ ...options, keepRaw: true })
  const tell = async (events: ReturnType<PacketDecoder['push']>): Promise<void> => {
    for (const event of events) {
      const { start, end } = event
      const bytes = event.kind === 'packet' ? event.raw : event.bytes
      const described = describePacket(inspectPacket(bytes ?? new Uint8Array(0), options))
      const verdict = event.kind === 'packet' ? {} : { ok: false, reason: event.reason }
      await print(io, JSON.stringify({ start, end, ...described, ...verdict }))
    }
  }
  for await (const chunk of source) await tell(decoder.push(chunk))
  await tell(decoder.expire())
}

async function encodeLines(source: Bytes, io: Io): Promise<void> {
  let number = 0
  for await (const line of linesOf(source)) {
    number++
    if (textOf(line) === '') continue
    const bytes = encodeObject(readObject(line, number), number)
    if (!io.stdout.write(bytes)) await once(io.stdout, 'drain')
  }
}

const usage = `  qinglan hj212 decode FILE [--jsonl | --stream] [--lenient] [--accept-modbus] [--charset auto|utf-8|gb18030]
  qinglan hj212 encode FILE

  decode  每行一个报文,每个报文输出一行 JSON;--jsonl 每行一个带 packet 字段的 JSON 对象;--stream 整个文件是一段字节流
          one packet per line, one JSON object each; --jsonl: objects with a packet field; --stream: one stream of bytes
  encode  每行一个 JSON 对象,输出报文 / one JSON object per line becomes one packet
  FILE    - 为标准输入 / - is standard input`

function readCharset(charset: string): 'auto' | 'utf-8' | 'gb18030' {
  if (charset === 'auto' || charset === 'utf-8' || charset === 'gb18030') return charset
  throw badInput(`未知字符集 ${charset}`, `Unknown charset ${charset}`)
}

/** `qinglan hj212 decode|encode`: packets of HJ 212 explained or made. */
export const hj212Command: Command = {
  name: 'hj212',
  summary: { zh: '解析或生成 HJ 212 报文', en: 'decode or encode HJ 212 packets' },
  usage,
  async run(args, io) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        jsonl: { type: 'boolean', default: false },
        stream: { type: 'boolean', default: false },
        lenient: { type: 'boolean', default: false },
        'accept-modbus': { type: 'boolean', default: false },
        charset: { type: 'string', default: 'auto' },
      },
    })
    const [task, file, ...more] = positionals
    if ((task !== 'decode' && task !== 'encode') || file === undefined || more.length > 0) {
      throw badInput(`用法:\n${usage}`, 'decode or encode, and one file, are expected')
    }
    const options: DecoderOptions = {
      strictness: values.lenient ? 'lenient' : 'strict',
      acceptModbus: values['accept-modbus'],
      charset: readCharset(values.charset),
    }
    const source = (file === '-' ? io.stdin : createReadStream(callerPath(file))) as Bytes
    if (task === 'encode') await encodeLines(source, io)
    else if (values.stream) await decodeStream(source, io, options)
    else await decodeLines(source, io, values.jsonl, options)
    return 0
  },
}
