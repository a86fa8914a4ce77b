import type { ReviewItem } from '@qinglan/contract'
import { dateText, figureText, unitsText } from './ledger-text.ts'

/** Type sizes of official documents (GB/T 9704-2012), in half points: 二号, 三号, 小四. */
const size = { title: 44, body: 32, table: 24 } as const
/** The faces GB/T 9704-2012 asks for; a program without them falls back to its own. */
const face = { title: '方正小标宋简体', strong: '黑体', body: '仿宋_GB2312' } as const

const columns = [
  ['序号', 5],
  ['目标任务', 36],
  ['指标值', 14],
  ['完成时限', 15],
  ['牵头单位', 15],
  ['责任单位', 15],
] as const

/**
 * The ledger of tasks (任务分解表) as officials attach it to a plan: A4 across, centred title, the head repeated on every page, a row
 * for each chapter, numbered pages.
 */
export async function ledgerDocx(title: string, items: readonly ReviewItem[]): Promise<Uint8Array> {
  const {
    AlignmentType,
    Document,
    Footer,
    PageNumber,
    PageOrientation,
    Packer,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    VerticalAlign,
    WidthType,
  } = await import('docx')
  const line = (
    text: string,
    { font, half, centred = false }: { font: string; half: number; centred?: boolean },
  ) =>
    new Paragraph({
      alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
      children: [new TextRun({ text, font: { eastAsia: font, ascii: 'Times New Roman' }, size: half })],
    })
  const cell = (
    text: string,
    options: { strong?: boolean; centred?: boolean; percent?: number; span?: number },
  ) =>
    new TableCell({
      verticalAlign: VerticalAlign.CENTER,
      ...(options.percent === undefined
        ? {}
        : { width: { size: options.percent, type: WidthType.PERCENTAGE } }),
      ...(options.span === undefined ? {} : { columnSpan: options.span }),
      children: [
        line(text, {
          font: options.strong ? face.strong : face.body,
          half: size.table,
          centred: options.centred ?? false,
        }),
      ],
    })
  const head = new TableRow({
    tableHeader: true,
    children: columns.map(([text, percent]) => cell(text, { strong: true, centred: true, percent })),
  })
  let chapter: string | undefined
  const rows = items.flatMap((item, i) => {
    const texts = [
      String(i + 1),
      item.subject,
      figureText(item),
      dateText(item.deadline),
      unitsText(item.lead),
      unitsText(item.responsible),
    ]
    const row = new TableRow({
      cantSplit: true,
      children: texts.map((text, c) => cell(text, { centred: c !== 1 })),
    })
    const [own] = item.sectionPath
    if (own === undefined || own === chapter) return [row]
    chapter = own
    return [new TableRow({ children: [cell(own, { strong: true, span: columns.length })] }), row]
  })
  const document = new Document({
    sections: [
      {
        properties: {
          page: { size: { orientation: PageOrientation.LANDSCAPE, width: 11_906, height: 16_838 } },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: size.table })],
              }),
            ],
          }),
        },
        children: [
          line('附件', { font: face.strong, half: size.body }),
          line(`${title}任务分解表`, { font: face.title, half: size.title, centred: true }),
          new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [head, ...rows] }),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
