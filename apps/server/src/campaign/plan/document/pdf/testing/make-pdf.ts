/** A text at a place; `encoding` names a predefined character map, as old programs use with fonts they do not embed. */
export interface Drawn {
  readonly text: string
  readonly x: number
  /** From the lower edge. */
  readonly y: number
  readonly size?: number
  readonly encoding?: 'UniGB-UCS2-H' | 'GBK-EUC-H'
  /** Turned by a quarter, as a stamp is. */
  readonly turned?: boolean
}

/** Lines from one point to another. */
export type DrawnLine = readonly [x0: number, y0: number, x1: number, y1: number]

export interface DrawnPage {
  readonly texts: readonly Drawn[]
  readonly lines?: readonly DrawnLine[]
}

const hex = (bytes: Iterable<number>): string =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
const ucs2 = (text: string): string =>
  hex(Array.from(text).flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]))

/** The few letters of GBK that the tests write. */
const gbk: Readonly<Record<string, readonly number[]>> = {
  造: [0xd4, 0xec],
  林: [0xc1, 0xd6],
  面: [0xc3, 0xe6],
  积: [0xbb, 0xfd],
}

function show({ text, x, y, size = 16, encoding = 'UniGB-UCS2-H', turned = false }: Drawn): string {
  const codes = encoding === 'GBK-EUC-H' ? hex(Array.from(text).flatMap((l) => gbk[l] ?? [63])) : ucs2(text)
  const font = encoding === 'GBK-EUC-H' ? 'F2' : 'F1'
  const matrix = turned ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`
  return `BT /${font} ${size} Tf ${matrix} Tm <${codes}> Tj ET`
}

const fontOf = (encoding: string, descendant: number): string =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${encoding} /DescendantFonts [${descendant} 0 R] >>`

/** A PDF of pages 600 points wide and 800 high, with Chinese fonts that are named but not embedded and give no character map. */
export function makePdf(pages: readonly DrawnPage[]): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${7 + 2 * i} 0 R`).join(' ')}] >>`,
    fontOf('UniGB-UCS2-H', 5),
    fontOf('GBK-EUC-H', 5),
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 6 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 90 >>',
  ]
  for (const [i, { texts, lines = [] }] of pages.entries()) {
    const content = [
      ...texts.map(show),
      ...lines.map(([x0, y0, x1, y1]) => `${x0} ${y0} m ${x1} ${y1} l S`),
    ].join('\n')
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents ${8 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    )
  }
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const at = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return at
  })
  const at = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`
  file += offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`
  return new TextEncoder().encode(file)
}
