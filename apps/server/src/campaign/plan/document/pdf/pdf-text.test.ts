import { readFile } from 'node:fs/promises'
import { readPlan } from '@qinglan/plan-reader'
import { describe, expect, test } from 'vitest'
import { documentText } from '../document-text.ts'
import { pdfText } from './pdf-text.ts'
import { makePdf, type Drawn, type DrawnLine } from './testing/make-pdf.ts'

const stored = async (name: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../cases/${name}`, import.meta.url)))

/** Lines of text down a page, 28 points apart; a line may begin further right. */
const column = (lines: readonly (string | readonly [string, number])[], top = 700): Drawn[] =>
  lines.map((line, i) => {
    const [text, indent] = typeof line === 'string' ? ([line, 0] as const) : line
    return { text, x: 80 + indent * 16, y: top - i * 28 }
  })

describe('a PDF says what the document it was made from says', () => {
  test('paragraphs, tables over a page break, no heads and no page numbers', async () => {
    const [pdf, docx] = [
      await documentText(await stored('office.pdf'), 'a.pdf'),
      await documentText(await stored('office.docx'), 'a.docx'),
    ]
    expect(pdf.replaceAll(/ +/g, ' ')).toBe(docx.replaceAll(/ +/g, ' '))
    const said = (text: string) =>
      readPlan(text).targets.map((t) => [
        t.subject,
        t.comparator,
        t.value,
        t.unitNorm,
        t.deadline,
        t.baselineYear,
      ])
    expect(said(pdf)).toEqual(said(docx))
    expect(said(pdf).length).toBeGreaterThan(10)
  })

  test('characters are written where a browser names their radicals', async () => {
    expect(await documentText(await stored('browser.pdf'), 'a.pdf')).toBe(
      [
        '云水市方案',
        '一、目标',
        '全市工业用水下降6%，西部水面黑臭水体全部消除；全市水质达标率达到90%，工业用水达标率达到100%。',
        '目标 | 2022年 | 方式',
        '水质达标率（%） | 90 | 目标',
        '用水下降率（%） | 6 | 目标',
      ].join('\n'),
    )
  })
})

describe('from places on the page alone', () => {
  const read = (pages: Parameters<typeof makePdf>[0]) => pdfText(makePdf(pages), 'a.pdf')

  test('fonts that name a predefined map and are not embedded give their characters', async () => {
    const texts: Drawn[] = [
      { text: '造林面积', x: 80, y: 700, encoding: 'GBK-EUC-H' },
      { text: '达到３１００亩。', x: 144, y: 700 },
    ]
    expect(await read([{ texts }])).toBe('造林面积达到３１００亩。')
  })

  test('raised and lowered figures stay in their line; stamps across the page are left out', async () => {
    const texts: Drawn[] = [
      { text: '全市', x: 80, y: 700 },
      { text: 'PM', x: 112, y: 700 },
      { text: '2.5', x: 144, y: 696, size: 10 },
      { text: '浓度下降。', x: 176, y: 700 },
      { text: '内部资料', x: 300, y: 400, size: 60, turned: true },
    ]
    expect(await read([{ texts }])).toBe('全市PM2.5浓度下降。')
  })

  const long = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄'
  test('lines that fill the column run on, over a page break too; indents begin paragraphs', async () => {
    const body = (number: number): Drawn[] => [
      { text: '某市公文', x: 80, y: 770, size: 10 },
      { text: `— ${number} —`, x: 290, y: 40, size: 10 },
    ]
    const first = [[long, 2], `${long}日月`, '止。', [long, 2], `${long}日月`, `${long}日月`] as const
    const second = [
      '止。',
      [long, 2],
      `${long}日月`,
      `${long}日月`,
      '止。',
      ['短句。', 2],
      ['又一句。', 2],
    ] as const
    expect(
      await read([{ texts: [...body(1), ...column(first)] }, { texts: [...body(2), ...column(second)] }]),
    ).toBe(
      [
        `${long}${long}日月止。`,
        `${long}${long}日月${long}日月止。`,
        `${long}${long}日月${long}日月止。`,
        '短句。',
        '又一句。',
      ].join('\n'),
    )
  })

  test('merged cells of a ruled table stand in every row; lines of a cell are one text', async () => {
    const ys = [700, 660, 600, 540]
    const lines: DrawnLine[] = [
      [80, 700, 480, 700],
      [80, 660, 480, 660],
      [180, 600, 480, 600],
      [80, 540, 480, 540],
      ...[80, 180, 320, 480].map((x): DrawnLine => [x, 540, x, 700]),
    ]
    const at = (text: string, x: number, row: number, down = 0): Drawn => ({
      text,
      x,
      y: (ys[row] ?? 0) - 24 - down,
      size: 12,
    })
    const texts = [
      at('县区', 90, 0),
      at('指标', 190, 0),
      at('数值', 330, 0),
      at('甲县', 90, 1, 30),
      at('优良天数', 190, 1),
      at('比率', 190, 1, 16),
      at('８５％', 330, 1),
      at('水质达标率', 190, 2),
      at('１００％', 330, 2),
    ]
    expect(await read([{ texts, lines }])).toBe(
      '县区 | 指标 | 数值\n甲县 | 优良天数比率 | ８５％\n甲县 | 水质达标率 | １００％',
    )
  })
})

describe('what gives no text says why, in one sentence', () => {
  const page = { texts: [{ text: '造林', x: 80, y: 700 }] }
  const drawing = { texts: [], lines: [[80, 80, 500, 80] as const] }
  test.each([
    ['a scan', () => makePdf([drawing, drawing, page]), /是扫描件：3 页中有 2 页没有文字/],
    ['a locked file', () => stored('locked.pdf'), /有密码/],
    ['a damaged file', () => makePdf([page]).slice(0, 300), /不是完好的 PDF/],
    ['no PDF at all', () => new TextEncoder().encode('%PDF-1.7'), /不是完好的 PDF/],
    ['too many pages', () => makePdf(Array.from({ length: 601 }, () => page)), /超过 600 页/],
    ['too many bytes', () => new Uint8Array(65 * 1024 ** 2), /超过 64 MB/],
    [
      'fonts without characters',
      () => makePdf([{ texts: [{ text: '\ue001\ue002\ue003\ue004', x: 80, y: 700 }] }]),
      /字体没有文字编码/,
    ],
  ])('%s', async (_name, bytes, message) => {
    await expect(pdfText(await bytes(), 'a.pdf')).rejects.toThrow(message)
  })

  test('a file that takes too long is given up', async () => {
    await expect(pdfText(makePdf([page]), 'a.pdf', 0)).rejects.toThrow(/太复杂/)
  })

  test('a third file at once is asked to wait', async () => {
    const bytes = makePdf([page])
    const first = [pdfText(bytes, 'a.pdf'), pdfText(bytes, 'b.pdf')]
    await expect(pdfText(bytes, 'c.pdf')).rejects.toThrow(/稍后再试/)
    expect(await Promise.all(first)).toEqual(['造林', '造林'])
  })
})
