import type { LedgerImport, ReviewItem } from '@qinglan/contract'
import type { WriteSheet, Workbook } from 'hucre/xlsx'
import { rowsBelow, type LedgerRow } from './ledger-sheet.ts'

const reasonHead = '剔除理由'
const longest = 500

/** What was rejected, with the reasons, as a sheet beside the ledger. */
export const rejectedSheet = (items: readonly ReviewItem[]): WriteSheet => ({
  name: '剔除条目',
  columns: [{ width: 9 }, { width: 80 }, { width: 40 }],
  rows: [['编号', '原文', reasonHead], ...items.map(({ id, quote, reason }) => [id, quote, reason ?? ''])],
  freezePane: { rows: 1 },
})

/** The rows of that sheet in an edited ledger; none where it was taken out. */
export const rejectedRows = (book: Workbook): LedgerRow[] =>
  rowsBelow(book, (heads) => heads.includes('编号') && heads.includes(reasonHead)) ?? []

export interface ReasonEdits {
  readonly reasons: readonly { readonly item: string; readonly reason: string }[]
  readonly faults: readonly LedgerImport['faults'][number][]
}

/** The reasons that an edited ledger gives otherwise; a row about what is not rejected is faulty. */
export function compareReasons(rows: readonly LedgerRow[], items: readonly ReviewItem[]): ReasonEdits {
  const rejected = new Map(items.filter(({ state }) => state === 'rejected').map((item) => [item.id, item]))
  const reasons: { item: string; reason: string }[] = []
  const faults: LedgerImport['faults'][number][] = []
  for (const { line, cells } of rows) {
    const [id, reason] = [cells['编号'] ?? '', cells[reasonHead] ?? '']
    const item = rejected.get(id)
    if (!item)
      faults.push({
        line,
        column: '编号',
        value: id,
        reason: { zh: '这一编号没有被剔除', en: 'no item of this code is rejected' },
      })
    else if (reason.length > longest)
      faults.push({
        line,
        column: reasonHead,
        value: reason,
        reason: { zh: `理由不超过 ${longest} 字`, en: `a reason has at most ${longest} characters` },
      })
    else if (reason !== (item.reason ?? '')) reasons.push({ item: id, reason })
  }
  return { reasons, faults }
}
