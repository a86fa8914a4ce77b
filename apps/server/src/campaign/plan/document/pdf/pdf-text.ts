import { Worker } from 'node:worker_threads'
import { QinglanError, badInput } from '../../../../errors.ts'
import type { PdfOutcome } from './pdf-thread.ts'

/** A plan of text is a few megabytes; what is larger is a scan. */
const mostBytes = 64 * 1024 ** 2
const mostSeconds = 60
const mostMegabytes = 768
/** So many documents are read at one time; the machine has other work. */
const mostAtOnce = 2

/** `died`: the thread ran out of memory or ended by itself; `late`: it was stopped. */
type Ended = PdfOutcome | { readonly kind: 'died' } | { readonly kind: 'late' }

/** Reads a PDF in a thread of its own, which is ended when it takes too long or too much. */
function readInThread(bytes: Uint8Array, seconds: number): Promise<Ended> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
      workerData: bytes,
      env: {},
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    })
    const end = (outcome: Ended): void => {
      clearTimeout(limit)
      resolve(outcome)
      void thread.terminate()
    }
    const limit = setTimeout(() => end({ kind: 'late' }), seconds * 1000)
    thread.once('message', (outcome: PdfOutcome) => end(outcome))
    thread.once('error', () => end({ kind: 'died' }))
    thread.once('exit', () => end({ kind: 'died' }))
  })
}

let running = 0

/**
 * The text of a PDF that has text: paragraphs joined from their lines, tables as rows of cells parted by ` | `, page numbers and running
 * heads left out.
 *
 * @throws QinglanError `bad-input` for a scan, a locked or a damaged file; `too-large` for too many bytes, pages or too much work;
 * `too-many` while others are being read
 */
export async function pdfText(bytes: Uint8Array, fileName: string, seconds = mostSeconds): Promise<string> {
  if (bytes.length > mostBytes)
    throw tooLarge(
      `${fileName} 超过 ${mostBytes / 1024 ** 2} MB`,
      `${fileName} has more than ${mostBytes / 1024 ** 2} MB`,
    )
  if (running >= mostAtOnce)
    throw new QinglanError('too-many', {
      zh: '正在读取其他 PDF，请稍后再试',
      en: 'other PDF files are being read; try again in a moment',
    })
  running += 1
  try {
    return textOf(await readInThread(bytes, seconds), fileName)
  } finally {
    running -= 1
  }
}

const tooLarge = (zh: string, en: string): QinglanError => new QinglanError('too-large', { zh, en })

function textOf(outcome: Ended, file: string): string {
  switch (outcome.kind) {
    case 'text':
      return outcome.text
    case 'encrypted':
      throw badInput(`${file} 有密码，请先解除密码`, `${file} is locked with a password; remove it first`)
    case 'broken':
      throw badInput(`${file} 不是完好的 PDF`, `${file} is no intact PDF`)
    case 'scanned':
      throw badInput(
        `${file} 是扫描件：${outcome.pages} 页中有 ${outcome.withoutText} 页没有文字，请改用 Word 原件或先做文字识别`,
        `${file} is a scan: ${outcome.withoutText} of ${outcome.pages} pages hold no text; use the Word file or run text recognition first`,
      )
    case 'unreadable-fonts':
      throw badInput(
        `${file} 的字体没有文字编码，取不出文字，请改用 Word 原件`,
        `the fonts of ${file} do not say which characters they draw; use the Word file`,
      )
    case 'too-many-pages':
      throw tooLarge(`${file} 超过 ${outcome.limit} 页`, `${file} has more than ${outcome.limit} pages`)
    case 'died':
    case 'late':
      throw tooLarge(
        `${file} 太复杂，读取所需的时间或内存超过限度`,
        `${file} is too complex: reading it takes more time or memory than allowed`,
      )
  }
}
