import type { FastifyRequest } from 'fastify'
import { QinglanError } from '../errors.ts'

const megabyte = 1024 ** 2
export const usualUploadMegabytes = 100

/** How much of files people may send: set by one number, the size of a file that is read whole. */
export interface UploadLimits {
  /** A table or a document, which has to be in memory to be read. */
  readonly whole: number
  /** A file that is read as it comes, such as measurements; it is never in memory as a whole. */
  readonly streamed: number
  /** All files that are in memory at the same time, so that many senders together cannot exhaust it. */
  readonly together: number
}

export const uploadLimits = (megabytes = usualUploadMegabytes): UploadLimits => ({
  whole: megabytes * megabyte,
  streamed: 20 * megabytes * megabyte,
  together: 4 * megabytes * megabyte,
})

const inMegabytes = (bytes: number): string => `${Number((bytes / megabyte).toFixed(2))} MB`

export const tooLarge = (limit: number): QinglanError =>
  new QinglanError(
    'too-large',
    {
      zh: `文件超过上限 ${inMegabytes(limit)};请分成几份,或请管理员提高 QINGLAN_UPLOAD_MB`,
      en: `The file is larger than ${inMegabytes(limit)}; split it, or have QINGLAN_UPLOAD_MB raised`,
    },
    { limitBytes: limit },
  )

/** Bytes of files in memory in this process, and those of each request that is not answered yet. */
let held = 0
const heldBy = new WeakMap<FastifyRequest, number>()

/** Counts bytes as held until the request is answered. @throws QinglanError `unavailable` where all hold too many */
export function hold(request: FastifyRequest, bytes: number, { together }: UploadLimits): void {
  if (held + bytes > together) {
    throw new QinglanError('unavailable', {
      zh: '服务器正在读取其他大文件,请稍后再传',
      en: 'The server is reading other large files; please send it again in a while',
    })
  }
  held += bytes
  heldBy.set(request, (heldBy.get(request) ?? 0) + bytes)
}

/** Lets go of what a request held. */
export function letGo(request: FastifyRequest): void {
  held -= heldBy.get(request) ?? 0
  heldBy.delete(request)
}
