import { extname } from 'node:path'
import { docxToText, htmlToText, looksBinary } from '@qinglan/plan-reader'
import { QinglanError, badInput } from '../../../errors.ts'
import { decodeHtml, decodeText } from './decode-text.ts'
import { pdfText } from './pdf/pdf-text.ts'

const pdfStart = [0x25, 0x50, 0x44, 0x46]
const zipStart = [0x50, 0x4b, 0x03, 0x04]
const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((b, i) => bytes[i] === b)

/**
 * The text of a plan document: .txt as it was decoded, untouched; .html, .docx and .pdf as a person reads them.
 *
 * @throws QinglanError `bad-input` for an empty or damaged file or a scan, `too-large`, `unsupported` for a format it cannot read
 */
export async function documentText(bytes: Uint8Array, fileName: string): Promise<string> {
  if (bytes.length === 0) throw badInput(`${fileName} 是空文件`, `${fileName} is empty`)
  const text = await textOf(bytes, fileName)
  if (text.trim() === '') throw badInput(`${fileName} 中没有文字`, `there is no text in ${fileName}`)
  return text
}

async function textOf(bytes: Uint8Array, fileName: string): Promise<string> {
  const extension = extname(fileName).toLowerCase()
  if (startsWith(bytes, zipStart) && extension !== '.docx') throw unsupported(fileName, extension)
  if (startsWith(bytes, pdfStart) && extension !== '.pdf') return pdfText(bytes, fileName)
  switch (extension) {
    case '.txt':
    case '.md':
    case '':
      return plainText(bytes, fileName)
    case '.html':
    case '.htm':
      return htmlToText(decodeHtml(bytes))
    case '.docx':
      return docxText(bytes, fileName)
    case '.pdf':
      return pdfText(bytes, fileName)
    default:
      throw unsupported(fileName, extension)
  }
}

const unsupported = (fileName: string, extension: string): QinglanError =>
  new QinglanError('unsupported', {
    zh: `不能读取 ${fileName}（${extension}），可读 .txt、.html、.docx、.pdf`,
    en: `cannot read ${fileName} (${extension}); .txt, .html, .docx and .pdf can be read`,
  })

function plainText(bytes: Uint8Array, fileName: string): string {
  const text = decodeText(bytes)
  if (text.includes('\u0000') || looksBinary(text))
    throw badInput(`${fileName} 不是文本文件`, `${fileName} is no text file`)
  return text
}

function docxText(bytes: Uint8Array, fileName: string): string {
  const read = docxToText(bytes)
  if (!read.ok) throw badInput(`${fileName} 不是完好的 .docx`, `${fileName} is no intact .docx`)
  return read.text
}
