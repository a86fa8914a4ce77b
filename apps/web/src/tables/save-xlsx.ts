/** A column of an exported sheet. */
export interface SheetColumn<T> {
  readonly header: string
  readonly width: number
  readonly value: (row: T) => string | number | null
}

const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Makes a workbook of one sheet and offers it as a download; the writer is fetched only when needed. */
export async function saveXlsx<T>(
  fileName: string,
  sheet: string,
  columns: readonly SheetColumn<T>[],
  rows: readonly T[],
): Promise<void> {
  const { writeXlsx } = await import('hucre/xlsx')
  const bytes = await writeXlsx({
    sheets: [
      {
        name: sheet,
        columns: columns.map(({ header, width }, i) => ({ header, width, key: `c${i}` })),
        data: rows.map((row) => Object.fromEntries(columns.map(({ value }, i) => [`c${i}`, value(row)]))),
      },
    ],
  })
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: mime }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
