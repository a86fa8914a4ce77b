import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { badInput } from '../errors.ts'

/** A file that a form brings, and what the form says beside it; fields stand before the file. */
export interface Upload {
  readonly fileName: string
  readonly file: MultipartFile['file']
  /** What a field says; undefined for one that is left out or empty. */
  readonly field: (name: string) => string | undefined
  /** The whole file. @throws QinglanError `too-large` */
  readonly bytes: () => Promise<Buffer>
}

const nul = (zh: string, en: string) => badInput(`${zh}含空字符(NUL)`, `${en} holds a NUL character`)

function fieldOf(part: MultipartFile['fields'][string]): string | undefined {
  const one = Array.isArray(part) ? part[0] : part
  return one?.type === 'field' && typeof one.value === 'string' && one.value !== '' ? one.value : undefined
}

/**
 * The file of a request.
 *
 * @throws QinglanError `bad-input` where none came, or where a name or field holds a NUL character
 */
export async function uploadOf(request: FastifyRequest, mostBytes?: number): Promise<Upload> {
  const limits = mostBytes === undefined ? {} : { limits: { fileSize: mostBytes } }
  const part = await request.file(limits)
  if (!part) throw badInput('请选择文件(字段 file)', 'Choose a file (field file)')
  if (part.filename.includes('\u0000')) throw nul('文件名', 'The name of the file')
  for (const [name, value] of Object.entries(part.fields)) {
    if (`${name}${fieldOf(value) ?? ''}`.includes('\u0000'))
      throw nul(`字段 ${name.replaceAll('\u0000', '␀')} `, `Field ${name.replaceAll('\u0000', '␀')}`)
  }
  return {
    fileName: part.filename,
    file: part.file,
    field: (name) => (Object.hasOwn(part.fields, name) ? fieldOf(part.fields[name]) : undefined),
    bytes: () => part.toBuffer(),
  }
}
