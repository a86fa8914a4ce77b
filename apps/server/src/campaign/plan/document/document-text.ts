import { extname } from 'node:path'
import { docxToText, htmlToText } from '@qinglan/plan-reader'
import { QinglanError, badInput } from '../../../errors.ts'
import { decodeHtml, decodeText } from './decode-text.ts'

const zipStart = [0x50, 0x4b, 0x03, 0x04]
const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((b, i) => bytes[i] === b)

/**
 * The text of a plan document: .txt as it was decoded, untouched; .html and .docx as a person reads them.
 *
 * @throws QinglanError `bad-input` for an empty or damaged file, `unsupported` for a format it cannot read
 */
export function documentText(bytes: Uint8Array, fileName: string): string {
  if (bytes.length === 0) throw badInput(`${fileName} 是空文件`, `${fileName} is empty`)
  const text = textOf(bytes, fileName)
  if (text.trim() === '') throw badInput(`${fileName} 中没有文字`, `there is no text in ${fileName}`)
  return text
}

function textOf(bytes: Uint8Array, fileName: string): string {
  const extension = extname(fileName).toLowerCase()
  if (startsWith(bytes, zipStart) && extension !== '.docx') throw unsupported(fileName, extension)
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
    default:
      throw unsupported(fileName, extension)
  }
}

const unsupported = (fileName: string, extension: string): QinglanError =>
  new QinglanError('unsupported', {
    zh: `不能读取 ${fileName}（${extension}），可读 .txt、.html、.docx`,
    en: `cannot read ${fileName} (${extension}); .txt, .html and .docx can be read`,
  })

function plainText(bytes: Uint8Array, fileName: string): string {
  const text = decodeText(bytes)
  if (text.includes('\u0000')) throw badInput(`${fileName} 不是文本文件`, `${fileName} is no text file`)
  return text
}

function docxText(bytes: Uint8Array, fileName: string): string {
  const read = docxToText(bytes)
  if (!read.ok) throw badInput(`${fileName} 不是完好的 .docx`, `${fileName} is no intact .docx`)
  return read.text
}
