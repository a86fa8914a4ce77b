import stringWidth from 'string-width'

/** A column of a table in the terminal. */
export interface TextColumn {
  readonly title: string
  /** Width in terminal cells, of which a Chinese character takes two; `rest` takes what the line leaves. */
  readonly width: number | 'rest'
  readonly align?: 'right'
}

/** Cuts a text to a width in terminal cells, with an ellipsis where something is missing. */
export function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let cut = ''
  for (const { segment } of new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text)) {
    if (stringWidth(cut + segment) > width - 1) break
    cut += segment
  }
  return `${cut}…`
}

function cell(text: string, width: number, align?: 'right'): string {
  const cut = cutToWidth(text.replaceAll(/\s+/g, ' '), width)
  const gap = ' '.repeat(Math.max(width - stringWidth(cut), 0))
  return align === 'right' ? gap + cut : cut + gap
}

/** A table of text whose columns stand in line whatever the script, no wider than `width` cells; without a width the `rest` is written in full. */
export function textTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number | undefined,
): string {
  const fixed = columns.reduce((sum, c) => sum + (c.width === 'rest' ? 0 : c.width) + 2, -2)
  const widths = columns.map((c, i) => {
    if (c.width !== 'rest') return c.width
    return width === undefined
      ? Math.max(...rows.map((row) => stringWidth(row[i] ?? '')), stringWidth(c.title))
      : Math.max(width - fixed, 20)
  })
  const line = (texts: readonly string[]): string =>
    columns
      .map((c, i) => cell(texts[i] ?? '', widths[i] ?? 0, c.align))
      .join('  ')
      .trimEnd()
  const rule = widths.map((w) => '─'.repeat(w)).join('  ')
  return [line(columns.map((c) => c.title)), rule, ...rows.map(line), ''].join('\n')
}
