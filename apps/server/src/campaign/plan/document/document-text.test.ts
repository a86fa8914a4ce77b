import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { documentText } from './document-text.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
// 甲市计划 in GB18030
const gb18030 = Uint8Array.from([0xbc, 0xd7, 0xca, 0xd0, 0xbc, 0xc6, 0xbb, 0xae])

describe('a text file is decoded and left alone', () => {
  test.each([
    ['UTF-8', utf8('甲市计划\r\n')],
    ['UTF-8 with a mark', utf8('\uFEFF甲市计划\r\n')],
    ['GB18030', Uint8Array.from([...gb18030, 0x0d, 0x0a])],
    ['UTF-16', new Uint8Array(Buffer.from('\uFEFF甲市计划\r\n', 'utf16le'))],
  ])('%s', async (_name, bytes) => expect(await documentText(bytes, 'a.txt')).toBe('甲市计划\r\n'))
})

describe('a page is read as a person reads it', () => {
  const page = `<html><head><title>x</title><style>p{}</style></head><body><h1>一、目标</h1><p>第一<b>句</b>。<br>第二句。</p>
    <script>var a = 1</script><table><tr><th>指标</th><th colspan="2">目标</th></tr><tr><td><p>造林</p><p>面积</p></td><td>3100</td><td></td></tr></table></body></html>`
  const text = '一、目标\n第一句。\n第二句。\n指标 | 目标 |\n造林；面积 | 3100 |'
  test('blocks and table rows are lines', async () =>
    expect(await documentText(utf8(page), 'a.html')).toBe(text))
  test('in GB18030', async () => {
    const bytes = Buffer.concat([Buffer.from('<meta charset="gb2312"><p>'), gb18030, Buffer.from('</p>')])
    expect(await documentText(bytes, 'a.htm')).toBe('甲市计划')
  })
})

test('a word-processor file gives its paragraphs and table rows', async () => {
  const bytes = await readFile(new URL('cases/plan.docx', import.meta.url))
  expect(await documentText(bytes, 'plan.docx')).toBe(
    '某市2021年工作计划\n一、总体目标\n造林3100亩。\n指标 | 目标\n优良天数比率 | 87.7%',
  )
})

describe('what cannot be read says so', () => {
  test.each([
    ['a.txt', utf8(''), /empty/],
    ['a.txt', utf8(' \n'), /no text/],
    ['a.txt', Uint8Array.from([1, 0, 2]), /no text file/],
    ['a.pdf', utf8('%PDF-1.7'), /no intact PDF/],
    ['a.doc', utf8('x'), /cannot read a\.doc/],
    ['a.docx', utf8('not a zip'), /no intact \.docx/],
    ['a.txt', Uint8Array.from([0x50, 0x4b, 3, 4, 0]), /cannot read a\.txt/],
  ])('%s: %s', async (name, bytes, message) => {
    await expect(documentText(bytes, name)).rejects.toThrow(message)
  })
})
