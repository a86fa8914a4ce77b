import type { ImportProblem } from '@qinglan/contract'

/** A cell of CSV; one that a spreadsheet would take for a formula is made text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The problems of an import as CSV, with a byte order mark for the spreadsheets that ask for one. */
export function problemsCsv(problems: readonly ImportProblem[]): string {
  const rows = problems.map(({ line, column, value, reason }) => [
    String(line),
    column,
    value,
    reason.zh,
    reason.en,
  ])
  const header = ['行 line', '列 column', '值 value', '原因', 'reason']
  return `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}
