import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { badInput, type QinglanError } from '../errors.ts'
import type { App } from './context.ts'
import { hold, letGo, tooLarge, uploadLimits, type UploadLimits } from './upload-limits.ts'

declare module 'fastify' {
  interface FastifyInstance {
    uploadLimits?: UploadLimits
  }
}

/** Lets an application take forms with a file, as large as the setting says. */
export async function takeUploads(app: App, megabytes?: number): Promise<void> {
  const limits = uploadLimits(megabytes)
  app.decorate('uploadLimits', limits)
  app.addHook('onResponse', (request, _reply, done) => {
    letGo(request)
    done()
  })
  await app.register(multipart, { limits: { fileSize: limits.streamed, files: 1, fields: 20 } })
}

/** A file that a form brings, and what the form says beside it; fields stand before the file. */
export interface Upload {
  readonly fileName: string
  readonly file: MultipartFile['file']
  /** What a field says; undefined for one that is left out or empty. */
  readonly field: (name: string) => string | undefined
  /** The whole file. @throws QinglanError `too-large`; `unavailable` while many large files are in memory */
  readonly bytes: () => Promise<Buffer>
  /** Why a file that was read as it came is not whole: it was larger than it may be. */
  readonly cutOff: () => QinglanError | undefined
}

const nul = (zh: string, en: string) => badInput(`${zh}含空字符(NUL)`, `${en} holds a NUL character`)

function fieldOf(part: MultipartFile['fields'][string]): string | undefined {
  const one = Array.isArray(part) ? part[0] : part
  return one?.type === 'field' && typeof one.value === 'string' && one.value !== '' ? one.value : undefined
}

/** The whole of a file, counted among all that are in memory until the request is answered. */
async function readWhole(
  request: FastifyRequest,
  file: MultipartFile['file'],
  limits: UploadLimits,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of file as AsyncIterable<Buffer>) {
    hold(request, chunk.length, limits)
    chunks.push(chunk)
  }
  if (file.truncated) throw tooLarge(limits.whole)
  return Buffer.concat(chunks)
}

/**
 * The file of a request, to be read whole or, when `streamed`, as it comes.
 *
 * @throws QinglanError `bad-input` where none came, or where a name or field holds a NUL character
 */
export async function uploadOf(
  request: FastifyRequest,
  { streamed = false }: { streamed?: boolean } = {},
): Promise<Upload> {
  const limits = request.server.uploadLimits ?? uploadLimits()
  const most = streamed ? limits.streamed : limits.whole
  const part = await request.file({ limits: { fileSize: most } })
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
    bytes: () => readWhole(request, part.file, limits),
    cutOff: () => (part.file.truncated ? tooLarge(most) : undefined),
  }
}
