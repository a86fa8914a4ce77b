import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { docxToText } from './docx-to-text.ts'
import { countInChinese, formatNumber } from './numbering.ts'

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const p = (text: string, level: number | null = null, numId = 1): string =>
  `<w:p>${level === null ? '' : `<w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr></w:pPr>`}<w:r><w:t>${text}</w:t></w:r></w:p>`
const level = (at: number, format: string, pattern: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`

function docx(body: string): Uint8Array {
  const numbering = `<w:numbering ${NS}><w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '(%2)')}${level(2, 'decimal', '%3.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>`
  return zipSync({
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document ${NS}><w:body>${body}</w:body></w:document>`,
    ),
    'word/numbering.xml': strToU8(numbering),
  })
}

test('automatic numbers are written out, and deeper levels begin anew under each', () => {
  const body =
    p('总体目标', 0) +
    p('重点任务', 0) +
    p('治气', 1) +
    p('控尘', 2) +
    p('治水', 1) +
    p('截污', 2) +
    p('正文') +
    p('附则', 0, 2)
  expect(docxToText(docx(body))).toEqual({
    ok: true,
    text: '一、总体目标\n二、重点任务\n(一)治气\n1.控尘\n(二)治水\n1.截污\n正文\n一、附则',
  })
})

test('tables become rows; cells merged downwards are repeated; deleted text goes', () => {
  const cell = (text: string, properties = ''): string =>
    `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`
  const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`
  const body = `<w:tbl>${row(cell('指标'), cell('目标'))}${row(cell('水', '<w:vMerge w:val="restart"/>'), cell('90%'))}${row(cell('', '<w:vMerge/>'), cell('80%'))}</w:tbl><w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:r><w:t>留</w:t></w:r></w:p>`
  expect(docxToText(docx(body))).toEqual({ ok: true, text: '指标 | 目标\n水 | 90%\n水 | 80%\n留' })
})

test('what is no Word document has a named reason', () => {
  expect(docxToText(new Uint8Array([1, 2, 3]))).toEqual({ ok: false, reason: 'not-a-docx' })
  expect(docxToText(zipSync({ 'a.txt': strToU8('x') }))).toEqual({ ok: false, reason: 'not-a-docx' })
})

test.each([
  [1, '一'],
  [10, '十'],
  [11, '十一'],
  [20, '二十'],
  [103, '一百零三'],
  [110, '一百一十'],
])('%i counts as %s', (value, text) => {
  expect(countInChinese(value)).toBe(text)
})

test.each([
  [4, 'decimalEnclosedCircle', '④'],
  [4, 'upperRoman', 'IV'],
  [28, 'lowerLetter', 'bb'],
  [12, 'ideographDigital', '一二'],
  [3, 'bullet', null],
])('%i in %s is %s', (value, format, text) => {
  expect(formatNumber(value, format)).toBe(text)
})
